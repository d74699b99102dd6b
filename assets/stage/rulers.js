// Two rulers for each axis of an interpolation: the input pixels, and where on them the output
// pixels sample.

import { unpack } from "./arrays.js";
import { element, fill, setAttribute, setText } from "./dom.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const UNIT = 100;

function shape(tag) {
  return document.createElementNS(NAMESPACE, tag);
}

export class Rulers {
  constructor() {
    this.title = element("h3", { id: "title-rulers" });
    this.note = element("span", { class: "note" });
    this.body = element("div", { class: "rulers-body" });
    this.root = element("section", { class: "pane rulers", "data-pane": "rulers",
      "aria-labelledby": "title-rulers" },
    element("header", {}, this.title, this.note), this.body);
  }

  draw(rulers, words) {
    setText(this.title, words.rulers);
    setText(this.note, words.rulersNote);
    this.axes = rulers.map((ruler) => ({ ...ruler, at: unpack(ruler.coordinates) }));
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

function drawAxis(figure, axis) {
  setText(figure.firstChild, axis.title);
  const drawing = figure.lastChild;
  drawing.setAttribute("aria-label", axis.description);
  const low = Math.min(-0.5, ...axis.at) - 0.35;
  const high = Math.max(axis.size - 0.5, ...axis.at) + 0.35;
  drawing.setAttribute("viewBox", `${low * UNIT} 0 ${(high - low) * UNIT} 190`);
  const [pixels, samples] = drawing.children;
  fill(pixels, Array.from({ length: axis.size }, (_, index) => index), makePixel, writePixel);
  const close = crowded(axis.at);
  fill(samples, Array.from(axis.at, (at, index) => ({ at, index, close })), makeSample, writeSample);
}

const crowded = (at) => at.length > 1 && Math.abs(at[1] - at[0]) < 0.34;

function makePixel() {
  const group = shape("g");
  group.setAttribute("class", "pixel");
  group.append(shape("rect"), shape("text"));
  return group;
}

function writePixel(group, index) {
  const [box, label] = group.children;
  setAttribute(group, "data-index", index);
  for (const [name, value] of Object.entries({ x: (index - 0.46) * UNIT, y: 6, rx: 6,
    width: 0.92 * UNIT, height: 62 })) box.setAttribute(name, value);
  label.setAttribute("x", index * UNIT);
  label.setAttribute("y", 48);
  setText(label, String(index));
}

function makeSample() {
  const group = shape("g");
  group.setAttribute("class", "sample");
  group.append(shape("line"), shape("circle"), shape("text"));
  return group;
}

function writeSample(group, { at, index, close }) {
  const [line, dot, label] = group.children;
  setAttribute(group, "data-index", index);
  const x = at * UNIT;
  for (const [name, value] of Object.entries({ x1: x, x2: x, y1: 68, y2: 112 })) {
    line.setAttribute(name, value);
  }
  dot.setAttribute("cx", x);
  dot.setAttribute("cy", 118);
  dot.setAttribute("r", 11);
  label.setAttribute("x", x);
  label.setAttribute("y", close && index % 2 ? 184 : 164);
  setText(label, String(index));
}
