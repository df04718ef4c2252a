// Notes stand beside their words, one below another, without ever pushing the text apart. Without this they float, and a long one may.
const flow = document.querySelector('.flow');
const GAP = 8; // pixels between the notes of two clauses
let width = 0;

function place() {
  const from = flow.getBoundingClientRect().top;
  const margins = [...flow.querySelectorAll('.clause:not(.chapter__head) > .hang__margin')];
  // Measure everything before anything is moved: one layout, however long the paper.
  const boxes = margins.map((margin) => ({ top: margin.parentElement.getBoundingClientRect().top - from, height: margin.offsetHeight }));
  let bottom = 0;
  boxes.forEach((box, i) => {
    const down = Math.max(bottom - box.top, 0);
    margins[i].style.setProperty('--down', `${down}px`);
    bottom = box.top + down + box.height + GAP;
  });
  flow.style.setProperty('--notes-end', `${bottom}px`);
}

if (flow) {
  flow.classList.add('flow--placed');
  new ResizeObserver(() => {
    if (flow.clientWidth === width) return; // it was we who made it taller
    width = flow.clientWidth;
    place();
  }).observe(flow);
  document.fonts.ready.then(place);
}
