// Keys on the review page. Only with Ctrl or Command, and digits only while a choice of that scale has the focus: single letters belong to screen readers.
"use strict";

(() => {
  const form = document.querySelector("form[data-review]");
  if (!form) return;

  const press = act => {
    const button = [...form.querySelectorAll("button[name=act]")].find(button => button.value === act && !button.classList.contains("default-submit"));
    if (button) form.requestSubmit(button);
    return !!button;
  };

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (event.key === "s" && (press("draft") || press("submit"))) event.preventDefault();
      if (event.key === "Enter" && press("next")) event.preventDefault();
      return;
    }
    const at = event.target;
    if (at instanceof HTMLInputElement && at.type === "radio" && form.contains(at) && /^[0-9]$/.test(event.key) && !event.altKey) {
      // A scale of ten has its 10 on the zero.
      const value = event.key === "0" ? "10" : event.key;
      const choice = [...form.elements].find(other => other.name === at.name && other.value === value);
      if (!choice) return;
      event.preventDefault();
      choice.checked = true;
      choice.focus();
      choice.dispatchEvent(new Event("input", { bubbles: true }));
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
