// <workshop-programme src="…/programme/embed" title="Programme"></workshop-programme>: a frame that is as tall as what is in it.
"use strict";

class WorkshopProgramme extends HTMLElement {
  connectedCallback() {
    if (this.frame) return;
    const frame = document.createElement("iframe");
    frame.src = new URL(this.getAttribute("src") ?? "", document.baseURI).href;
    frame.title = this.getAttribute("title") || "Programme";
    frame.loading = "lazy";
    frame.style.cssText = "display: block; width: 100%; height: 900px; border: 0";
    this.style.display = "block";
    // Two elements must not have the same name for a screen reader.
    this.removeAttribute("title");
    this.frame = frame;
    this.listener = event => {
      if (event.source === frame.contentWindow && event.data?.type === "workshop-programme" && Number.isFinite(event.data.height)) {
        frame.style.height = `${Math.min(Math.max(event.data.height, 100), 100000)}px`;
      }
    };
    window.addEventListener("message", this.listener);
    this.append(frame);
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.listener);
    this.frame?.remove();
    this.frame = null;
  }
}

if (!customElements.get("workshop-programme")) customElements.define("workshop-programme", WorkshopProgramme);
