// Buttons that copy what stands in a read-only field beside them. Without script the field is there to be selected by hand, and the buttons stay hidden.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
      document.getElementById("announcer").textContent = "Copied.";
      setTimeout(() => { button.textContent = words; }, 2000);
    } catch {
      // No right to the clipboard, or an address without https: then the selection is as near as we come.
      field.focus();
      field.select();
      document.getElementById("announcer").textContent = "Selected. Copy it with the keyboard.";
    }
  });
}
