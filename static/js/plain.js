// The plain text of a section, by the same rules as policyhub/domain/markdown.py: paragraphs apart by two line ends,
// items and rows by one, cells by a tab, a reference as the number it was stored with (data-stored), note marks as nothing.
// Positions are code points.
const SKIP = 'sup, .fn, .ref, .vh, [data-skip]';
const LEAF = /^(P|TD|TH|LI)$/;

/** @returns {{text: string, runs: {node: Node, start: number, units: string[], whole: boolean}[]}} */
export function plainText(root) {
  const runs = [];
  let text = '';
  let length = 0;
  let fresh = true; // the next words begin a paragraph, an item or a cell
  let lists = 0; // how many lists are open; each outermost list has a number of its own
  let list = 0;
  let lastList = -1;
  let newItem = false;

  function apart(mark) {
    text += mark;
    length += mark.length;
    fresh = false;
  }

  function put(node, words, whole) {
    if (fresh && !words.trim()) return; // white space of the page, not of the text
    if (fresh) apart(!length ? '' : newItem && lists && list === lastList ? '\n' : '\n\n');
    const units = Array.from(words);
    runs.push({ node, start: length, units, whole });
    text += words;
    length += units.length;
    newItem = false;
    lastList = lists ? list : 0;
  }

  function enter(element) {
    const tag = element.tagName;
    if (LEAF.test(tag)) fresh = true;
    if (tag === 'LI') newItem = true;
    if (tag === 'TD' || tag === 'TH') {
      const row = element.closest('table').querySelector('tr') !== element.parentElement;
      if (element.previousElementSibling || row) apart(element.previousElementSibling ? '\t' : '\n');
    }
    const isList = tag === 'UL' || tag === 'OL';
    if (isList) list += lists === 0;
    lists += isList;
    walk(element);
    lists -= isList;
    if (isList || LEAF.test(tag)) fresh = true;
  }

  function walk(element) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) put(node, node.data, false);
      else if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SKIP)) continue;
      else if (node.dataset.stored !== undefined) put(node, node.dataset.stored, true);
      else if (node.tagName !== 'BR') enter(node);
      else if (!node.nextSibling?.data?.startsWith('\n')) put(node, '\n', true);
    }
  }

  walk(root);
  return { text, runs };
}

/** Where a point of the page (a range's end) stands in the plain text. */
export function positionOf(plain, container, offset) {
  const point = document.createRange();
  point.setStart(container, offset);
  let at = 0;
  for (const run of plain.runs) {
    if (run.node === container && !run.whole) return run.start + Array.from(run.node.data.slice(0, offset)).length;
    if (point.comparePoint(run.node, 0) >= 0) break;
    at = run.start + run.units.length;
  }
  return at;
}
