// Sets the maths of a printed page. The printer waits for window.printReady.
"use strict";

const delimiters = [
  { left: "$$", right: "$$", display: true },
  { left: "\\[", right: "\\]", display: true },
  { left: "\\(", right: "\\)", display: false },
  { left: "$", right: "$", display: false },
];

function setMaths() {
  for (const element of document.querySelectorAll(".formula")) {
    // What KaTeX cannot set stays as its author typed it.
    renderMathInElement(element, { delimiters, throwOnError: true, errorCallback: () => {}, trust: false, strict: "ignore", maxExpand: 200, maxSize: 20 });
    for (const formula of element.querySelectorAll(".katex")) {
      // The hidden MathML would be copied and searched beside the picture of the formula: a spoken name says the same once.
      const source = formula.querySelector("annotation")?.textContent ?? "";
      formula.querySelector(".katex-mathml")?.remove();
      formula.setAttribute("role", "img");
      formula.setAttribute("aria-label", source);
    }
  }
}

// Paper does not scroll: a formula wider than the column is set smaller.
function fitMaths() {
  for (const display of document.querySelectorAll(".katex-display")) {
    const wide = display.querySelector(".katex");
    const ratio = display.clientWidth / Math.max(1, wide.scrollWidth);
    if (ratio < 1) wide.style.fontSize = `${Math.max(0.5, ratio) * 0.98}em`;
  }
}

window.printReady = (async () => {
  setMaths();
  await document.fonts.ready;
  fitMaths();
})();
