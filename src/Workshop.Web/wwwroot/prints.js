// The first page of a print follows the options without pressing a button.
"use strict";

const form = document.querySelector("[data-print-preview]");
const picture = document.querySelector("[data-preview]");
const state = document.querySelector("[data-preview-state]");
const usual = state.textContent;

function address() {
  const query = new URLSearchParams({ source: form.elements.Source.value });
  for (const choice of form.querySelectorAll("[data-option]")) query.set(choice.dataset.option, choice.value);
  return `${form.dataset.printPreview}?${query}`;
}

let wait = 0;
form.addEventListener("change", event => {
  if (event.target.tagName === "TEXTAREA") return; // too long for an address: the button remembers it first
  clearTimeout(wait);
  wait = setTimeout(() => {
    state.textContent = "Setting the first page …";
    picture.classList.add("is-waiting");
    picture.src = address();
  }, 250);
});

function settled(words) {
  picture.classList.remove("is-waiting");
  state.textContent = words;
}

picture.addEventListener("load", () => settled(usual));
picture.addEventListener("error", () => settled("There is nothing to show: the programme is empty, or not released."));
if (picture.complete && picture.naturalWidth === 0) settled("There is nothing to show: the programme is empty, or not released.");
