// Puts comments' marks on the words they are about: a section's words carry data-anchors, a JSON list of
// {start, stop, url, label, kind?, quote?} in code points of the plain text. Without it the quotes stand in the margin.
import { plainText } from './plain.js';

function place(plain, anchor) {
  const units = Array.from(plain.text);
  if (!anchor.quote || units.slice(anchor.start, anchor.stop).join('') === anchor.quote) return [anchor.start, anchor.stop];
  const found = plain.text.indexOf(anchor.quote);
  if (found < 0) return null;
  const start = Array.from(plain.text.slice(0, found)).length;
  return [start, start + Array.from(anchor.quote).length];
}

function wrap(run, start, stop, kind) {
  const span = document.createElement('span');
  span.className = kind === 'amended' ? 'anchor anchor--amended' : 'anchor';
  if (run.whole) {
    run.node.replaceWith(span);
    span.append(run.node);
    return span;
  }
  const from = run.units.slice(0, Math.max(start - run.start, 0)).join('').length;
  const to = run.units.slice(0, Math.min(stop - run.start, run.units.length)).join('').length;
  const range = document.createRange();
  range.setStart(run.node, from);
  range.setEnd(run.node, to);
  range.surroundContents(span);
  return span;
}

function mark(prose, anchor) {
  const plain = plainText(prose); // read anew: the mark before this one has split the text
  const [start, stop] = place(plain, anchor) ?? [0, 0];
  const touched = plain.runs.filter((run) => run.start < stop && run.start + run.units.length > start && run.node.nodeName !== 'BR');
  const spans = touched.map((run) => wrap(run, start, stop, anchor.kind));
  const last = spans.at(-1);
  if (!last || !anchor.url) return;
  const link = document.createElement('a');
  link.className = anchor.kind === 'amended' ? 'ref ref--amended' : 'ref';
  link.href = anchor.url;
  link.textContent = anchor.mark ?? '';
  link.setAttribute('aria-label', anchor.label);
  last.after(link);
}

for (const prose of document.querySelectorAll('.prose[data-anchors]')) {
  for (const anchor of JSON.parse(prose.dataset.anchors)) mark(prose, anchor);
}
