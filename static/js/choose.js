// Saves what is chosen in a form that has data-save as soon as it is chosen, so that nobody leaves the page without it.
function follow(form) {
  const line = form.querySelector('[data-kept]');
  let last = Promise.resolve();

  async function save(body) {
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Quietly': '1' }, redirect: 'manual' });
      if (answer.ok) return 'saved';
      return [0, 400, 401, 403].includes(answer.status) ? 'ended' : 'failed';
    } catch {
      return 'failed';
    }
  }

  form.addEventListener('change', () => {
    const body = new FormData(form);
    body.delete('once'); // each choice is one of its own
    if (line) line.textContent = line.dataset.saving;
    last = last.then(() => save(body)).then((what) => {
      if (line) line.textContent = line.dataset[what];
    });
  });
}

for (const form of document.querySelectorAll('form[data-save]')) follow(form);
