// Saves a form by itself while one types (data-autosave: the address). What the server does not have is kept on this device until it does, and offered when the form
// is opened again. The answer is JSON: saved, kept (apart from what is submitted), conflict (changed in another window), refused (with the reason).
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const Pause = 2000;
  const Longest = 10000;
  const Retries = [5000, 10000, 20000, 30000];
  const NotTyped = new Set(["__RequestVerificationToken", "__typist", "Input.Id", "Input.Revision", "keepApart", "take"]);
  // What only a button saves: data-autosave-skip names it.
  for (const name of (form.dataset.autosaveSkip ?? "").split(" ")) NotTyped.add(name);
  // A new submission gets its id from the form; everything else has its address from the start.
  const id = form.elements["Input.Id"];
  const QuestionAt = /^Input\.Answers\[\d+\]\.QuestionId$/;
  const prefix = `workshop.form:${form.dataset.person}:`;
  const keyOf = () => prefix + form.dataset.autosave;
  const bar = form.querySelector("[data-save-state]");
  const line = bar.querySelector("[role=status]");
  const compare = bar.querySelector("button[value=compare]");
  const revision = form.elements["Input.Revision"];

  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NotTyped.has(name));
  const text = () => JSON.stringify(typed());
  const hasFile = () => [...form.querySelectorAll("input[type=file]")].some(input => input.files.length > 0)
    || [...form.querySelectorAll("input[type=checkbox]")].some(box => NotTyped.has(box.name) && box.checked !== box.defaultChecked);

  let saved = form.dataset.unsaved ? null : text();
  let busy = null;
  let again = false;
  let refused = null;
  let failures = 0;
  let timer = 0;
  let since = 0;

  const isDirty = () => text() !== saved;

  // ---- What the page says. ----

  function say(words, { warns = false, link = null, compares = false } = {}) {
    bar.hidden = false;
    bar.classList.toggle("warns", warns);
    compare.hidden = !compares;
    if (line.textContent === words && !link) return;
    line.textContent = words;
    if (link) line.append(" ", Object.assign(document.createElement("a"), { href: link.href, target: "_blank", rel: "noopener", textContent: link.text }));
  }

  const clock = at => {
    const time = new Date(at);
    return `${two(time.getHours())}:${two(time.getMinutes())}`;
  };

  function showTitleAdvice(advice) {
    const hints = document.getElementById("title-hints");
    if (!hints || !advice) return;
    hints.hidden = advice.sentences.length === 0;
    hints.querySelector("ul").replaceChildren(...advice.sentences.map(sentence => Object.assign(document.createElement("li"), { textContent: sentence })));
    hints.querySelector(".suggestion-line").hidden = advice.suggestion === null;
    document.getElementById("title-suggestion").textContent = advice.suggestion ?? "";
  }

  // site.js asks before a dirty form is left: not when the server has everything, but always when a file was chosen and not sent.
  function markDirty() {
    if (isDirty() || hasFile()) form.dataset.dirty = "true";
    else delete form.dataset.dirty;
  }

  // ---- This device. ----

  function keepHere(isSent = false) {
    try {
      localStorage.setItem(keyOf(), JSON.stringify({ at: Date.now(), revision: Number(revision.value), id: id?.value, isSent, fields: typed() }));
      return true;
    } catch {
      return false; // full, or switched off
    }
  }

  const forgetHere = () => localStorage.removeItem(keyOf());

  const whereKept = () => keepHere() ? "Your text is kept on this device." : "Leave this page open.";

  // ---- The server. ----

  function schedule(after) {
    clearTimeout(timer);
    since ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(after, since + Longest - Date.now())));
  }

  function retry() {
    clearTimeout(timer);
    timer = setTimeout(save, Retries[Math.min(failures, Retries.length) - 1] ?? Retries[0]);
  }

  async function send(body, keepalive) {
    const options = { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "manual" };
    if (keepalive) {
      try {
        return await fetch(form.dataset.autosave, { ...options, keepalive: true });
      } catch {
        // More text than a browser sends after its page: the plain way may still get through, and the text is kept here.
      }
    }
    return fetch(form.dataset.autosave, options);
  }

  async function save(keepalive = false) {
    clearTimeout(timer);
    since = 0;
    const snapshot = text();
    if (snapshot === saved || snapshot === refused) return;
    if (busy) {
      again = true;
      return;
    }
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    busy = send(body, keepalive === true).then(response => answer(response, snapshot), () => fail("no connection")).finally(() => {
      busy = null;
      markDirty();
      if (again) {
        again = false;
        schedule(0);
      }
    });
    await busy;
  }

  function fail(why) {
    failures++;
    say(`Not saved: ${why}. ${whereKept()}`, { warns: true });
    retry();
  }

  async function answer(response, snapshot) {
    if (response.status === 401 || response.type === "opaqueredirect") {
      failures++;
      const desk = response.headers.get("Workshop-Desk");
      if (desk) say(`Your desk was closed. ${whereKept()}`, { warns: true, link: { href: desk, text: "Ask for a new link in a new tab" } });
      else say(`You are signed out. ${whereKept()}`, { warns: true, link: { href: "/account/sign-in?returnUrl=%2Faccount", text: "Sign in in a new tab" } });
      retry();
      return;
    }
    const told = response.headers.get("Content-Type")?.includes("json") ? await response.json() : null;
    if (!told) {
      fail(response.status === 429 ? "the server is busy" : response.status === 404 ? "it is not there any more" : "the server did not answer");
      return;
    }
    failures = 0;
    showTitleAdvice(told.title);
    if (told.state === "refused") {
      refused = snapshot;
      say(`Not saved: ${told.message} ${whereKept()}`, { warns: true });
      return;
    }
    saved = snapshot;
    refused = null;
    if (!isDirty()) forgetHere();
    if (told.state === "saved") {
      takeOver(told);
      say(`Saved ${clock(told.at)}`);
    } else if (told.state === "conflict") {
      // From now on this text is kept apart, until its author has seen both.
      if (!form.elements.keepApart) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "keepApart", value: "true" }));
      say("This was changed in another window. Nothing is overwritten; what you type here is kept apart.", { warns: true, compares: true });
    } else {
      say(told.message ? `Kept ${clock(told.at)}, but not in the draft: ${told.message}` : `Changes kept ${clock(told.at)}, not sent yet`, { warns: !!told.message });
    }
  }

  function takeOver(told) {
    revision.value = told.revision;
    if (form.getAttribute("action") === told.edit) return;
    // The first save of a new form: loading the page again must show this draft, and not another empty one.
    form.action = told.edit;
    history.replaceState(history.state, "", told.edit);
  }

  // ---- When. ----

  let keeping = 0;
  function changed() {
    markDirty();
    if (!isDirty()) return;
    clearTimeout(keeping);
    keeping = setTimeout(() => { if (isDirty()) keepHere(); }, 300);
    if (failures === 0) schedule(Pause);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // After site.js, which calls every typed letter unsaved.
  document.addEventListener("input", event => { if (form.contains(event.target)) markDirty(); });
  form.addEventListener("focusout", () => { if (failures === 0 && isDirty()) schedule(200); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && isDirty()) leave(); });
  window.addEventListener("pagehide", () => { if (isDirty()) leave(); });
  for (const sign of ["online", "focus"]) window.addEventListener(sign, () => { if (failures > 0) save(); });

  function leave() {
    if (form.dataset.sent) return;
    keepHere();
    save(true);
  }

  form.addEventListener("click", event => {
    const button = event.target.closest("button[value=use-title]");
    if (!button) return;
    event.preventDefault();
    const title = form.elements["Input.Title"];
    title.value = document.getElementById("title-suggestion").textContent;
    document.getElementById("title-hints").hidden = true;
    title.focus();
    title.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A save that is under way changes the revision: the form waits for it, otherwise it would be told that somebody else changed the draft.
  form.addEventListener("submit", event => {
    clearTimeout(timer);
    if (busy) {
      event.preventDefault();
      event.stopPropagation();
      const pressed = event.submitter;
      again = false;
      busy.finally(() => form.requestSubmit(pressed));
      return;
    }
    if (isDirty() && !form.dataset.sent) keepHere(true);
  });

  // ---- What was kept here before. ----

  function kept() {
    const isNew = !!id && Number(revision.value) === 0;
    const root = form.dataset.autosave.split("/").slice(0, 4).join("/");
    for (const key of Object.keys(localStorage).filter(key => isNew ? key.startsWith(prefix + root) : key === keyOf())) {
      const entry = JSON.parse(localStorage.getItem(key));
      if (isNew && entry.revision > 0) continue;
      // It was sent, and what it was sent to has changed since: it arrived.
      const isStale = JSON.stringify(entry.fields) === text() || (entry.isSent && Number(revision.value) > entry.revision);
      if (!isStale) return [key, entry];
      localStorage.removeItem(key);
    }
    return null;
  }

  function putBack(key, entry) {
    form.dataset.autosave = key.slice(prefix.length);
    if (id) id.value = entry.id;
    const rows = entry.fields.filter(([name]) => /\.Rows\[\d+\]\.Name$/.test(name)).length;
    const list = form.querySelector("[data-author-rows]");
    while (list && list.children.length < rows) form.querySelector("button[name=editAuthors][value=add]").click();
    while (list && list.children.length > Math.max(1, rows)) list.lastElementChild.querySelector("button[value^='remove ']").click();
    const values = Map.groupBy(entry.fields, ([name]) => name);
    // Questions may have moved, come and gone since: an answer belongs to its question, not to its place.
    const places = new Map(entry.fields.filter(([name]) => QuestionAt.test(name)).map(([name, id]) => [id, name.slice(0, -"QuestionId".length)]));
    const keptName = name => {
      const at = /^(Input\.Answers\[\d+\]\.)(.+)$/.exec(name);
      if (!at) return name;
      const place = places.get(form.elements[`${at[1]}QuestionId`].value);
      return place === undefined ? null : place + at[2];
    };
    for (const control of form.elements) {
      if (!control.name || NotTyped.has(control.name) || ["file", "hidden", "submit", "button"].includes(control.type)) continue;
      const kept = keptName(control.name);
      if (kept === null) continue;
      const given = (values.get(kept) ?? []).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = given.includes(control.value);
      else if (given.length) control.value = given[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements["Input.Title"]?.dispatchEvent(new Event("input", { bubbles: true }));
    save();
  }

  function offerKept() {
    let found = null;
    try {
      found = kept();
    } catch {
      return; // not ours, or switched off
    }
    if (!found) return;
    const [key, entry] = found;
    const notice = Object.assign(document.createElement("div"), { className: "notice notice-warning", role: "status" });
    const words = Object.assign(document.createElement("p"), { textContent: `Text that you typed on this device at ${clock(entry.at)} was not saved.` });
    const back = Object.assign(document.createElement("button"), { type: "button", className: "secondary", textContent: "Put it back" });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Discard" });
    notice.append(words, back, drop);
    form.before(notice);
    back.addEventListener("click", () => {
      notice.remove();
      putBack(key, entry);
      (form.elements["Input.Title"] ?? form.querySelector("textarea"))?.focus();
    });
    drop.addEventListener("click", () => {
      localStorage.removeItem(key);
      notice.remove();
    });
  }

  offerKept();
  markDirty();
  if (isDirty() && !form.elements.keepApart) schedule(Pause);
})();
