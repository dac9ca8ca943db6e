// Saves every bid as it is chosen, and moves through the list by keyboard. Without this, the page has one button that saves all. Keys work only while the list has the focus.
"use strict";

(() => {
  const form = document.querySelector("form.bids");
  if (!form) return;

  const items = [...form.querySelectorAll(".bid")];
  const saveAll = form.querySelector(".save-all");
  const count = document.getElementById("bid-count");
  const announcer = document.getElementById("announcer");
  const keys = ["1", "2", "3", "4", "0"];
  const waiting = new Map();
  const failed = new Set();
  let desk = null; // where to ask for a new link, when the desk was closed

  const radios = item => [...item.querySelectorAll("input[type=radio]")];
  const chosen = item => radios(item).find(radio => radio.checked)?.value ?? "";
  const saved = item => item.querySelector("input[type=hidden][name^='was.']");

  document.getElementById("bid-keys").hidden = false;
  saveAll.hidden = true;

  // ---- Saving: one request at a time for each paper, the newest choice last. ----

  function say(item, words, warns = false) {
    const state = item.querySelector(".bid-state");
    state.textContent = words;
    state.classList.toggle("warns", warns);
    if (warns) {
      const again = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Try again" });
      again.addEventListener("click", () => place(item));
      state.append(" ", again);
      if (desk) state.append(" ", Object.assign(document.createElement("a"), { href: desk, target: "_blank", rel: "noopener", textContent: "Ask for a new link in a new tab" }));
      announcer.textContent = words;
    }
  }

  function settle() {
    count.textContent = String(items.filter(item => saved(item).value !== "").length);
    saveAll.hidden = failed.size === 0;
    // site.js asks before a dirty form is left.
    if (waiting.size > 0 || failed.size > 0) form.dataset.dirty = "true";
    else delete form.dataset.dirty;
  }

  async function send(item, bid) {
    const body = new URLSearchParams({ submission: item.dataset.submission, bid });
    for (const name of ["__RequestVerificationToken", "__typist"]) body.set(name, form.elements[name]?.value ?? "");
    const response = await fetch(form.dataset.place, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" }, redirect: "manual" });
    desk = null;
    if (response.ok) return null;
    if (response.status === 409) return (await response.json()).message;
    desk = response.headers.get("Workshop-Desk");
    if (desk) return "Not saved: your desk was closed.";
    if (response.type === "opaqueredirect" || response.status === 401) return "Not saved: you are signed out. Sign in in another tab.";
    return response.status === 429 ? "Not saved: too many at once. Wait a moment." : "Not saved: this page is too old. Load it again.";
  }

  async function place(item) {
    waiting.set(item, chosen(item));
    if (item.dataset.busy) return;
    item.dataset.busy = "true";
    say(item, "Saving…");
    settle();
    let problem = null;
    while (waiting.has(item)) {
      const bid = waiting.get(item);
      problem = await send(item, bid).catch(() => "Not saved: no connection.");
      if (problem === null) saved(item).value = bid;
      if (waiting.get(item) === bid) waiting.delete(item);
    }
    delete item.dataset.busy;
    if (problem === null) failed.delete(item);
    else failed.add(item);
    say(item, problem ?? "Saved", problem !== null);
    settle();
  }

  form.addEventListener("change", event => {
    if (event.target.type === "radio") place(event.target.closest(".bid"));
  });

  // ---- Keyboard: the focus goes to the chosen button of a paper, so that a screen reader says the paper's title. ----

  function go(item) {
    const radio = radios(item).find(one => one.checked) ?? radios(item)[0];
    radio.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input:not([type=radio])")) return;
    const item = event.target.closest(".bid");
    if (!item) return;
    const at = items.indexOf(item);
    const choice = keys.indexOf(event.key);
    if (event.key === "j" && at + 1 < items.length) go(items[at + 1]);
    else if (event.key === "k" && at > 0) go(items[at - 1]);
    else if (event.key === "a") {
      const details = item.querySelector("details");
      details.open = !details.open;
    } else if (choice >= 0) {
      const radio = radios(item)[choice];
      radio.focus({ preventScroll: true });
      if (!radio.checked) {
        radio.checked = true;
        place(item);
      }
    } else return;
    event.preventDefault();
  });
})();
