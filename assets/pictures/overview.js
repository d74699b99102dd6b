// The small map: the whole scene, averaged over whole blocks of pixels, and the part that is seen.

import { element, setText } from "../stage/dom.js";
import { averaged } from "./colours.js";

const LONGEST = 72; // CSS pixels

export class Overview {
  constructor(go) {
    this.canvas = element("canvas", { role: "img" });
    this.frame = element("div", { class: "seen" });
    this.map = element("div", { class: "map" }, this.canvas, this.frame);
    this.note = element("small");
    this.root = element("div", { class: "overview" }, this.map, this.note);
    const follow = (event) => {
      if (event.buttons !== 1) return;
      const box = this.map.getBoundingClientRect();
      go([(event.clientY - box.y) / box.height, (event.clientX - box.x) / box.width]);
    };
    this.map.addEventListener("pointerdown", (event) => {
      this.map.setPointerCapture(event.pointerId);
      follow(event);
    });
    this.map.addEventListener("pointermove", follow);
  }

  draw(pane, words) {
    const [height, width] = pane.shape;
    const side = Math.ceil(Math.max(height, width) / (LONGEST * devicePixelRatio));
    const image = averaged(pane.colours, height, width, side);
    Object.assign(this.canvas, { width: image.width, height: image.height });
    this.canvas.getContext("2d").putImageData(image, 0, 0);
    this.map.style.width = `${image.width / devicePixelRatio}px`;
    this.map.style.height = `${image.height / devicePixelRatio}px`;
    const note = side > 1 ? words.averaged.replaceAll("{side}", side) : words.map;
    setText(this.note, note);
    this.canvas.setAttribute("aria-label", note);
  }

  // `seen` holds the low and high end of what is seen along each axis, as shares of the scene.
  show([[top, bottom], [left, right]]) {
    this.root.hidden = bottom - top >= 1 && right - left >= 1;
    const share = (value) => `${100 * Math.min(Math.max(value, 0), 1)}%`;
    Object.assign(this.frame.style, { top: share(top), left: share(left),
      bottom: share(1 - bottom), right: share(1 - right) });
  }
}
