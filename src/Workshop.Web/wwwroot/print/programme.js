// Sets the maths of a printed page, and whatever must be measured before it fits. The printer waits for window.printReady.
"use strict";

const delimiters = [
  { left: "$$", right: "$$", display: true },
  { left: "\\[", right: "\\]", display: true },
  { left: "\\(", right: "\\)", display: false },
  { left: "$", right: "$", display: false },
];

const longestSource = 4000;
const smallest = 0.4;       // no formula is set smaller than so much of its size

// What KaTeX cannot set, or what would take a page, stays as its author typed it.
function setMaths() {
  const typed = new Map();
  for (const element of document.querySelectorAll(".formula")) {
    const source = element.textContent;
    if (source.length > longestSource) continue;
    renderMathInElement(element, { delimiters, throwOnError: true, errorCallback: () => {}, trust: false, strict: "ignore", maxExpand: 200, maxSize: 20 });
    if (!element.querySelector(".katex")) continue;
    typed.set(element, source);
    for (const formula of element.querySelectorAll(".katex")) {
      // The hidden MathML would be copied and searched beside the picture of the formula: a spoken name says the same once.
      const said = formula.querySelector("annotation")?.textContent ?? "";
      formula.querySelector(".katex-mathml")?.remove();
      formula.setAttribute("role", "img");
      formula.setAttribute("aria-label", said);
    }
  }
  return typed;
}

const block = element => element.closest("p, h1, h2, h3, h4, td, caption, a") ?? element.parentElement;

function widthFor(element) {
  let around = block(element);
  while (around.clientWidth === 0 && around.parentElement) around = around.parentElement;
  return around.clientWidth;
}

// A formula that draws outside its own box covers what others wrote: negative spaces, raised boxes, overlays.
function strays(base, line) {
  const box = base.getBoundingClientRect();
  if (box.height > 30 * line) return true;
  const walk = document.createTreeWalker(base, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walk.nextNode()) {
    range.selectNodeContents(walk.currentNode);
    const ink = range.getBoundingClientRect();
    if (ink.width > 0 && (ink.left < box.left - line || ink.right > box.right + line || ink.top < box.top - 2 * line || ink.bottom > box.bottom + 2 * line)) return true;
  }
  return false;
}

// Paper does not scroll: a formula wider than its column is set smaller. First everything is measured, then everything changed, or each change would lay out the page anew.
function fitMaths(typed) {
  const line = parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.3333;
  const changes = [];
  for (const [element, source] of typed) {
    const bases = [...element.querySelectorAll(".katex-base")];
    const width = widthFor(element);
    const display = element.querySelector(".katex-display > .katex");
    const wide = display ? display.scrollWidth : Math.max(0, ...bases.map(base => base.getBoundingClientRect().width));
    const ratio = width / Math.max(1, wide);
    if (ratio < smallest || bases.some(base => strays(base, line))) changes.push(() => { element.textContent = source; });
    else if (ratio < 1) changes.push(() => { for (const formula of element.querySelectorAll(".katex")) formula.style.fontSize = `${ratio}em`; });
  }
  for (const change of changes) change();
}

// The day at a glance: the largest type at which everything fits, then without the titles of talks, then the sessions alone.
function fitGrid(grid) {
  const fits = () => grid.scrollHeight <= grid.clientHeight + 1 && [...grid.children].every(cell => cell.scrollWidth <= cell.clientWidth + 1);
  for (const [level, least] of [["everything", 0.72], ["names-only", 0.66], ["sessions-only", 0.5]]) {
    grid.classList.remove("names-only", "sessions-only");
    grid.classList.add(level);
    for (let size = 1; size >= least; size -= 0.04) {
      grid.style.setProperty("--grid-size", `${size}rem`);
      if (fits()) return;
    }
  }
  // A hundred sessions in a day: better two pages than half of them.
  grid.style.height = "auto";
}

window.printReady = (async () => {
  const typed = setMaths();
  await document.fonts.ready;
  fitMaths(typed);
  document.querySelectorAll(".grid").forEach(fitGrid);
})();
