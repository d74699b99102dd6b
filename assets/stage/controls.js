// Choices of the stage: segmented radio buttons and switches.

import { element, setText } from "./dom.js";

let groups = 0;

export class Segmented {
  constructor(name, options, onChoose) {
    const group = `stage-${name}-${++groups}`;
    this.items = options.map((value) => {
      const input = element("input", { type: "radio", name: group, value });
      input.addEventListener("change", () => onChoose(value));
      const text = element("span");
      return { value, input, text, root: element("label", {}, input, text) };
    });
    this.root = element("div", { class: "segmented", role: "radiogroup", "data-choice": name },
      ...this.items.map((item) => item.root));
  }

  show(chosen, labels, title) {
    this.root.setAttribute("aria-label", title);
    for (const { value, input, text, root } of this.items) {
      root.hidden = !(value in labels);
      setText(text, labels[value] ?? "");
      input.checked = value === chosen;
    }
  }
}

export class Switch {
  constructor(name, onChange) {
    this.input = element("input", { type: "checkbox", role: "switch" });
    this.input.addEventListener("change", () => onChange(this.input.checked));
    this.text = element("span");
    this.root = element("label", { class: "switch", "data-choice": name }, this.input, this.text);
  }

  show(on, label) {
    this.input.checked = on;
    setText(this.text, label);
  }
}
