// A picture from above: the output's pixels as its ground, samples as dots on it, the point among
// them, and a disc for each weight.

import { ravel, unpack } from "../stage/arrays.js";
import { fill, setAttribute, shape } from "../stage/dom.js";
import { drawDiscs, drawLines, drawNumbers, drawPoint, drawSamples, drawTexts, drawing, places,
  resized } from "./dots.js";
import { unpackedMap } from "./links.js";
import { nearest } from "./line_pane.js";
import { Scale } from "./scale.js";

const PALEST = 4;
const DEEPEST = 52;
const TALLEST = 62; // CSS pixels from one sample to the next, at most

export class PlanePane {
  constructor() {
    const made = drawing("plane", "ground", "row", "frame", "wires", "discs", "samples", "mark", "point",
      "numbers");
    Object.assign(this, made);
  }

  fill(facts) {
    this.facts = { ...facts, map: unpackedMap(facts.map), at: facts.coordinates.map(unpack) };
  }

  draw(width, scale) {
    const { size, map, at } = this.facts;
    this.unit = Math.min(TALLEST * scale, width / size[1]);
    const height = Math.round(size[0] * this.unit);
    this.across = new Scale(-0.5, size[1] - 0.5, 0, width);
    this.down = new Scale(-0.5, size[0] - 0.5, 0, height);
    this.disc = this.unit * 0.34;
    resized(this.root, width, height);
    this.cell = [height / at[0].length, width / at[1].length];
    const [low, high] = this.facts.range;
    const cells = Array.from(map.output, (value, flat) => ({ value, row: Math.floor(flat / at[1].length),
      column: flat % at[1].length }));
    fill(this.layers.ground, cells, () => shape("rect"), (box, { value, row, column }) => {
      places(box, { ...this.box(row, column) });
      const share = Math.min(Math.max((value - low) / (high - low), 0), 1);
      setAttribute(box, "style", `--depth:${Math.round(PALEST + (DEEPEST - PALEST) * share)}%`);
    });
    const samples = Array.from(map.values, (_, flat) => this.spot(flat));
    drawSamples(this.layers.samples, samples);
    const row = this.down.at(this.facts.row);
    drawLines(this.layers.row, [{ x1: 0, x2: width, y1: row, y2: row }]);
    drawTexts(this.layers.mark, [{ x: 1, y: row + 5, text: "▶", kind: "mark" }]);
  }

  box(row, column) {
    const [high, wide] = this.cell;
    // Half a pixel wider than they are, so that no gap shows between them.
    return { x: column * wide, y: row * high, width: wide + 0.5, height: high + 0.5 };
  }

  spot(flat) {
    const { size } = this.facts;
    return { x: this.across.at(flat % size[1]), y: this.down.at(Math.floor(flat / size[1])) };
  }

  light(at, { terms }) {
    const [row, column] = at;
    const [high, wide] = this.cell;
    fill(this.layers.frame, [0], () => shape("rect"), (box) =>
      places(box, { x: column * wide, y: row * high, width: wide, height: high }));
    const point = { x: this.across.at(this.facts.at[1][column]), y: this.down.at(this.facts.at[0][row]) };
    const lit = terms.map(({ input, weight }) => ({ weight, ...this.spot(input) }));
    const most = Math.max(...terms.map(({ weight }) => Math.abs(weight)));
    drawLines(this.layers.wires, lit.map(({ x, y, weight }) => ({ x1: x, y1: y, x2: point.x,
      y2: point.y, kind: weight < 0 ? "minus" : "weight",
      share: 0.25 + (0.75 * Math.abs(weight)) / most })));
    drawDiscs(this.layers.discs, lit, this.disc);
    drawNumbers(this.layers.numbers, lit, this.disc);
    drawPoint(this.layers.point, point);
    this.root.dataset.output = ravel(at, this.facts.map.shape);
  }

  place(x, y) {
    return [nearest(this.facts.at[0], this.down.back(y)), nearest(this.facts.at[1], this.across.back(x))];
  }
}
