// One picture: its canvas, the mark on the pixel that is looked at, and what that pixel holds.

import { element, fill, setText } from "../stage/dom.js";
import { coloured } from "./colours.js";
import { meeting, placed } from "./measures.js";
import { decimal, filled } from "./texts.js";

export class Pane {
  constructor() {
    this.canvas = element("canvas", { role: "img" });
    this.mark = element("div", { class: "mark", hidden: true });
    this.window = element("div", { class: "window" }, this.canvas, this.mark);
    this.title = element("b");
    this.size = element("small");
    this.note = element("p", { class: "note" });
    this.legend = element("ul", { class: "legend" });
    this.reading = element("p", { class: "reading" });
    this.root = element("figure", { class: "pane" },
      element("figcaption", {}, this.title, " ", this.size), this.window, this.legend, this.note,
      this.reading);
    this.device = [0, 0];
  }

  // Gives the window a height and width in device pixels. A browser rounds the ends of a box, so
  // that one of a whole length is drawn as long as it is, wherever it begins. The hundredth is what
  // lengths lose where they are kept in 64ths.
  resize(device) {
    this.device = device;
    const [height, width] = device.map((size) => `${(size + 0.01) / devicePixelRatio}px`);
    Object.assign(this.window.style, { height, width });
    const { canvas } = this;
    if (canvas.height !== device[0]) canvas.height = device[0];
    if (canvas.width !== device[1]) canvas.width = device[1];
  }

  fill(pane, arrays, words) {
    Object.assign(this, { facts: pane, array: arrays[pane.array], words,
      overlap: pane.overlap === null ? null : arrays[pane.overlap] });
    this.shape = this.array.shape.slice(-2);
    this.colours = coloured(this.array, pane.window, pane.palette);
    this.root.dataset.role = pane.role;
    setText(this.title, pane.title);
    setText(this.size, `${this.shape[1]} × ${this.shape[0]}`);
    this.size.hidden = !pane.sized;
    setText(this.note, pane.note);
    this.note.hidden = !pane.note;
    this.canvas.setAttribute("aria-label",
      [`${pane.title}, ${this.shape[1]} × ${this.shape[0]}`, pane.note].filter(Boolean).join(". "));
    this.fillLegend();
  }

  fillLegend() {
    this.legend.hidden = !this.facts.legend.length;
    fill(this.legend, this.facts.legend, () => element("li", {}, element("i"), element("span")),
      (item, [label, colour]) => {
        item.firstChild.style.background = `#${colour}`;
        setText(item.lastChild, label);
      });
  }

  // ---------------------------------------------------------------- where pixels stand

  axes(view) {
    return [0, 1].map((axis) => placed(this.device[axis], view.zoom, view.centre[axis],
      this.facts.spans[axis], this.facts.offsets[axis]));
  }

  // The pixel at a place of the canvas, in device pixels, or null beside the picture.
  at(view, place) {
    const cell = this.axes(view).map(({ first, size }, axis) =>
      Math.floor((place[axis] - first) / size));
    return cell.every((index, axis) => index >= 0 && index < this.shape[axis]) ? cell : null;
  }

  // The part of the scene that a pixel covers: a low and a high end along each axis.
  extent(cell) {
    return cell.map((index, axis) => {
      const [above, below] = this.facts.spans[axis];
      return [0, 1].map((end) => this.facts.offsets[axis] + ((index + end) * above) / below);
    });
  }

  // The first and last pixel along each axis that meet a part of the scene, or null.
  meeting(extent) {
    const ranges = extent.map(([low, high], axis) => meeting(low, high, this.shape[axis],
      this.facts.spans[axis], this.facts.offsets[axis]));
    return ranges.includes(null) ? null : ranges;
  }

  // ---------------------------------------------------------------- drawing

  paint(view) {
    const [height, width] = this.device;
    if (!height || !width) return;
    const [down, across] = this.axes(view);
    const image = new ImageData(width, height);
    const words = new Uint32Array(image.data.buffer);
    const [rows, columns] = this.shape;
    const right = Math.min(width, across.first + columns * across.size);
    for (let row = Math.max(0, Math.floor(-down.first / down.size)); row < rows; row++) {
      const top = Math.max(0, down.first + row * down.size);
      const bottom = Math.min(height, down.first + (row + 1) * down.size);
      if (top >= height) break;
      for (let x = Math.max(0, across.first); x < right; x++) {
        words[top * width + x] =
          this.colours[row * columns + Math.floor((x - across.first) / across.size)];
      }
      for (let y = top + 1; y < bottom; y++) {
        words.copyWithin(y * width, top * width, (top + 1) * width);
      }
    }
    this.canvas.getContext("2d").putImageData(image, 0, 0);
  }

  // Frames the pixels that meet a part of the scene, and writes what the middle one holds.
  look(view, extent) {
    const ranges = extent && this.meeting(extent);
    this.mark.hidden = !ranges;
    setText(this.reading, ranges ? this.told(ranges, extent) : "");
    if (!ranges) return;
    this.axes(view).forEach(({ first, size }, axis) => {
      const [start, end] = ranges[axis];
      const names = axis ? ["left", "width"] : ["top", "height"];
      this.mark.style[names[0]] = `${(first + start * size) / devicePixelRatio}px`;
      this.mark.style[names[1]] = `${((end - start + 1) * size) / devicePixelRatio}px`;
    });
  }

  told(ranges, extent) {
    const middle = extent.map(([low, high]) => [(low + high) / 2, (low + high) / 2 + 1e-3]);
    const cell = (this.meeting(middle) ?? ranges).map(([first]) => first);
    return this.spelled(cell);
  }

  spelled(cell) {
    const { words, overlap, facts } = this;
    const index = cell[0] * this.shape[1] + cell[1];
    const parts = [facts.frequencies ? this.frequency(cell) : filled(words.place, cell)];
    parts.push(this.values(index).join(" "));
    if (this.clipped(index)) parts.push(words.clipped);
    if (overlap) parts.push(filled(words.overlap, [overlap.numbers[index]]));
    return parts.join(" · ");
  }

  frequency(cell) {
    return filled(this.words.frequency, cell.map((index, axis) => {
      const [first, step] = this.facts.frequencies[axis];
      return decimal(first + index * step, 3);
    }));
  }

  numbers(index) {
    const { numbers, shape } = this.array;
    const count = shape.at(-1) * shape.at(-2);
    return Array.from({ length: numbers.length / count }, (_, c) => numbers[c * count + index]);
  }

  values(index) {
    const { step, digits, about } = this.array;
    if (this.facts.names.length) return [this.facts.names[Math.round(this.numbers(index)[0] * step)]];
    const sign = about ? "≈\u2009" : "";
    return this.numbers(index).map((number) => sign + decimal(number * step, digits));
  }

  clipped(index) {
    if (this.facts.role === "overlap") return false; // the scale of counts has no end
    const [low, high] = this.facts.window;
    const slack = (high - low) / 510;
    return this.numbers(index).some((number) => {
      const value = number * this.array.step;
      return value < low - slack || value > high + slack;
    });
  }
}
