// Choices of the stage: segmented radio buttons, and buttons that stay pressed.

import { element, setAttribute, setText } from "./dom.js";

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

  // `names` says at more length what the short labels mean.
  show(chosen, labels, title, names = {}) {
    setAttribute(this.root, "aria-label", title);
    for (const { value, input, text, root } of this.items) {
      root.hidden = !(value in labels);
      setText(text, labels[value] ?? "");
      setAttribute(root, "title", names[value]);
      setAttribute(input, "aria-label", names[value]);
      input.checked = value === chosen;
    }
  }
}

export class Toggle {
  constructor(name, onChange) {
    this.root = element("button", { type: "button", class: "toggle", "data-choice": name });
    this.root.addEventListener("click", () => onChange(this.root.ariaPressed !== "true"));
  }

  show(on, label) {
    setAttribute(this.root, "aria-pressed", String(on));
    setText(this.root, label);
  }
}
