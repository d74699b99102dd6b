// Between the rows of a 1-D stage: a wire for every stored entry, with its weight where it is lit.
// Between the panes of a 2-D stage that only moves a few values: a wire from each to its place.

import { element, fill, setAttribute, setText, shape } from "./dom.js";
import { written } from "./numbers.js";

const LABELS = 12;
// How far down a cell a line across begins and ends.
const ABOVE = 0.14;

export class Wires {
  constructor() {
    this.drawing = shape("svg");
    this.drawing.append(shape("g"), shape("g"));
    this.root = element("div", { class: "wires", "aria-hidden": "true" }, this.drawing);
    this.lit = [];
  }

  // `bed`: where it lies, in CSS pixels; `map`: from the row above it to the row below.
  draw(bed, map, from, to) {
    const height = bed.end - bed.start;
    Object.assign(this.root.style, { top: `${bed.start}px`, height: `${height}px` });
    const middle = (grid, index) => grid.at.bodyX + grid.spot(index).x + grid.at.cell / 2;
    this.join(map, from, (source, target) => ({ x1: middle(from, source), y1: 1,
      x2: middle(to, target), y2: height - 1 }));
    setAttribute(this.root, "data-across", null);
  }

  // From the right edge of a cell in the pane at the left, where its mark is, to the left edge of
  // one in the other: above the numbers, so that a level line does not cross them out.
  drawAcross(map, from, to) {
    Object.assign(this.root.style, { top: "0px", height: "100%" });
    const spot = (grid, index, side) => {
      const { x, y } = grid.spot(index);
      const { at } = grid;
      return [at.x + at.bodyX + x + side * at.cell, at.y + at.bodyY + y + ABOVE * at.cell];
    };
    this.join(map, from, (source, target) => {
      const [[x1, y1], [x2, y2]] = [spot(from, source, 1), spot(to, target, 0)];
      return { x1, y1, x2, y2 };
    });
    setAttribute(this.root, "data-across", "");
  }

  join(map, from, ends) {
    this.map = map;
    this.lines = Array.from(map.inputs, (_, entry) => entry).filter((entry) =>
      from.pane.isDatum(map.inputs[entry]));
    this.lineOf = new Map(this.lines.map((entry, line) => [entry, line]));
    this.ends = this.lines.map((entry) => ({ ...ends(map.inputs[entry], map.rowOf[entry]),
      weight: map.weights[entry] }));
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
