// The author list at once, without posting the page: what AuthorRows.cs does on the server, in the same words. Alt+↑ and Alt+↓ move the row that has the focus.
"use strict";

(() => {
  const list = document.querySelector("[data-author-rows]");
  if (!list) return;
  const form = list.closest("form");
  const rows = () => [...list.children];
  const buttonOf = (row, act) => row.querySelector(`button[name=editAuthors][value^="${act} "]`);
  const fieldOf = (row, name) => row.querySelector(`[name$=".${name}"]`);
  const nameOf = row => fieldOf(row, "Name").value.trim() || `Author ${rows().indexOf(row) + 1}`;
  let removed = null;

  function say(text) {
    document.getElementById("announcer").textContent = text;
  }

  function place(text, i) {
    return text.replace(/Rows\[\d+\]/g, `Rows[${i}]`).replace(/Rows_\d+__/g, `Rows_${i}__`);
  }

  function renumber() {
    const all = rows();
    all.forEach((row, i) => {
      for (const number of row.querySelectorAll("[data-author-number]")) number.textContent = i + 1;
      for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
        for (const attribute of ["name", "id", "for", "aria-describedby"]) {
          if (element.hasAttribute(attribute)) element.setAttribute(attribute, place(element.getAttribute(attribute), i));
        }
      }
      const radio = row.querySelector("input[type=radio][name$='.Presenter']");
      const label = radio.nextElementSibling;
      radio.value = i;
      radio.id = radio.id.replace(/_\d+$/, `_${i}`);
      label.htmlFor = radio.id;
      for (const button of row.querySelectorAll("button[name=editAuthors]")) button.value = `${button.value.split(" ")[0]} ${i}`;
      buttonOf(row, "up").disabled = i === 0;
      buttonOf(row, "down").disabled = i === all.length - 1;
    });
  }

  function changed() {
    renumber();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function blankLike(row) {
    const blank = row.cloneNode(true);
    for (const error of blank.querySelectorAll(".field-error")) error.remove();
    for (const field of blank.querySelectorAll(".has-error")) field.classList.remove("has-error");
    for (const input of blank.querySelectorAll("input, textarea, select")) {
      for (const attribute of ["aria-invalid", "aria-describedby", "autofocus", "value"]) if (input.type !== "radio") input.removeAttribute(attribute);
      if (input.type === "radio") {
        input.checked = false;
        input.removeAttribute("checked");
      } else {
        input.value = "";
      }
    }
    return blank;
  }

  function presentsAny() {
    if (!list.querySelector("input[type=radio][name$='.Presenter']:checked")) list.querySelector("input[type=radio][name$='.Presenter']").checked = true;
  }

  function move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return false;
    if (by < 0) other.before(row);
    else other.after(row);
    changed();
    say(`${nameOf(row)} is now author ${rows().indexOf(row) + 1} of ${rows().length}.`);
    return true;
  }

  const acts = {
    up: row => moveByButton(row, -1, "up", "down"),
    down: row => moveByButton(row, 1, "down", "up"),
    duplicate(row) {
      const copy = blankLike(row);
      for (const name of ["Name", "Affiliation"]) fieldOf(copy, name).value = fieldOf(row, name).value;
      row.after(copy);
      changed();
      fieldOf(copy, "Name").focus();
      fieldOf(copy, "Name").select();
      say(`Author ${rows().indexOf(copy) + 1} added after ${nameOf(row)}.`);
    },
    remove(row) {
      const name = nameOf(row);
      const at = rows().indexOf(row);
      const presented = row.querySelector("input[type=radio][name$='.Presenter']").checked;
      if (rows().length === 1) list.append(blankLike(row));
      row.remove();
      presentsAny();
      changed();
      offerUndo(row, at, presented, name);
      const next = rows()[Math.min(at, rows().length - 1)];
      buttonOf(next, "remove").focus();
      say(`${name} removed.`);
    },
    add() {
      const blank = blankLike(rows().at(-1));
      list.append(blank);
      changed();
      fieldOf(blank, "Name").focus();
      say(`Author ${rows().length} added.`);
    },
  };

  function moveByButton(row, by, act, opposite) {
    if (!move(row, by)) return;
    const button = buttonOf(row, act);
    (button.disabled ? buttonOf(row, opposite) : button).focus();
  }

  function offerUndo(row, at, presented, name) {
    removed?.remove();
    removed = document.createElement("p");
    removed.className = "hint removed-author";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Put back" });
    removed.append(`${name} is removed. `, button);
    list.after(removed);
    button.addEventListener("click", () => {
      const only = rows().length === 1 && ![...rows()[0].querySelectorAll("input:not([type=radio])")].some(input => input.value.trim()) ? rows()[0] : null;
      if (at < rows().length) rows()[at].before(row);
      else list.append(row);
      only?.remove();
      if (presented) row.querySelector("input[type=radio][name$='.Presenter']").checked = true;
      presentsAny();
      changed();
      removed.remove();
      removed = null;
      fieldOf(row, "Name").focus();
      say(`${name} is back.`);
    });
  }

  // A pasted list: the server reads it, so that there is one reader with and without script.
  async function spread(text) {
    const fields = new FormData();
    for (const [name, value] of new FormData(form)) if (name.includes(".Authors.") || name === "__RequestVerificationToken") fields.set(name, value);
    const paste = form.querySelector("[name$='.Authors.Paste']");
    fields.set(paste.name, text);
    const response = await fetch(list.dataset.authorRows, { method: "POST", body: fields, headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    while (rows().length < answer.rows.length) list.append(blankLike(rows().at(-1)));
    rows().forEach((row, i) => {
      for (const [name, key] of [["Name", "name"], ["Email", "email"], ["Affiliation", "affiliation"], ["Orcid", "orcid"]]) fieldOf(row, name).value = answer.rows[i][key] ?? "";
    });
    paste.value = "";
    changed();
    if (answer.touched !== null) fieldOf(rows()[answer.touched], "Name").focus();
    say(`${rows().length} authors are listed.`);
  }

  form.addEventListener("click", event => {
    const button = event.target.closest("button[name=editAuthors]");
    if (!button) return;
    const [act] = button.value.split(" ");
    if (act === "paste") {
      if (!list.dataset.authorRows) return;
      event.preventDefault();
      spread(form.querySelector("[name$='.Authors.Paste']").value).catch(() => say("The server did not answer. Try again."));
    } else if (acts[act]) {
      event.preventDefault();
      acts[act](button.closest("li"));
    }
  });

  list.addEventListener("keydown", event => {
    if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const row = event.target.closest("li");
    const focused = event.target;
    event.preventDefault();
    if (move(row, event.key === "ArrowUp" ? -1 : 1)) focused.disabled ? fieldOf(row, "Name").focus() : focused.focus();
  });

  list.addEventListener("paste", event => {
    const text = event.clipboardData.getData("text/plain");
    const isList = /[\n;]/.test(text.trim()) || /<[^<>\s]+@[^<>\s]+>/.test(text);
    if (!list.dataset.authorRows || !event.target.name?.endsWith(".Name") || !isList) return;
    event.preventDefault();
    const field = event.target;
    spread(text).catch(() => {
      field.value += text.replace(/\s*\n\s*/g, "; ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
})();
