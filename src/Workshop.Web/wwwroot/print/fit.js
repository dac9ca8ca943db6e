// Makes type as large as its box allows, and breaks what does not fit on one sheet. After programme.js, which sets the maths; the printer waits for window.printReady.
"use strict";

// Half a pixel is rounding, not overflow. Downwards the boxes of the children count, not scrollHeight: in tightly set lines it counts the empty space around letters.
// Sideways the text itself counts, because what overflows to the left is no scrollWidth.
function overflows(box) {
  const { left, right, bottom } = box.getBoundingClientRect();
  const padding = parseFloat(getComputedStyle(box).paddingBottom);
  const text = document.createRange();
  text.selectNodeContents(box);
  const inside = text.getBoundingClientRect();
  return [...box.children].some((child) => child.getBoundingClientRect().bottom > bottom - padding + 0.5) || inside.left < left - 0.5 || inside.right > right + 0.5;
}

// data-fit="20 8": from 20 points down to 8. False when even the smallest is too large.
function fit(box) {
  const [most, least] = box.dataset.fit.split(" ").map(Number);
  const set = (points) => { box.style.fontSize = `${points}pt`; };
  box.classList.remove("crowded");
  set(most);
  if (!overflows(box)) return true;

  set(least);
  if (overflows(box)) {
    // Whole words are too wide even so: they are broken where they must be, and the rest is found again.
    box.classList.add("crowded");
    if (overflows(box)) return false;
  }
  let [small, large] = [least, most];
  for (let step = 0; step < 12; step++) {
    const middle = (small + large) / 2;
    set(middle);
    if (overflows(box)) large = middle; else small = middle;
  }
  set(small);
  return true;
}

const isHead = (element) => element?.hasAttribute("data-flow-head") ?? false;

// A sheet whose body does not fit even in its smallest type (data-fit) is set in data-flow-size and goes on on copies of itself. A heading never stands last, and is said again where its talks go on.
function flow(sheet) {
  const bodyOf = (page) => page.querySelector("[data-flow-body]");
  const first = bodyOf(sheet);
  if (fit(first)) return;

  const most = first.dataset.flowSize;
  const sheets = [sheet];
  for (let page = sheet; ;) {
    const body = bodyOf(page);
    body.classList.remove("crowded");
    body.style.fontSize = `${most}pt`;
    const fewest = isHead(body.children[0]) && body.children.length > 1 && !isHead(body.children[1]) ? 2 : 1;
    if (!overflows(body)) break;
    if (body.children.length <= fewest) {
      body.dataset.fit = `${most} 5`;
      fit(body);
      break;
    }
    const next = page.cloneNode(true);
    const rest = bodyOf(next);
    rest.replaceChildren();
    while (overflows(body) && body.children.length > fewest) rest.prepend(body.lastElementChild);
    while (body.children.length > 1 && isHead(body.lastElementChild) && !isHead(rest.children[0])) rest.prepend(body.lastElementChild);
    if (overflows(body)) {
      body.dataset.fit = `${most} 5`;
      fit(body);
    }
    if (rest.children.length === 0) break;
    if (!isHead(rest.children[0])) {
      const head = [...body.children].findLast(isHead).cloneNode(true);
      head.classList.add("continued");
      rest.prepend(head);
    }
    page.after(next);
    sheets.push(next);
    page = next;
  }
  if (sheets.length > 1) {
    sheets.forEach((page, place) => { page.querySelector(".flow-number").textContent = `${place + 1} of ${sheets.length}`; });
  }
}

const mathsSet = window.printReady;
window.printReady = (async () => {
  await mathsSet;
  await document.fonts.ready;
  document.querySelectorAll("[data-fit]:not([data-flow-body])").forEach(fit);
  document.querySelectorAll("[data-flow]").forEach(flow);
})();
