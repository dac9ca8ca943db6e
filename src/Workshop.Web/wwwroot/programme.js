// The building page of the programme, made nicer: nothing is reloaded, items are moved by keys and dragged, and what others change shows by itself. Every act sends the same forms as without script.
"use strict";

{
  const editor = () => document.getElementById("programme-editor");
  const announcer = document.getElementById("announcer");
  const say = text => { announcer.textContent = text; };
  let busy = false;
  let dragging = null;

  // ---- Sending a form and showing the answer in place. ----

  // Where the reader is, in words that survive the exchange of the page.
  function placeOf(element) {
    const item = element?.closest?.("[data-item], [data-submission]");
    const session = element?.closest?.("[data-session]");
    return {
      item: item?.dataset.item ?? item?.dataset.submission,
      next: (item?.nextElementSibling ?? item?.previousElementSibling)?.dataset.item,
      session: session?.dataset.session,
      act: element?.name === "Act" ? element.value : null,
      name: element?.name,
      step: element?.dataset?.step,
    };
  }

  function focusAgain(place) {
    const root = editor();
    const error = document.getElementById("error-summary");
    const within = place.session ? root.querySelector(`[data-session="${place.session}"]`) : root;
    const item = place.item ? root.querySelector(`[data-item="${place.item}"]`) : null;
    const next = place.next ? root.querySelector(`[data-item="${place.next}"]`) : null;
    const candidates = [
      error,
      place.step ? root.querySelector(`[data-step="${place.step}"]`) : null,
      place.act ? [...root.querySelectorAll("button[name=Act]")].find(button => button.value === place.act) : null,
      item?.querySelector(".item-link"),
      next?.querySelector(".item-link"),
      place.name ? within?.querySelector(`[name="${place.name}"]`) : null,
      within?.querySelector(".item-link, a"),
      root.querySelector("[data-step=undo]"),
    ];
    const target = candidates.find(element => element && !element.disabled);
    target?.focus({ preventScroll: target !== error });
    target?.scrollIntoView({ block: "nearest" });
  }

  function show(html, place) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("programme-editor");
    if (!fresh) return false;
    const find = editor().querySelector("[data-find] input")?.value ?? "";
    editor().replaceWith(document.adoptNode(fresh));
    start();
    const again = editor().querySelector("[data-find] input");
    if (again && find) {
      again.value = find;
      again.dispatchEvent(new Event("input"));
    }
    // Formulas and zones of what is new.
    document.dispatchEvent(new Event("htmx:after:swap"));
    if (place) focusAgain(place);
    return true;
  }

  async function send(data, place) {
    if (busy) return;
    busy = true;
    editor().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { accept: "text/html" } });
      if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
        location.href = answer.url;
        return;
      }
      if (!show(await answer.text(), place)) {
        location.reload();
        return;
      }
      const error = document.getElementById("error-summary");
      const undone = data.get("Act") === "undo";
      if (!error) say(editor().querySelector(`[data-step=${undone ? "redo" : "undo"}]`)?.textContent.replace(/^(Undo|Redo): /, undone ? "Undone: " : "Done: ") ?? "");
    } catch {
      editor().querySelector("[data-news]").textContent = "The server did not answer. Nothing was changed; try again.";
    } finally {
      busy = false;
      editor()?.removeAttribute("aria-busy");
    }
  }

  const acts = /^(undo|redo|place|enter|fill-|up:|down:|earlier:|later:|share:|part:|remove|move|swap|copy-session|shift)/;

  document.addEventListener("submit", event => {
    const form = event.target;
    const button = event.submitter;
    if (!editor()?.contains(form) || !button || !acts.test(button.value)) return;
    event.preventDefault();
    send(new FormData(form, button), placeOf(document.activeElement === document.body ? button : document.activeElement));
  }, true);

  /** Sends an act for which no button stands on the page. */
  function act(values, place) {
    const data = new FormData(document.getElementById("drag-form"));
    for (const [name, value] of Object.entries(values)) if (value) data.append(name, value);
    return send(data, place);
  }

  // ---- Keys. ----

  const isTyping = element => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  function press(item, act) {
    const button = [...item.querySelectorAll("button[name=Act]")].find(one => one.value === `${act}:${item.dataset.item}`);
    if (button && !button.disabled) send(new FormData(button.form, button), placeOf(item.querySelector(".item-link")));
  }

  document.addEventListener("keydown", event => {
    if (!editor() || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const target = event.target;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (event.key === "z" || event.key === "Z" || event.key === "y")) {
      if (isTyping(target)) return;
      event.preventDefault();
      const button = editor().querySelector(`[data-step=${event.shiftKey || event.key === "y" ? "redo" : "undo"}]`);
      if (!button.disabled) send(new FormData(button.form, button), placeOf(target));
      return;
    }
    if (isTyping(target) || event.ctrlKey || event.metaKey) return;
    if (event.key === "?") {
      event.preventDefault();
      document.getElementById("programme-keys").showModal();
      return;
    }
    const item = target.closest?.("[data-item]");
    if (!item) return;
    const up = event.key === "ArrowUp";
    if (up || event.key === "ArrowDown") {
      event.preventDefault();
      if (event.altKey && event.shiftKey) {
        act({ Act: `${up ? "earlier" : "later"}:${item.dataset.item}` }, placeOf(item.querySelector(".item-link")));
      } else if (event.altKey) {
        press(item, up ? "up" : "down");
      } else {
        const items = [...editor().querySelectorAll("[data-item]")];
        items[items.indexOf(item) + (up ? -1 : 1)]?.querySelector(".item-link").focus();
      }
    } else if (event.key === "Delete" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      press(item, "remove");
    }
  });

  // ---- Drag and drop, by pointer: mouse, pen and finger. Only where it is dropped is said; the server does the rest. ----

  const threshold = 6;

  function dropAt(x, y) {
    const under = document.elementFromPoint(x, y);
    const item = under?.closest("[data-item]");
    const session = under?.closest("[data-session]");
    if (!session || !session.querySelector(".slots, .slot-add a")) return null;
    if (item && item.dataset.item === dragging.item) return null;
    if (!item) return { session: session.dataset.session, element: session };
    const box = item.getBoundingClientRect();
    const part = (y - box.top) / box.height;
    // The middle of another item swaps with it, its edges are the places before and after it.
    if (dragging.item && part > 0.35 && part < 0.65) return { session: session.dataset.session, swap: item.dataset.item, element: item, how: "swap" };
    if (part <= 0.5) return { session: session.dataset.session, before: item.dataset.item, element: item, how: "before" };
    const next = item.nextElementSibling;
    return { session: session.dataset.session, before: dragging.item ? null : next?.dataset.item, after: item.dataset.item, element: item, how: "after" };
  }

  function mark(drop) {
    for (const marked of document.querySelectorAll(".drop-before, .drop-after, .drop-swap, .drop-into")) marked.classList.remove("drop-before", "drop-after", "drop-swap", "drop-into");
    drop?.element.classList.add(`drop-${drop.how ?? "into"}`);
  }

  function stop() {
    if (!dragging) return;
    mark(null);
    dragging.source.classList.remove("dragged");
    document.documentElement.classList.remove("dragging");
    clearInterval(dragging.scroll);
    dragging = null;
  }

  document.addEventListener("pointerdown", event => {
    if (event.button !== 0 || busy || !editor()) return;
    const source = event.target.closest("[data-item], [data-submission]");
    if (!source || !editor().contains(source) || event.target.closest("button, input, select")) return;
    // A finger scrolls the page; it drags by the handle only.
    if (event.pointerType === "touch" && !event.target.closest(".slot-time")) return;
    dragging = { source, item: source.dataset.item, submission: source.dataset.submission, x: event.clientX, y: event.clientY, moved: false };
  });

  document.addEventListener("pointermove", event => {
    if (!dragging) return;
    if (!dragging.moved) {
      if (Math.hypot(event.clientX - dragging.x, event.clientY - dragging.y) < threshold) return;
      dragging.moved = true;
      dragging.source.classList.add("dragged");
      document.documentElement.classList.add("dragging");
      getSelection().removeAllRanges();
      dragging.scroll = setInterval(() => {
        const edge = 60;
        if (dragging.at?.y < edge) scrollBy(0, -14);
        else if (dragging.at?.y > innerHeight - edge) scrollBy(0, 14);
      }, 30);
    }
    event.preventDefault();
    dragging.at = { x: event.clientX, y: event.clientY };
    mark(dropAt(event.clientX, event.clientY));
  });

  document.addEventListener("pointerup", event => {
    if (!dragging) return;
    const { moved, item, submission } = dragging;
    const drop = moved ? dropAt(event.clientX, event.clientY) : null;
    stop();
    if (!moved) return;
    // The click that a drag ends with opens nothing.
    const swallow = click => { click.preventDefault(); click.stopPropagation(); };
    document.addEventListener("click", swallow, { capture: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    if (!drop) return;
    const place = { item: item ?? submission, session: drop.session };
    if (drop.swap) act({ Act: "swap", "Input.SessionId": drop.session, "Input.Item": item, "Input.Other": drop.swap }, place);
    else if (item) act({ Act: "move", "Input.SessionId": drop.session, "Input.Item": item, "Input.Before": drop.before, "Input.After": drop.after }, place);
    else act({ Act: "place", "Input.SessionId": drop.session, "Input.Submissions": submission, "Input.Before": drop.before, "Input.Minutes": minutesOf(drop.session) }, { session: drop.session });
  });

  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", event => { if (event.key === "Escape") stop(); });
  document.addEventListener("dragstart", event => { if (event.target.closest?.("#programme-editor")) event.preventDefault(); });
  document.addEventListener("touchmove", event => { if (dragging?.moved) event.preventDefault(); }, { passive: false });

  const minutesOf = session => editor().querySelector(`[data-session="${session}"] [name="Input.Minutes"]`)?.value;

  // ---- What others change. ----

  const isBusyTyping = () => isTyping(document.activeElement) && editor().contains(document.activeElement) && document.activeElement.value !== document.activeElement.defaultValue;

  async function refresh(sentence) {
    const place = placeOf(document.activeElement);
    const hasFocus = editor().contains(document.activeElement);
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (answer.ok && show(await answer.text(), hasFocus ? place : null)) editor().querySelector("[data-news]").textContent = `${sentence}.`;
  }

  async function look() {
    if (busy || dragging || document.hidden || !editor()) return;
    try {
      const since = editor().dataset.revision;
      const answer = await fetch(`${editor().dataset.changes}&since=${since}`, { headers: { accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const { revision, sentence } = await answer.json();
      if (busy || dragging || String(revision) === editor().dataset.revision) return;
      const ticked = editor().querySelector(".waiting-list input:checked");
      if (!isBusyTyping() && !ticked) {
        await refresh(sentence);
        return;
      }
      const news = editor().querySelector("[data-news]");
      if (news.dataset.revision === String(revision)) return;
      news.dataset.revision = revision;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Show it" });
      button.addEventListener("click", () => refresh(sentence));
      news.replaceChildren(`${sentence}. `, button);
    } catch {
      // The next look may succeed.
    }
  }

  setInterval(look, 5000);

  // ---- The list of what waits. ----

  function start() {
    const find = editor().querySelector("[data-find]");
    if (!find) return;
    find.hidden = false;
    find.querySelector("input").addEventListener("input", event => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(word => word);
      for (const item of editor().querySelectorAll(".waiting-list > li")) {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every(word => text.includes(word));
      }
    });
    find.querySelector("input").addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
  }

  start();
}
