// What the panes share: discs as large as weights, samples, the point itself.

import { fill, setAttribute, setText, shape } from "../stage/dom.js";
import { written } from "../stage/numbers.js";

export const POINT = 6.5;
const SAMPLE = 4;

// An SVG drawing with layers that lie upon one another, by name.
export function drawing(kind, ...layers) {
  const root = shape("svg", { class: `pane ${kind}`, "aria-hidden": "true" });
  const made = Object.fromEntries(layers.map((name) => [name, shape("g", { class: name })]));
  root.append(...Object.values(made));
  return { root, layers: made };
}

export function resized(root, width, height) {
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    setAttribute(root, name, value);
  }
}

export function places(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) setAttribute(target, name, value);
}

export function drawSamples(layer, samples) {
  fill(layer, samples, () => shape("circle", { r: SAMPLE }), (circle, { x, y }) =>
    places(circle, { cx: x, cy: y }));
}

// Discs around the samples, the larger the weight the larger; those of negative weights are hollow.
export function drawDiscs(layer, terms, most) {
  fill(layer, terms, () => shape("circle"), (circle, { x, y, weight }) =>
    places(circle, { cx: x, cy: y, r: radius(weight, most), class: weight < 0 ? "minus" : "weight" }));
}

export function radius(weight, most) {
  return SAMPLE + Math.sqrt(Math.abs(weight)) * (most - SAMPLE);
}

// The weights as numbers, each below its disc.
export function drawNumbers(layer, terms, most) {
  drawTexts(layer, terms.map(({ x, y, weight }) => ({ x,
    y: y + radius(weight, most) + 11, text: written(weight, 2, 2),
    kind: weight < 0 ? "minus" : "weight" })));
}

export function drawTexts(layer, texts) {
  fill(layer, texts, () => shape("text"), (label, { x, y, text, kind }) => {
    places(label, { x, y, class: kind });
    setText(label, text);
  });
}

// The point: black, in a ring of the ground's colour, on any ground.
export function drawPoint(layer, { x, y }) {
  fill(layer, ["halo", "point"], () => shape("circle"), (circle, kind) =>
    places(circle, { class: kind, cx: x, cy: y, r: kind === "halo" ? POINT + 2.5 : POINT }));
}

export function drawLines(layer, lines) {
  fill(layer, lines, () => shape("line"), (line, { x1, y1, x2, y2, kind, share }) => {
    places(line, { x1, y1, x2, y2, class: kind ?? null });
    setAttribute(line, "stroke-opacity", share ?? null);
  });
}

export function pathOf(points) {
  return points.map(([x, y], place) => `${place ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}
