// Numbers along the frames of a film, each a line with a mark at the frame that is seen.

import { element, fill, setAttribute, setText, shape } from "../stage/dom.js";

const [WIDTH, HEIGHT, EDGE] = [300, 92, 6];
const STEADY = { "vector-effect": "non-scaling-stroke" };

export class Curves {
  constructor() {
    this.root = element("div", { class: "film-curves" });
    this.curves = [];
  }

  update(curves) {
    this.curves = curves;
    this.root.hidden = !curves.length;
    fill(this.root, curves, made, (figure, curve) => {
      setAttribute(figure, "data-role", curve.role);
      setText(figure.querySelector("b"), curve.title);
      setAttribute(figure.querySelector("polyline"), "points",
        curve.values.map((_, place) => at(curve.values, place).join()).join(" "));
      setText(figure.querySelector(".least"), shortest(curve, Math.min));
      setText(figure.querySelector(".most"), shortest(curve, Math.max));
    });
  }

  show(place) {
    this.curves.forEach((curve, index) => {
      const figure = this.root.children[index];
      const seen = Math.min(place, curve.values.length - 1);
      const [x, y] = at(curve.values, seen);
      setAttribute(figure.querySelector(".mark"), "d", `M${x} ${y}h0.01`);
      setText(figure.querySelector("output"), curve.texts[seen]);
      setAttribute(figure.querySelector("svg"), "aria-label",
        `${curve.title}: ${curve.texts[seen]}`);
    });
  }
}

function made() {
  const drawing = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
    preserveAspectRatio: "none" });
  // Strokes keep their width however the drawing is stretched: a line without length is a dot.
  drawing.append(shape("polyline", STEADY), shape("path", { class: "mark", ...STEADY }));
  return element("figure", { class: "film-curve" },
    element("figcaption", {}, element("b"), " ", element("output")),
    element("div", { class: "film-plot" },
      element("small", { class: "most" }), element("small", { class: "least" }), drawing));
}

function at(values, place) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = (values[place] - low) / (high - low || 1);
  const along = values.length > 1 ? place / (values.length - 1) : 0.5;
  return [EDGE + along * (WIDTH - 2 * EDGE), HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)];
}

const shortest = ({ values, texts }, choose) => texts[values.indexOf(choose(...values))];
