// Keeps one text of a form while it is typed (data-keep: the address, data-keep-field: its name), with what is chosen beside it: on the server as a draft, and on this device until the server has it.
"use strict";

for (const form of document.querySelectorAll("form[data-keep]")) {
  const Pause = 2000;
  const Longest = 15000;
  const Retry = 10000;
  const field = form.elements[form.dataset.keepField];
  const state = form.querySelector("[data-keep-state]");
  const key = `workshop.keep:${form.dataset.person}:${form.dataset.keep}`;
  const sentKey = `${key}:sent`;
  const choices = () => [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const chosen = () => choices().filter(input => input.checked).map(input => `${input.name}=${input.value}`);
  const typed = () => JSON.stringify([field.value, chosen()]);
  let kept = typed();
  let timer = 0;
  let since = 0;
  let busy = false;
  let sending = false;
  let running = null;

  const isDirty = () => typed() !== kept;
  const say = words => { if (state.textContent !== words) state.textContent = words; };
  const clock = at => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function here() {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), text: field.value, chosen: chosen(), base: form.elements["Input.Revision"]?.value ?? "" }));
      return "Your text is kept on this device.";
    } catch {
      return "Leave this page open."; // full, or switched off
    }
  }

  const forget = () => { try { localStorage.removeItem(key); } catch { /* switched off */ } };

  function schedule(after) {
    clearTimeout(timer);
    since ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(after, since + Longest - Date.now())));
  }

  async function save(keepalive = false) {
    clearTimeout(timer);
    since = 0;
    if (!isDirty() || busy || sending) return;
    const [text, all] = [field.value, typed()];
    busy = true;
    running = new AbortController();
    try {
      const options = { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "manual", signal: running.signal };
      const response = await fetch(form.dataset.keep, keepalive === true && text.length < 20000 ? { ...options, keepalive: true } : options);
      if (response.status === 401 || response.type === "opaqueredirect") {
        say(`${response.headers.get("Workshop-Desk") ? "Your desk was closed" : "You are signed out"}. ${here()}`);
        schedule(Retry);
      } else if (!response.ok) {
        say(`Not kept: ${response.status === 429 ? "the server is busy" : response.status === 404 ? "this page is not open to you any more" : "the server did not answer"}. ${here()}`);
        if (response.status !== 404) schedule(Retry);
      } else {
        const told = await response.json();
        kept = all;
        if (!isDirty()) {
          forget();
          delete form.dataset.dirty;
        }
        say(text.trim() ? `Draft kept ${clock(told.at)}, not sent yet` : "");
      }
    } catch {
      if (!sending) {
        say(`Not kept: no connection. ${here()}`);
        schedule(Retry);
      }
    } finally {
      busy = false;
      if (isDirty() && !sending) schedule(Pause);
    }
  }

  form.addEventListener("input", () => { if (isDirty()) schedule(Pause); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && isDirty()) { here(); save(true); } });
  window.addEventListener("pagehide", () => { if (isDirty() && !sending) { here(); save(true); } });
  window.addEventListener("online", () => save());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sending = true;
    running?.abort(); // what is on its way would be a draft of what was sent
    if (isDirty()) here(); // until the server shows that it has it
    try { sessionStorage.setItem(sentKey, "1"); } catch { /* switched off */ }
  });

  // Come back to without being loaded anew: what is typed from here on is another message.
  window.addEventListener("pageshow", event => {
    if (!event.persisted) return;
    sending = false;
    const once = form.elements["Input.Key"];
    if (once && crypto.randomUUID) once.value = crypto.randomUUID();
    if (isDirty()) schedule(Pause);
  });

  // What this device has and the server has not.
  let left = null;
  try {
    left = JSON.parse(localStorage.getItem(key));
  } catch {
    left = null;
  }
  // This very form was sent, and arrived: no other notice says that.
  let sent = false;
  try {
    sent = sessionStorage.getItem(sentKey) !== null && document.querySelector(".notice-done") !== null;
    sessionStorage.removeItem(sentKey);
  } catch {
    sent = false;
  }
  if (left && (sent || (left.text === field.value && (!left.chosen || JSON.stringify(left.chosen) === JSON.stringify(chosen()))) || !left.text.trim())) forget();
  else if (left) {
    const notice = Object.assign(document.createElement("div"), { className: "notice notice-warning", role: "status" });
    const words = Object.assign(document.createElement("p"), { textContent: `Text that you typed on this device at ${clock(left.at)} was not kept by the server.` });
    const back = Object.assign(document.createElement("button"), { type: "button", className: "secondary", textContent: "Put it back" });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Discard" });
    notice.append(words, back, drop);
    form.before(notice);
    back.addEventListener("click", () => {
      field.value = left.text;
      if (left.chosen) for (const input of choices()) input.checked = left.chosen.includes(`${input.name}=${input.value}`);
      notice.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    drop.addEventListener("click", () => {
      forget();
      notice.remove();
    });
  }
}
