// Between the rows of a 1-D stage: a wire for every stored entry, with its weight where it is lit.

import { element, fill, setAttribute, setText, shape } from "./dom.js";
import { written } from "./numbers.js";

const LABELS = 12;

export class Wires {
  constructor() {
    this.drawing = shape("svg");
    this.drawing.append(shape("g"), shape("g"));
    this.root = element("div", { class: "wires", "aria-hidden": "true" }, this.drawing);
    this.lit = [];
  }

  // `bed`: where it lies, in CSS pixels; `map`: from the row above it to the row below.
  draw(bed, map, from, to) {
    this.map = map;
    const height = bed.end - bed.start;
    Object.assign(this.root.style, { top: `${bed.start}px`, height: `${height}px` });
    this.lines = Array.from(map.inputs, (_, entry) => entry).filter((entry) =>
      from.pane.isDatum(map.inputs[entry]));
    this.lineOf = new Map(this.lines.map((entry, line) => [entry, line]));
    const middle = (grid, index) => grid.at.bodyX + grid.spot(index).x + grid.at.cell / 2;
    this.ends = this.lines.map((entry) => ({ x1: middle(from, map.inputs[entry]), y1: 1,
      x2: middle(to, map.rowOf[entry]), y2: height - 1, weight: map.weights[entry] }));
    fill(this.drawing.firstChild, this.ends, () => shape("line"), writeLine);
    this.lit = [];
    this.labels([]);
  }

  light(entries) {
    const [group] = this.drawing.children;
    for (const line of this.lit) setAttribute(group.children[line], "data-lit", null);
    this.lit = entries.map((entry) => this.lineOf.get(entry)).filter((line) => line !== undefined);
    for (const line of this.lit) setAttribute(group.children[line], "data-lit", "");
    this.labels(this.lit.length <= LABELS ? this.lit : []);
  }

  // A weight stands on its wire where the wires have spread.
  labels(lines) {
    const apart = (line) => 0.3 + 0.4 * ((line % 3) / 2);
    fill(this.drawing.lastChild, lines, () => shape("text"), (text, line) => {
      const { x1, y1, x2, y2, weight } = this.ends[line];
      const share = lines.length > 1 ? apart(lines.indexOf(line)) : 0.5;
      setAttribute(text, "x", x1 + (x2 - x1) * share);
      setAttribute(text, "y", y1 + (y2 - y1) * share + 4);
      setText(text, weight === 1 ? "" : written(weight, 2));
    });
  }
}

function writeLine(line, ends) {
  for (const name of ["x1", "y1", "x2", "y2"]) setAttribute(line, name, ends[name]);
  setAttribute(line, "data-negative", ends.weight < 0 ? "" : null);
  setAttribute(line, "data-lit", null);
}
