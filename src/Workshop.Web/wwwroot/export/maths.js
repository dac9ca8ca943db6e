// Sets the formulas of the static site and of the programme in a frame; without it they stay LaTeX. The same rules as in site.js.
"use strict";

for (const element of document.querySelectorAll(".formula")) {
  const source = element.textContent;
  for (const [opens, closes, display] of [["$$", "$$", true], ["\\[", "\\]", true], ["\\(", "\\)", false], ["$", "$", false]]) {
    if (!source.startsWith(opens) || !source.endsWith(closes) || source.length <= opens.length + closes.length) continue;
    try {
      const holder = document.createElement("span");
      katex.render(source.slice(opens.length, -closes.length), holder, {
        displayMode: display,
        throwOnError: true,
        trust: false,
        strict: "ignore",
        maxExpand: 200,
        maxSize: 20,
        macros: { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "\\@secondoftwo{#1#2}{\\boxed{\\text{#3}}}" },
      });
      element.replaceChildren(...holder.childNodes);
    } catch {
      // What KaTeX cannot set stays as its author typed it.
    }
    break;
  }
}
for (const display of document.querySelectorAll(".katex-display")) {
  // A formula wider than the screen scrolls; by keyboard too.
  if (display.scrollWidth > display.clientWidth) display.tabIndex = 0;
}
