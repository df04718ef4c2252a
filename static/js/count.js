// Counts words while one types in a field with data-word-limit; the server counts again when it is sent.
const WORD = /\S*[\p{L}\p{N}]\S*/gu;

export function countWords(text) {
  return (text.match(WORD) ?? []).length;
}

function follow(field) {
  const box = document.querySelector(`[data-count-for="${CSS.escape(field.id)}"]`);
  if (!box) return;
  const limit = Number(field.dataset.wordLimit);
  const words = box.querySelector('[data-count-words]');
  const svg = box.querySelector('svg');

  function draw() {
    const used = countWords(field.value);
    const sentence = used > limit ? box.dataset.beyond : box.dataset.within;
    words.textContent = sentence
      .replace('{used}', used).replace('{limit}', limit).replace('{over}', used - limit);
    const width = Math.max(used, limit) * 1.04;
    svg.setAttribute('viewBox', `0 0 ${width} 8`);
    svg.querySelector('.is-track').setAttribute('width', width);
    svg.querySelector('[data-count-used]').setAttribute('width', Math.min(used, limit));
    svg.querySelector('[data-count-over]').setAttribute('width', Math.max(used - limit, 0));
  }

  field.addEventListener('input', draw);
  draw();
}

for (const field of document.querySelectorAll('textarea[data-word-limit]')) follow(field);
