// The toolbar on words one has chosen in a section: comment on them, edit, flag. The dots by each number do the same without it.
import { plainText, positionOf } from './plain.js';

const AROUND = 40; // code points kept from either side, so that the words can be found again
const LONGEST = 3500; // servers refuse much longer addresses
const template = document.querySelector('#selection-tools');
let bar = null;

function chosen() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const prose = [range.startContainer, range.endContainer].map((node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('.prose[data-section]'));
  if (!prose[0]) return null;
  const plain = plainText(prose[0]);
  const units = Array.from(plain.text);
  let start = positionOf(plain, range.startContainer, range.startOffset);
  // A triple click ends at the start of the next section: then the words end with this one.
  let stop = prose[1] === prose[0] ? positionOf(plain, range.endContainer, range.endOffset) : units.length;
  while (start < stop && !units[start].trim()) start += 1;
  while (stop > start && !units[stop - 1].trim()) stop -= 1;
  const quote = units.slice(start, stop).join('');
  if (!quote) return null;
  const before = units.slice(Math.max(start - AROUND, 0), start).join('');
  const after = units.slice(stop, stop + AROUND).join('');
  return { prose: prose[0], range, quote, before, after };
}

function address(url, words) {
  const full = new URL(url, location.href);
  for (const name of ['quote', 'before', 'after']) full.searchParams.set(name, words[name]);
  if (full.href.length <= LONGEST) return full.href;
  const units = Array.from(words.quote); // whoever chose this much means the place: its beginning finds it
  const half = Math.ceil(units.length / 2);
  return address(url, { ...words, quote: units.slice(0, half).join(''), after: units.slice(half, half + AROUND).join('') });
}

function close() {
  bar?.remove();
  bar = null;
}

function open() {
  const words = chosen();
  if (!words) return close();
  const places = { comment: words.prose.dataset.commentUrl, flag: words.prose.dataset.flagUrl, edit: words.prose.dataset.editUrl };
  close();
  if (!Object.values(places).some(Boolean)) return;
  bar = template.content.firstElementChild.cloneNode(true);
  for (const tool of bar.querySelectorAll('[data-tool]')) {
    const url = places[tool.dataset.tool];
    if (url) tool.href = tool.dataset.tool === 'edit' ? url : address(url, words);
    else tool.remove();
  }
  // In the page right after the section, so that Tab reaches it from the words.
  words.prose.after(bar);
  const box = words.range.getBoundingClientRect();
  const page = bar.offsetParent?.getBoundingClientRect() ?? { left: -scrollX, top: -scrollY };
  bar.style.setProperty('--x', `${Math.max(Math.min(box.left, innerWidth - bar.offsetWidth - 16) - page.left, 0)}px`);
  bar.style.setProperty('--y', `${box.bottom - page.top + 10}px`);
}

function press(event) {
  if (!bar || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') return close();
  const tools = [...bar.querySelectorAll('a')];
  const at = tools.indexOf(document.activeElement);
  if (at >= 0 && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
    tools.at((at + (event.key === 'ArrowRight' ? 1 : -1)) % tools.length).focus();
    event.preventDefault();
    return;
  }
  if (document.activeElement?.matches('input, textarea, select, [contenteditable]')) return;
  const tool = tools.find((one) => one.dataset.key === event.key.toLowerCase());
  if (tool) {
    event.preventDefault();
    tool.click();
  }
}

if (template) {
  let down = false;
  let timer = 0;
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(open, wait); };
  document.addEventListener('pointerdown', () => { down = true; });
  document.addEventListener('pointercancel', () => { down = false; });
  document.addEventListener('pointerup', (event) => {
    down = false;
    if (!bar?.contains(event.target)) later(0);
  });
  document.addEventListener('selectionchange', () => {
    if (bar?.contains(document.activeElement)) return;
    if (document.getSelection()?.isCollapsed) close();
    else if (!down) later(250);
  });
  document.addEventListener('keydown', press);
}
