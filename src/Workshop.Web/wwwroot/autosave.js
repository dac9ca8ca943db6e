// Saves a form by itself while one types (data-autosave: the address). What the server does not have is kept on this device until it does, and offered when the form
// is opened again. Every open page has an id of its own and keeps its own text: no page replaces or removes what another one keeps. The answer is JSON: saved, kept (apart from what is submitted), conflict (changed in another window), refused (with the reason).
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const Pause = 2000;
  const Longest = 10000;
  const Retries = [5000, 10000, 20000, 30000];
  const NotTyped = new Set(["__RequestVerificationToken", "__typist", "Input.Id", "Input.Revision", "keepApart", "take", "tab", "nth", "taken", "givenBack"]);
  // What only a button saves: data-autosave-skip names it.
  for (const name of (form.dataset.autosaveSkip ?? "").split(" ")) NotTyped.add(name);
  // A new submission gets its id from the form; everything else has its address from the start.
  const id = form.elements["Input.Id"];
  const QuestionAt = /^Input\.Answers\[\d+\]\.QuestionId$/;
  const prefix = `workshop.form:${form.dataset.person}:`;
  // Of this page, and not of the browser's tab: a tab that is duplicated would take the id along.
  const tab = [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const sent = Object.assign(document.createElement("input"), { type: "hidden", name: "nth", value: "0" });
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "tab", value: tab }), sent);
  // What arrives late must not pass for what follows.
  const count = () => { sent.value = String(Number(sent.value) + 1); };
  const keyOf = () => `${prefix}${form.dataset.autosave}#${tab}`;
  const placeOf = key => key.slice(prefix.length).split("#")[0];
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

  const dated = at => {
    const time = new Date(at);
    return time.toDateString() === new Date().toDateString() ? `at ${clock(at)}` : `on ${time.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" })}, ${clock(at)}`;
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

  // isSent: by a button, without an answer yet. isKept: the server has it, apart from what it could not be saved to.
  function keepHere({ isSent = false, isKept = false } = {}) {
    try {
      const names = [...new Set([...form.elements].map(control => control.name).filter(Boolean))];
      localStorage.setItem(keyOf(), JSON.stringify({ at: Date.now(), revision: Number(revision.value), tab, id: id?.value, isSent, isKept, names, fields: typed() }));
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
    count();
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
    if (!isDirty()) {
      if (told.state === "conflict") keepHere({ isKept: true });
      else forgetHere();
    }
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
    clearTimeout(keeping);
    if (busy) {
      event.preventDefault();
      event.stopPropagation();
      const pressed = event.submitter;
      again = false;
      busy.finally(() => form.requestSubmit(pressed));
      return;
    }
    count();
    if (isDirty() && !form.dataset.sent) keepHere({ isSent: true });
  });

  // ---- What was kept here before. ----

  function kept() {
    const isNew = !!id && Number(revision.value) === 0;
    const root = form.dataset.autosave.split("/").slice(0, 4).join("/");
    const found = [];
    for (const key of Object.keys(localStorage).filter(key => isNew ? key.startsWith(prefix + root) : key.startsWith(prefix) && placeOf(key) === form.dataset.autosave)) {
      const entry = JSON.parse(localStorage.getItem(key));
      if ((isNew && entry.revision > 0) || entry.tab === tab) continue;
      const isSame = JSON.stringify(entry.fields) === text();
      // It stands in this form, and nowhere else yet: this page keeps it from here on.
      if (isSame && saved === null && !keepHere()) continue;
      if (isSame || hasArrived(entry)) localStorage.removeItem(key);
      // The page offers what the server keeps; once it does not, somebody has saved or discarded it.
      else if (!entry.isKept || form.dataset.kept === undefined) found.push([key, entry]);
      else if (!form.dataset.kept.split(" ").includes(entry.tab)) localStorage.removeItem(key);
    }
    return found.sort(([, one], [, other]) => other.at - one.at)[0] ?? null;
  }

  // The last save was that page's own, one after what it knew.
  const isSavedBy = entry => !!entry.tab && entry.tab === form.dataset.savedIn && Number(revision.value) === entry.revision + 1;

  // It was sent, and what it was sent to has changed since. Where the form says whose save that was, nobody else's counts.
  const hasArrived = entry => entry.isSent && (form.dataset.savedIn === undefined ? Number(revision.value) > entry.revision : isSavedBy(entry));

  function putBack(key, entry) {
    form.dataset.autosave = placeOf(key);
    if (id) id.value = entry.id;
    // What was changed since it was typed is not overwritten: the server compares, and keeps this apart.
    if (entry.revision < Number(revision.value) && !isSavedBy(entry)) revision.value = entry.revision;
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
      if (kept === null || !(entry.names?.includes(kept) ?? values.has(kept))) continue;
      const given = (values.get(kept) ?? []).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = given.includes(control.value);
      else if (given.length) control.value = given[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements["Input.Title"]?.dispatchEvent(new Event("input", { bubbles: true }));
    // From here on it is this page's text.
    if (keepHere()) localStorage.removeItem(key);
    if (isDirty()) save();
    else forgetHere();
  }

  // Of the longest field that says something else than the form does now.
  function beginning(entry) {
    const now = new Set(typed().map(([, value]) => value));
    const longest = entry.fields.map(([, value]) => value.trim()).filter(value => !now.has(value) && !/^[0-9a-f-]{36}$/.test(value)).sort((one, other) => other.length - one.length)[0] ?? "";
    return longest.length < 12 ? "" : ` It begins “${longest.slice(0, 80)}${longest.length > 80 ? "…" : ""}”.`;
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
    const isOlder = entry.revision < Number(revision.value) && !isSavedBy(entry);
    const notice = Object.assign(document.createElement("div"), { className: "notice notice-warning", role: "status" });
    const words = Object.assign(document.createElement("p"), { textContent: `Text that you typed on this device ${dated(entry.at)} was not saved.${beginning(entry)}${isOlder ? " What is saved has been changed since; nothing of that is overwritten." : ""}` });
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
      offerKept();
    });
  }

  offerKept();
  markDirty();
  if (isDirty() && !form.elements.keepApart) schedule(Pause);
})();
