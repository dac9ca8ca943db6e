// Makes working pages nicer; every page works without it. No inline style, no eval: the content security policy forbids both.
"use strict";

const base = document.currentScript.src;

// ---- The reader's own zone beside every instant, as EventTimeText.cs says it on the server. ----

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function rememberZone() {
  if (zone && !document.cookie.split("; ").includes(`tz=${zone}`)) {
    document.cookie = `tz=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  }
}

const two = n => String(n).padStart(2, "0");
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function sayLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-main]")) {
    const at = new Date(time.dateTime);
    const others = time.dataset.aoe ? [time.dataset.aoe] : [];
    let main = time.dataset.main;
    if (-at.getTimezoneOffset() === Number(time.dataset.offset)) {
      main += ", your time";
    } else {
      const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
      const year = day.slice(0, 4) === time.dataset.day.slice(0, 4) ? "" : ` ${at.getFullYear()}`;
      const date = day === time.dataset.day ? "" : `${days[at.getDay()]} ${at.getDate()} ${months[at.getMonth()]}${year}, `;
      others.push(`${date}${two(at.getHours())}:${two(at.getMinutes())} your time`);
    }
    time.textContent = main + (others.length ? ` (${others.join("; ")})` : "");
  }
}

// ---- Countdowns, in the units of DurationText.cs. ----

function sayCountdowns() {
  for (const time of document.querySelectorAll("time.countdown")) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    const left = Math.abs(seconds);
    const [n, unit] = left >= 172800 ? [left / 86400, "day"] : left >= 7200 ? [left / 3600, "hour"] : left >= 120 ? [left / 60, "minute"] : [left, "second"];
    const words = `${Math.floor(n)} ${unit}${Math.floor(n) === 1 ? "" : "s"}`;
    time.textContent = left < 1 ? "now" : seconds > 0 ? `in ${words}` : `${words} ago`;
  }
}

// ---- Counters under text fields: guidance, nothing is cut off. ----

// As TextLength.cs counts, with the formulas and the money of TypedText.cs.
const blank = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
const wordy = /[\p{L}\p{Nd}]/u;
const signs = [["$$", "$$"], ["\\[", "\\]"], ["\\(", "\\)"], ["$", "$"]];

function closing(text, from, closes) {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (depth === 0 && text.startsWith(closes, i)) return i;
    if (text[i] === "\\") i++;
    else if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth < 0) return -1;
  }
  return -1;
}

function isMoney(text, from, to) {
  const inside = text.slice(from, to);
  const [before, after] = [blank.test(text[from]), blank.test(text[to - 1])];
  const saysMaths = /[\\^_=<>]/.test(inside) || inside.trim().length === 1;
  return /[0-9]/.test(text[to + 1] ?? "") || before !== after || (before && !saysMaths);
}

function endOfFormula(text, start) {
  for (const [opens, closes] of signs) {
    if (!text.startsWith(opens, start)) continue;
    const from = start + opens.length;
    const to = closing(text, from, closes);
    const isFormula = to > from && text.slice(from, to).trim() !== "" && (closes !== "$" || !isMoney(text, from, to));
    return isFormula ? to + closes.length : start;
  }
  return start;
}

function lengthOf(typed, unit) {
  let text = [...typed.replaceAll("\r\n", "\n").replaceAll("\0", "")];
  while (text.length && blank.test(text[0])) text.shift();
  while (text.length && blank.test(text.at(-1))) text.pop();
  text = text.join("").normalize("NFC");
  if (unit !== "words") return [...text].length;
  let words = 0;
  let inWord = false;
  for (let i = 0; i < text.length;) {
    const end = endOfFormula(text, i);
    const one = end > i ? "x" : String.fromCodePoint(text.codePointAt(i));
    if (end === i && one === "\\" && "$%&#_{}".includes(text[i + 1] ?? "x")) {
      i += 2;
      continue;
    }
    if (blank.test(one)) inWord = false;
    else if (!inWord && wordy.test(one)) {
      inWord = true;
      words++;
    }
    i = end > i ? end : i + one.length;
  }
  return words;
}

// ---- Questions that do not apply are hidden; what was typed in them stays. The same rule as CallForm.Applying. ----

// As the server keeps an answer before it looks at it: a line as Person.Clean, a paragraph as TextLength.Clean.
const edges = new RegExp(`^${blank.source}+|${blank.source}+$`, "gu");
const cleanLine = text => text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, " ").split(" ").filter(word => word).join(" ").normalize("NFC");
const cleanText = text => text.replaceAll("\r\n", "\n").replaceAll("\0", "").replace(edges, "").normalize("NFC");
const cleanAnswer = field => field.tagName === "TEXTAREA" ? cleanText(field.value) : cleanLine(field.value);

// As OrdinalIgnoreCase compares: letter by letter, and only where one capital stands for one letter; never the dotless i and the long s.
const folded = text => [...text].map(one => {
  const capital = one.toUpperCase();
  return capital.length === one.length && one !== "\u0131" && one !== "\u017f" ? capital : one;
}).join("");

function startQuestions(root) {
  for (const form of root.querySelectorAll("form:has(.question), form:has([name='Input.TypeId'])")) {
    if (form.dataset.questionsStarted) continue;
    form.dataset.questionsStarted = "true";
    const questions = [...form.querySelectorAll(".question")];
    const fieldsOf = question => [...question.querySelectorAll("[name$='.Values']")];
    const valuesOf = question => fieldsOf(question).filter(field => field.type !== "checkbox" && field.type !== "radio" || field.checked).map(field => field.type === "checkbox" || field.type === "radio" || field.tagName === "SELECT" ? field.value : cleanAnswer(field));
    const holds = (question, earlier) => {
      const values = valuesOf(earlier);
      const { test, value } = question.dataset;
      if (test === "IsChecked") return values.includes("yes");
      if (test === "Equals") return folded(values[0] ?? "") === folded(value);
      return fieldsOf(earlier).length > 1 || fieldsOf(earlier)[0]?.type === "checkbox" ? values.includes(value) : folded(values[0] ?? "").includes(folded(value));
    };
    const sort = () => {
      const type = form.querySelector("[name='Input.TypeId']:checked")?.value ?? "";
      const applying = new Map();
      for (const question of questions) {
        const types = question.dataset.types ? question.dataset.types.split(" ") : [];
        const earlier = question.dataset.depends;
        const applies = (types.length === 0 || types.includes(type)) && (!earlier || (applying.has(earlier) && holds(question, applying.get(earlier))));
        if (applies) applying.set(question.dataset.question, question);
        // What is wrong must be seen, also where nothing is asked any more.
        question.hidden = !applies && !question.querySelector(".has-error");
        for (const file of question.querySelectorAll("input[type=file]")) file.disabled = question.hidden;
      }
      const limits = form.querySelector("[name='Input.TypeId']:checked")?.dataset;
      const pdf = document.getElementById("pdf-limits");
      if (limits?.pdfLimits && pdf) pdf.textContent = limits.pdfLimits;
      const pdfLabel = form.querySelector("label[for='Input_File']");
      const optional = pdfLabel?.querySelector(".optional");
      if (limits && pdfLabel && !!limits.pdfOptional !== !!optional) {
        if (optional) optional.remove();
        else pdfLabel.append(" ", Object.assign(document.createElement("span"), { className: "optional", textContent: "optional" }));
      }
      const counter = document.getElementById("Input_Abstract-count");
      if (limits?.abstractMax && counter) {
        counter.dataset.max = limits.abstractMax;
        counter.dataset.count = limits.abstractUnit;
        document.getElementById("Input_Abstract").dispatchEvent(new Event("input"));
      }
    };
    form.addEventListener("input", sort);
    sort();
  }
}

function startCounters(root) {
  for (const counter of root.querySelectorAll(".counter[data-for]")) {
    const field = document.getElementById(counter.dataset.for);
    if (!field || counter.dataset.started) continue;
    counter.dataset.started = "true";
    const say = () => {
      const max = Number(counter.dataset.max);
      const unit = counter.dataset.count;
      const n = lengthOf(field.value, unit);
      counter.textContent = n > max ? `${n} of ${max} ${unit}: ${n - max} too many` : `${n} of ${max} ${unit}`;
      counter.classList.toggle("over", n > max);
    };
    field.addEventListener("input", say);
    say();
  }
}

// ---- Forms: one submit at a time, and a question before typed text is left behind (opt-in: data-warn-unsaved). ----

let leaving = false;

// What autosave.js and keep.js keep on this device goes with its owner.
function forgetKeptText() {
  try {
    for (const key of Object.keys(localStorage)) if (/^workshop\.(form|keep):/.test(key)) localStorage.removeItem(key);
  } catch {
    // Storage is switched off: nothing is kept.
  }
}

function revive() {
  leaving = false;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
}

function startForms() {
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.getAttribute("action") === "/account/sign-out") forgetKeptText();
    if (form.dataset.sent && !form.hasAttribute("hx-post")) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || form.hasAttribute("hx-post") || form.target) return;
    form.dataset.sent = "true";
    leaving = true;
    event.submitter?.setAttribute("aria-busy", "true");
    // An answer that is a download leaves this page open.
    setTimeout(revive, 10000);
  });
  // Back from the next page: the form is alive again.
  window.addEventListener("pageshow", revive);
  document.addEventListener("input", event => {
    // The form of a field may stand elsewhere on the page.
    const form = event.target.form;
    if (form?.hasAttribute("data-warn-unsaved")) form.dataset.dirty = "true";
  });
  window.addEventListener("beforeunload", event => {
    if (!leaving && document.querySelector("form[data-dirty]")) event.preventDefault();
  });
}

// ---- Maths: KaTeX comes only to pages that have some. What it cannot set stays as typed. ----

const delimiters = [
  { left: "$$", right: "$$", display: true },
  { left: "\\[", right: "\\]", display: true },
  { left: "\\(", right: "\\)", display: false },
  { left: "$", right: "$", display: false },
];

let katexLoaded = null;

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

async function loadKatex() {
  const at = path => new URL(`lib/katex/${path}`, base).href;
  const style = load("link", { rel: "stylesheet", href: at("katex.min.css") });
  await load("script", { src: at("katex.min.js") });
  await load("script", { src: at("contrib/auto-render.min.js") });
  await style;
}

async function setMaths(root) {
  // The server has told formulas from text, money among it.
  const elements = [...root.querySelectorAll(".formula")].filter(element => !element.dataset.set);
  if (elements.length === 0) return;
  await (katexLoaded ??= loadKatex());
  for (const element of elements) {
    element.dataset.set = "true";
    renderMathInElement(element, {
      delimiters,
      // Thrown errors are caught by auto-render, which then leaves the source; not throwing would colour it with an inline style.
      throwOnError: true,
      errorCallback: () => {},
      trust: false,
      strict: "ignore",
      maxExpand: 200,
      maxSize: 20,
      // KaTeX writes these two with inline styles into its MathML.
      macros: { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "\\@secondoftwo{#1#2}{\\boxed{\\text{#3}}}" },
    });
    keepPunctuation(element);
    // A formula wider than the screen scrolls; by keyboard too.
    for (const display of element.querySelectorAll(".katex-display")) {
      if (display.scrollWidth > display.clientWidth) display.tabIndex = 0;
    }
  }
}

// No line may begin with the comma after a formula; a long formula must stay free to break.
function keepPunctuation(formula) {
  const after = formula.nextSibling;
  const mark = after?.nodeType === Node.TEXT_NODE ? /^[-.,;:!?)\]’”]+/.exec(after.data) : null;
  if (!mark || formula.querySelector(".katex-display") || formula.getBoundingClientRect().width > 160) return;
  const together = document.createElement("span");
  together.className = "together";
  formula.before(together);
  after.data = after.data.slice(mark[0].length);
  together.append(formula, mark[0]);
}

// ---- Fragments: what htmx swapped in gets the same care; long work is announced when its phase changes. ----

const announced = new Map();

function announce(root) {
  for (const element of root.querySelectorAll("[data-announce]")) {
    const before = announced.get(element.id);
    announced.set(element.id, element.dataset.announce);
    if (before !== undefined && before !== element.dataset.announce) {
      document.getElementById("announcer").textContent = element.dataset.announce;
    }
  }
}

function care(root) {
  sayLocalTimes(root);
  startCounters(root);
  startQuestions(root);
  announce(root);
  setMaths(root).catch(() => {});
}

rememberZone();
care(document);
startForms();
sayCountdowns();
setInterval(sayCountdowns, 1000);
document.addEventListener("htmx:after:swap", () => care(document));
