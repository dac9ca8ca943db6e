// In the frame: tells the page around it how tall the programme is. That page may be anybody's, and learns nothing else.
"use strict";

if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ type: "workshop-programme", height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
}
