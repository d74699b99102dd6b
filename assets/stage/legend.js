// Below a pane: what its kinds of cells are, or which colour stands for which count.

import { countColour } from "./colours.js";
import { element, setAttribute, setText } from "./dom.js";
import { kindsIn } from "./pane.js";

const COUNTS = 6;

export class Legend {
  constructor() {
    this.root = element("ul", { class: "legend" });
    this.said = "";
  }

  draw(pane, words) {
    const items = pane.counts ? counts(pane) : kindsIn(pane).map((kind) => ({ kind, text: words[kind] }));
    const said = JSON.stringify(items);
    if (said === this.said) return;
    this.said = said;
    this.root.replaceChildren(...items.map(item));
  }
}

// The counts that occur; of many, some.
function counts({ values }) {
  const all = [...new Set(values)].sort((a, b) => a - b);
  const step = Math.max(1, Math.ceil(all.length / COUNTS));
  return all.filter((_, place) => place % step === 0 || place === all.length - 1).map((count) =>
    (count ? { text: String(count), colour: `rgb(${countColour(count)})` }
      : { text: "0", kind: "hole" }));
}

function item({ kind, text, colour }) {
  const swatch = element("span", { class: "swatch" });
  setAttribute(swatch, "data-kind", kind);
  if (colour) swatch.style.background = colour;
  const label = element("span");
  setText(label, text);
  return element("li", {}, swatch, label);
}
