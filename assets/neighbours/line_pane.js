// A signal: samples at their heights, the curve between them, and the point on it.

import { unpack } from "../stage/arrays.js";
import { fill, shape } from "../stage/dom.js";
import { written } from "../stage/numbers.js";
import { drawDiscs, drawLines, drawPoint, drawSamples, drawTexts, drawing, pathOf, places,
  resized } from "./dots.js";
import { unpackedMap } from "./links.js";
import { Scale } from "./scale.js";

const FOOT = 24; // CSS pixels below the ground line, for the weights
const HEAD = 18;

export class LinePane {
  constructor() {
    const made = drawing("line", "curve", "stems", "guide", "discs", "samples", "heights", "point",
      "numbers");
    Object.assign(this, made);
  }

  fill(facts) {
    this.facts = { ...facts, map: unpackedMap(facts.map), at: unpack(facts.coordinates),
      curve: facts.curve.map(unpack) };
  }

  draw(width, scale) {
    const { values } = this.facts.map;
    const { range, curve } = this.facts;
    const height = this.height = Math.round(this.facts.height * scale);
    this.across = new Scale(-0.5, values.length - 0.5, 0, width);
    this.up = new Scale(...range, height - FOOT, HEAD);
    this.disc = Math.min(14, this.across.unit * 0.3);
    resized(this.root, width, height);
    const [x, y] = curve;
    const points = Array.from(x, (place, at) => [this.across.at(place), this.up.at(y[at])]);
    fill(this.layers.curve, ["curve", "ground"], () => shape("path"), (path, kind) =>
      places(path, { class: kind, d: kind === "curve" ? pathOf(points)
        : pathOf([[0, this.up.at(0)], [width, this.up.at(0)]]) }));
    const samples = Array.from(values, (value, place) => ({ x: this.across.at(place),
      y: this.up.at(value), value }));
    drawLines(this.layers.stems, samples.map(({ x: at, y: top }) =>
      ({ x1: at, y1: this.up.at(0), x2: at, y2: top })));
    drawSamples(this.layers.samples, samples);
    drawTexts(this.layers.heights, samples.map(({ x: at, y: top, value }) =>
      ({ x: at + 9, y: top - 7, text: written(value, 2), kind: "value" })));
  }

  light(at, { terms, output }) {
    const foot = this.height;
    const x = this.across.at(this.facts.at[at.at(-1)]);
    const y = this.up.at(output);
    drawLines(this.layers.guide, [{ x1: x, y1: y, x2: x, y2: foot }]);
    const lit = terms.map(({ input, weight, value }) => ({ weight, x: this.across.at(input),
      y: this.up.at(value) }));
    drawDiscs(this.layers.discs, lit, this.disc);
    drawTexts(this.layers.numbers, this.facts.weights ? lit.map(({ x: place, weight }) =>
      ({ x: place, y: foot - 6, text: written(weight, 2, 2), kind: weight < 0 ? "minus" : "weight" }))
      : []);
    drawPoint(this.layers.point, { x, y });
  }

  // The output under a place of the drawing.
  place(x) {
    return [nearest(this.facts.at, this.across.back(x))];
  }
}

export function nearest(places, wanted) {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - wanted) < Math.abs(places[best] - wanted)) best = index;
  });
  return best;
}
