// Two rulers for each axis of an interpolation: the input pixels, and where on them the output
// pixels sample.

import { unpack } from "./arrays.js";
import { element, fill, setAttribute, setText, shape } from "./dom.js";

const BOX = { top: 2, height: 22 };
const LINE = 14;
const NUMBER = 13;

export class Rulers {
  constructor() {
    this.title = element("h3", { id: "title-rulers" });
    this.way = element("p", { class: "way" });
    this.header = element("header", {}, this.title, this.way);
    this.body = element("div", { class: "body rulers-body" });
    this.root = element("section", { class: "pane rulers", "data-pane": "rulers",
      "aria-labelledby": "title-rulers" }, this.header, this.body);
  }

  draw(rulers, words, at) {
    setText(this.title, words.rulers);
    setText(this.way, words.rulersNote);
    for (const [name, length] of Object.entries({ left: at.x, top: at.y, width: at.width })) {
      this.root.style[name] = `${length}px`;
    }
    this.header.style.maxWidth = `${at.headWidth}px`;
    this.body.style.left = `${at.bodyX}px`;
    this.body.style.top = `${at.bodyY}px`;
    const width = at.width - at.bodyX;
    this.axes = rulers.map((ruler) => ({ ...ruler, at: unpack(ruler.coordinates), width }));
    fill(this.body, this.axes, makeAxis, drawAxis);
  }

  // Lights, along each axis, the sample of the output cell and the inputs it takes from.
  light(outputs, inputs) {
    this.axes?.forEach((axis, number) => {
      const drawing = this.body.children[number].querySelector("svg");
      const one = new Set(outputs.map((cell) => cell[number]));
      const from = new Set(inputs.map((cell) => cell[number]));
      for (const mark of drawing.querySelectorAll(".sample")) {
        setAttribute(mark, "data-lit", one.has(Number(mark.dataset.index)) ? "focus" : null);
      }
      for (const mark of drawing.querySelectorAll(".pixel")) {
        setAttribute(mark, "data-lit", from.has(Number(mark.dataset.index)) ? "link" : null);
      }
    });
  }
}

function makeAxis() {
  const drawing = shape("svg");
  drawing.setAttribute("role", "img");
  drawing.append(shape("g"), shape("g"));
  return element("figure", {}, element("figcaption"), drawing);
}

// In pixels, so that digits are never smaller than they should be: of samples that stand too
// close, every second or fourth is numbered.
function drawAxis(figure, axis) {
  setText(figure.firstChild, axis.title);
  const drawing = figure.lastChild;
  drawing.setAttribute("aria-label", axis.description);
  const low = Math.min(-0.5, ...axis.at) - 0.25;
  const high = Math.max(axis.size - 0.5, ...axis.at) + 0.25;
  const unit = axis.width / (high - low);
  drawing.setAttribute("width", axis.width);
  drawing.setAttribute("height", 62);
  const x = (place) => (place - low) * unit;
  const [pixels, samples] = drawing.children;
  const every = (apart) => Math.max(1, Math.ceil(16 / Math.max(apart, 1)));
  const pixelStep = every(unit);
  const apart = axis.at.length > 1 ? Math.abs(axis.at[1] - axis.at[0]) * unit : Infinity;
  fill(pixels, Array.from({ length: axis.size }, (_, index) => ({ index, x: x(index),
    wide: unit * 0.92, said: index % pixelStep === 0 })), makePixel, writePixel);
  fill(samples, Array.from(axis.at, (at, index) => ({ index, x: x(at),
    said: index % every(apart) === 0 })), makeSample, writeSample);
}

function makePixel() {
  const group = shape("g");
  group.setAttribute("class", "pixel");
  group.append(shape("rect"), shape("text"));
  return group;
}

function writePixel(group, { index, x, wide, said }) {
  const [box, label] = group.children;
  setAttribute(group, "data-index", index);
  for (const [name, value] of Object.entries({ x: x - wide / 2, y: BOX.top, rx: 2, width: wide,
    height: BOX.height })) setAttribute(box, name, value);
  setAttribute(label, "x", x);
  setAttribute(label, "y", BOX.top + 16);
  setText(label, said ? String(index) : "");
}

function makeSample() {
  const group = shape("g");
  group.setAttribute("class", "sample");
  group.append(shape("line"), shape("circle"), shape("text"));
  return group;
}

function writeSample(group, { index, x, said }) {
  const [line, dot, label] = group.children;
  setAttribute(group, "data-index", index);
  const top = BOX.top + BOX.height;
  for (const [name, value] of Object.entries({ x1: x, x2: x, y1: top, y2: top + LINE })) {
    setAttribute(line, name, value);
  }
  setAttribute(dot, "cx", x);
  setAttribute(dot, "cy", top + LINE + 2);
  setAttribute(dot, "r", 3);
  setAttribute(label, "x", x);
  setAttribute(label, "y", top + LINE + 6 + NUMBER);
  setText(label, said ? String(index) : "");
}
