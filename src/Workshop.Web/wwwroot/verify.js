// Compares a file with a receipt on this device: nothing is sent. Where the browser cannot (no secure connection), the form does it on the server.
const form = document.querySelector("form[data-compare-hash]");
const input = form?.querySelector("input[type=file]");

async function compare(file) {
  const result = document.getElementById("compare-result");
  result.textContent = "Reading…";
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const same = hash === form.dataset.compareHash;
    result.textContent = same ? `Yes. ${file.name} is the same file, byte for byte.` : `No. ${file.name} is another file.`;
    result.className = same ? "same-file" : "other-file";
  } catch {
    result.textContent = "This file cannot be read. Choose it again.";
    result.className = "";
  }
}

if (input && window.crypto?.subtle) {
  form.querySelector("[data-compare-where]").textContent = "Or drop it anywhere on this page. It is compared on this device and not sent anywhere.";
  input.addEventListener("change", () => input.files.length > 0 && compare(input.files[0]));
  form.addEventListener("submit", (event) => {
    if (input.files.length > 0) {
      event.preventDefault();
      compare(input.files[0]);
    }
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) compare(event.dataTransfer.files[0]);
  });
}
