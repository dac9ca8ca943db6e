// Passkeys: asks the server for a challenge, lets the browser answer it, and sends the answer with an ordinary form.
// Forms carry data-passkey-create or data-passkey-get with the address of the challenge; they stay hidden where this cannot work.
"use strict";

(() => {
  const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!able) return;

  const answer = {
    create: async options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
    get: async options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  };

  function say(form, text) {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.textContent = text;
    problem.hidden = text === "";
  }

  async function run(form, kind) {
    const token = form.querySelector("input[name=__RequestVerificationToken]").value;
    const response = await fetch(form.dataset[kind === "create" ? "passkeyCreate" : "passkeyGet"], { method: "POST", headers: { RequestVerificationToken: token } });
    if (!response.ok) throw new Error(response.status === 429 ? "Too many requests. Wait a minute, then try again." : "The server did not answer. Load the page again and try once more.");
    const credential = await answer[kind](await response.json());
    form.querySelector("input[name=credential]").value = JSON.stringify(credential);
    // Not requestSubmit: the browser has asked already, and the listener below would ask again.
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-passkey-create], form[data-passkey-get]")) {
    const kind = form.dataset.passkeyCreate ? "create" : "get";
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      event.stopPropagation();
      say(form, "");
      run(form, kind).catch(error => say(form, error.name === "NotAllowedError" ? "Nothing was chosen, or it took too long. Try again." : error.name === "InvalidStateError" ? "This device has a passkey for your account already." : error.message));
    });
  }
  for (const note of document.querySelectorAll("[data-passkey-unavailable]")) note.hidden = true;
})();
