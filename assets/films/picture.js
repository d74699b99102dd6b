// One small picture, at the frame that is asked for, and what a pixel of it holds.

import { element, setAttribute, setText } from "../stage/dom.js";

const LEVELS = 255;

export class Picture {
  constructor() {
    this.canvas = element("canvas", { role: "img" });
    this.title = element("b");
    this.note = element("small");
    this.reading = element("small", { class: "film-reading" });
    this.root = element("figure", { class: "film-tile" },
      element("figcaption", {}, this.title), this.canvas, this.note, this.reading);
    this.root.picture = this;
    this.canvas.addEventListener("pointermove", (event) => this.read(event));
    this.canvas.addEventListener("pointerleave", () => setText(this.reading, ""));
  }

  update({ title, role, notes, lit }, { numbers, shape, step }, words) {
    const [height, width] = shape.slice(-2);
    Object.assign(this, { numbers, height, width, step, notes, words,
      count: shape.length === 3 ? shape[0] : 1 });
    setText(this.title, title);
    setAttribute(this.root, "data-role", role);
    this.root.classList.toggle("lit", lit);
  }

  // Gives the picture a height in device pixels, of which every pixel of its own takes as many.
  resize(device) {
    this.pixel = Math.max(1, Math.floor(device / this.height));
    Object.assign(this.canvas, { width: this.width * this.pixel,
      height: this.height * this.pixel });
    const wide = (this.width * this.pixel + 0.01) / devicePixelRatio;
    Object.assign(this.canvas.style, { width: `${wide}px`,
      height: `${(this.height * this.pixel + 0.01) / devicePixelRatio}px` });
  }

  show(place) {
    this.frame = Math.min(place, this.count - 1);
    const { width, height, step } = this;
    const image = new ImageData(width, height);
    const start = this.frame * width * height;
    for (let i = 0; i < width * height; i++) {
      const level = Math.round(LEVELS * Math.min(1, Math.max(0, this.numbers[start + i] * step)));
      image.data.set([level, level, level, LEVELS], 4 * i);
    }
    const small = new OffscreenCanvas(width, height);
    small.getContext("2d").putImageData(image, 0, 0);
    const context = this.canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, this.canvas.width, this.canvas.height);
    const note = this.notes[Math.min(place, this.notes.length - 1)] ?? "";
    setText(this.note, note);
    setAttribute(this.canvas, "aria-label",
      [this.title.textContent, note].filter(Boolean).join(": "));
  }

  read(event) {
    const box = this.canvas.getBoundingClientRect();
    const at = (share, size) => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
    const row = at((event.clientY - box.top) / box.height, this.height);
    const column = at((event.clientX - box.left) / box.width, this.width);
    const held = this.numbers[(this.frame * this.height + row) * this.width + column] * this.step;
    const place = this.words.place.replace("{0}", row).replace("{1}", column);
    setText(this.reading, `${place}: ${held.toFixed(2).replace("-", "−")}`);
  }
}
