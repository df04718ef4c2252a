// Keeps what is typed in a form that has data-draft-url: on the server, never in this browser, which may be shared.
const PAUSE = 2000; // milliseconds after the last key
const AGAIN = 15000; // milliseconds until the next try when there is no connection

const token = document.querySelector('meta[name="csrf-token"]')?.content ?? '';

function keep(form) {
  const words = [...form.querySelectorAll('textarea[name], input[type="text"][name]')];
  const line = form.querySelector('[data-kept]');
  let kept = written();
  let timer = 0;
  let under = null;
  let sent = false;

  function written() {
    return JSON.stringify(words.map((field) => field.value));
  }

  function say(what) {
    if (line) line.textContent = line.dataset[what] ?? '';
  }

  function body() {
    const data = new URLSearchParams();
    for (const field of words) data.set(field.name, field.value);
    return data;
  }

  async function save({ leaving = false } = {}) {
    clearTimeout(timer);
    const now = written();
    if (sent || now === kept) return;
    under?.abort();
    under = new AbortController();
    if (leaving) kept = now; // two events tell of leaving; one message is enough
    else say('saving');
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: 'POST',
        body: body(),
        headers: { 'X-CSRFToken': token },
        keepalive: leaving,
        redirect: 'manual',
        signal: leaving ? undefined : under.signal,
      });
      if (answer.ok) {
        kept = now;
        say('saved');
      } else {
        kept = '';
        say(answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status) ? 'ended' : 'failed');
        timer = setTimeout(save, AGAIN);
      }
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      kept = '';
      say('failed');
      timer = setTimeout(save, AGAIN);
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  // The form itself carries the words now; a draft that arrived after it would bring old words back.
  form.addEventListener('submit', () => {
    sent = true;
    clearTimeout(timer);
    under?.abort();
  });
  window.addEventListener('pagehide', () => save({ leaving: true }));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save({ leaving: true });
  });
  window.addEventListener('pageshow', () => { sent = false; });
}

for (const form of document.querySelectorAll('form[data-draft-url]')) keep(form);
