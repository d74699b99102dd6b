// The window: one frame around the cells that are linked, which glides from place to place.

import { element, setAttribute } from "./dom.js";

export class Frame {
  constructor() {
    this.root = element("div", { class: "frame", "aria-hidden": "true", hidden: true });
    this.said = "";
  }

  // Around `spots`, { x, y } of cells of size `cell`; null hides it. What was hidden appears where
  // it is and does not fly in.
  show(spots, cell) {
    const box = spots && around(spots, cell);
    const said = box ? JSON.stringify(box) : "";
    if (said === this.said) return;
    const appears = this.said === "";
    this.said = said;
    this.root.hidden = !box;
    if (!box) return;
    setAttribute(this.root, "data-still", appears ? "" : null);
    this.root.style.transform = `translate(${box.x}px, ${box.y}px)`;
    this.root.style.width = `${box.width}px`;
    this.root.style.height = `${box.height}px`;
  }
}

function around(spots, cell) {
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + cell, height: Math.max(...ys) - y + cell };
}
