// Site-wide: a form that is on its way cannot be sent twice by an impatient finger. The once-token guards the rest.
const DOWNLOAD = 'data-again';

function stop(form, sender) {
  form.dataset.sent = 'yes';
  // After the browser has read the form, or the button's own name and value would be left out.
  setTimeout(() => {
    for (const button of form.querySelectorAll('button[type="submit"]')) {
      if (button.disabled) continue;
      button.disabled = true;
      button.dataset.stopped = 'yes';
      if (button === sender) button.setAttribute('aria-busy', 'true');
    }
  }, 0);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('button[data-stopped]')) {
    button.disabled = false;
    button.removeAttribute('aria-busy');
    delete button.dataset.stopped;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || form.hasAttribute(DOWNLOAD) || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else stop(form, event.submitter);
});

// Coming back with the Back button may bring the page out of the browser's memory, buttons and all.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) release(form);
});
