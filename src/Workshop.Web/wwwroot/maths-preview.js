// Title and abstract as they will be set, under the field while one types. Tells formulas from text as TypedText.cs does; a browser test holds the two together.
// Where a formula ends is known to site.js, which stands before it.
"use strict";

const typedText = (() => {
  const marks = { "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307" };
  const namedMarks = { c: "\u0327", v: "\u030C", H: "\u030B", u: "\u0306", k: "\u0328", r: "\u030A" };

  function letter(text, at) {
    const inBraces = text[at] === "{";
    let i = inBraces ? at + 1 : at;
    if (text[i] === "\\" && text[i + 1] === "i") i++;
    if (!/[A-Za-z]/.test(text[i] ?? "") || (inBraces && text[i + 1] !== "}")) return null;
    return [text[i], inBraces ? i + 2 : i + 1];
  }

  function escape(text, at) {
    const sign = text[at + 1];
    if (sign === undefined) return null;
    if ("$%&#_{}".includes(sign)) return [sign, at + 2];
    const named = Object.hasOwn(namedMarks, sign) && text[at + 2] === "{";
    const mark = Object.hasOwn(marks, sign) ? marks[sign] : named ? namedMarks[sign] : null;
    const found = mark && letter(text, at + 2);
    const accented = found && (found[0] + mark).normalize("NFC");
    return accented && accented.length === 1 ? [accented, found[1]] : null;
  }

  /** Pieces as [text, isFormula]. */
  function read(text) {
    const runs = [];
    let plain = "";
    const add = () => {
      if (plain) runs.push([plain, false]);
      plain = "";
    };
    for (let i = 0; i < text.length;) {
      const end = endOfFormula(text, i);
      const escaped = end === i && text[i] === "\\" ? escape(text, i) : null;
      if (end > i) {
        add();
        runs.push([text.slice(i, end), true]);
        i = end;
      } else if (escaped) {
        plain += escaped[0];
        i = escaped[1];
      } else {
        plain += text[i++];
      }
    }
    add();
    return runs;
  }

  return { read };
})();

(() => {
  function fill(element, text) {
    element.replaceChildren(...typedText.read(text).map(([piece, isFormula]) => {
      if (!isFormula) return document.createTextNode(piece);
      return Object.assign(document.createElement("span"), { className: "formula", textContent: piece });
    }));
  }

  const paragraphs = text => text.split(/\r?\n/).reduce((all, line) => {
    if (line.trim()) all.at(-1).push(line.trim());
    else all.push([]);
    return all;
  }, [[]]).filter(lines => lines.length).map(lines => lines.join("\n"));

  // Plain text needs no preview: it looks like what was typed.
  const isWorthIt = text => typedText.read(text).some(([piece, isFormula]) => isFormula) || typedText.read(text).map(([piece]) => piece).join("") !== text;

  for (const preview of document.querySelectorAll("[data-preview-of]")) {
    const field = document.getElementById(preview.dataset.previewOf);
    const shown = preview.querySelector(".maths");
    if (!field || !shown) continue;
    let timer = 0;

    async function show() {
      const text = field.value;
      if (!isWorthIt(text)) {
        preview.hidden = true;
        return;
      }
      // Set beside the page, then put in its place at once: no jump while formulas are being set.
      const fresh = shown.cloneNode(false);
      if (preview.dataset.previewAs === "title") {
        fill(fresh, text);
      } else {
        fresh.append(...paragraphs(text).map(paragraph => {
          const p = document.createElement("p");
          fill(p, paragraph);
          return p;
        }));
      }
      await setMaths(fresh).catch(() => {});
      if (field.value !== text) return;
      preview.style.minHeight = document.activeElement === field && !preview.hidden ? `${preview.offsetHeight}px` : "";
      preview.querySelector(".maths").replaceWith(fresh);
      preview.hidden = false;
    }

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 250);
    });
    field.addEventListener("blur", () => { preview.style.minHeight = ""; });
    show();
  }
})();
