// The kernel, centred on the point: the samples sit on its curve, each at its weight.

import { unpack } from "../stage/arrays.js";
import { fill, shape } from "../stage/dom.js";
import { written } from "../stage/numbers.js";
import { drawLines, drawTexts, drawing, pathOf, places, resized } from "./dots.js";
import { unpackedMap } from "./links.js";
import { nearest } from "./line_pane.js";
import { Scale } from "./scale.js";

const BELOW = 14;
const ABOVE = 20;

export class KernelPane {
  constructor() {
    const made = drawing("kernel", "guide", "ground", "curve", "stems", "marks", "numbers");
    Object.assign(this, made);
  }

  fill(facts) {
    this.facts = { ...facts, map: unpackedMap(facts.map), at: unpack(facts.coordinates),
      curve: facts.curve.map(unpack) };
  }

  draw(width, scale) {
    const { range, map } = this.facts;
    const height = this.height = Math.round(this.facts.height * scale);
    this.across = new Scale(-0.5, map.values.length - 0.5, 0, width);
    this.up = new Scale(...range, height - BELOW, ABOVE);
    resized(this.root, width, height);
    const zero = this.up.at(0);
    fill(this.layers.ground, [0], () => shape("path"), (path) =>
      places(path, { d: pathOf([[0, zero], [width, zero]]) }));
  }

  light(at, { terms }) {
    const point = this.facts.at[at.at(-1)];
    const [distances, weights] = this.facts.curve;
    const zero = this.up.at(0);
    const points = Array.from(distances, (distance, place) =>
      [this.across.at(point + distance), this.up.at(weights[place])]);
    fill(this.layers.curve, ["area", "curve"], () => shape("path"), (path, kind) =>
      places(path, { class: kind, d: pathOf(kind === "curve" ? points
        : [[points[0][0], zero], ...points, [points.at(-1)[0], zero]]) }));
    const x = this.across.at(point);
    drawLines(this.layers.guide, [{ x1: x, y1: 0, x2: x, y2: this.height }]);
    // A sample that the kernel gives nothing sits on the ground.
    const weightOf = new Map(terms.map(({ input, weight }) => [input, weight]));
    const marks = Array.from(this.facts.map.values, (_, input) => {
      const weight = weightOf.get(input) ?? 0;
      const kind = weight < 0 ? "minus" : weight > 0 ? "weight" : "none";
      return { x: this.across.at(input), y: this.up.at(weight), weight, kind };
    });
    drawLines(this.layers.stems, marks.map(({ x: place, y, kind }) =>
      ({ x1: place, y1: zero, x2: place, y2: y, kind })));
    fill(this.layers.marks, marks, () => shape("circle"), (circle, { x: place, y, kind }) =>
      places(circle, { cx: place, cy: y, r: kind === "none" ? 3.5 : 7, class: kind }));
    // Beside the curve: on the far side of the point.
    const beside = (place) => place + 36 * (place < x ? -1 : 1);
    drawTexts(this.layers.numbers, marks.filter(({ kind }) => kind !== "none").map(
      ({ x: place, y, weight, kind }) => ({ x: weight < 0 ? place : beside(place),
        y: weight < 0 ? y + 22 : y - 4, text: written(weight, 3), kind })));
  }

  place(x) {
    return [nearest(this.facts.at, this.across.back(x))];
  }
}
