// Curves over the steps of a training, which lie evenly apart; lines for what others reach. Where it
// is pressed, the training goes to.

import { clamp } from "../pictures/measures.js";
import { decimal } from "../pictures/texts.js";
import { element, fill, setText, shape } from "../stage/dom.js";

const EDGE = { left: 40, right: 12, top: 8, bottom: 22 };
const LABEL = 7; // CSS pixels for a letter of a mark's name
const LINE = 15; // between two names
const TICKS = 6;

export class ChartPane {
  constructor(go) {
    this.legend = element("figcaption");
    this.layers = {};
    const names = ["ticks", "marks", "names", "curves", "now", "dots"];
    for (const name of names) this.layers[name] = shape("g", { class: name });
    // What leaves the chart is cut off there.
    const id = `inside-${Math.random().toString(36).slice(2)}`;
    this.inside = shape("rect");
    const cut = shape("clipPath", { id });
    cut.append(this.inside);
    this.layers.curves.setAttribute("clip-path", `url(#${id})`);
    this.svg = shape("svg", { role: "img" });
    this.svg.append(cut, ...Object.values(this.layers));
    this.root = element("figure", { class: "chart" }, this.legend, this.svg);
    this.listen(go);
  }

  listen(go) {
    const to = ({ clientX }) => {
      const across = clientX - this.svg.getBoundingClientRect().x - EDGE.left;
      go(clamp(Math.round((across / this.inner) * (this.steps.length - 1)), 0,
        this.steps.length - 1));
    };
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      this.svg.setPointerCapture(event.pointerId);
      if (event.pointerType !== "touch") to(event);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (this.svg.hasPointerCapture(event.pointerId)) to(event);
    });
    this.svg.addEventListener("pointerup", (event) => {
      if (event.pointerType === "touch") to(event);
    });
  }

  fill(facts, steps) {
    Object.assign(this, { facts, steps });
    fill(this.legend, facts.curves, () => element("span", {}, element("i"), element("span"), " ",
      element("b")), (item, { name, role, dashed }) => {
      item.dataset.role = role;
      item.toggleAttribute("data-dashed", dashed);
      setText(item.children[1], name);
    });
  }

  // ---------------------------------------------------------------- what lies still

  draw(width, height) {
    Object.assign(this, { height, inner: Math.max(40, width - EDGE.left - this.aside()) });
    this.root.style.width = `${width}px`; // the words above wrap in it
    const box = { x: EDGE.left, y: EDGE.top - 1, width: this.inner,
      height: height - EDGE.top - EDGE.bottom + 2 };
    for (const [name, size] of Object.entries(box)) this.inside.setAttribute(name, size);
    for (const [name, size] of [["width", width], ["height", height]]) {
      this.svg.setAttribute(name, size);
    }
    this.drawTicks();
    this.drawMarks();
    fill(this.layers.curves, this.facts.curves, () => shape("path"), (path, curve) => {
      path.dataset.role = curve.role;
      path.toggleAttribute("data-dashed", curve.dashed);
      path.setAttribute("d", this.pathOf(curve.values.numbers));
    });
  }

  // How much room the names of marks take at the right.
  aside() {
    return EDGE.right + LABEL * Math.max(0, ...this.facts.marks.map(([name]) => wide(name)));
  }

  across(place) {
    return EDGE.left + (this.inner * place) / (this.steps.length - 1);
  }

  up(value) {
    const [low, high] = this.facts.range;
    const { logarithmic } = this.facts;
    const on = (number) => (logarithmic ? Math.log10(Math.max(number, low)) : number);
    const share = (on(value) - on(low)) / (on(high) - on(low));
    const bottom = this.height - EDGE.bottom;
    return bottom - clamp(share, -9, 9) * (bottom - EDGE.top);
  }

  pathOf(values) {
    return Array.from(values, (value, place) =>
      `${place ? "L" : "M"}${this.across(place).toFixed(1)} ${this.up(value).toFixed(1)}`).join("");
  }

  drawTicks() {
    const count = this.steps.length - 1;
    const apart = Math.ceil(count / Math.min(TICKS, this.inner / 40));
    const places = this.steps.map((_, place) => place).filter((place) =>
      place === count || (place % apart === 0 && count - place > apart / 2));
    const bottom = this.height - EDGE.bottom;
    const below = places.map((place) => ({ x: this.across(place), y: this.height - 6,
      text: String(this.steps[place]), kind: "middle" }));
    const beside = this.heights().map(({ value, text }) => ({ x: EDGE.left - 6,
      y: this.up(value) + 4, text, kind: "end" }));
    fill(this.layers.ticks, [...below, ...beside, null], () => shape("g"), (group, tick) => {
      fill(group, tick ? ["text"] : ["path"], () => shape(tick ? "text" : "path"), () => {});
      if (tick) write(group.firstChild, tick);
      else {
        group.firstChild.setAttribute("d",
          `M${EDGE.left} ${EDGE.top}V${bottom}H${EDGE.left + this.inner}`);
      }
    });
  }

  // The heights that are named: every second power of ten, or round numbers.
  heights() {
    const [low, high] = this.facts.range;
    if (this.facts.logarithmic) {
      const powers = [];
      for (let power = Math.ceil(Math.log10(low)); power <= Math.log10(high); power += 2) {
        powers.push({ value: 10 ** power, text: power ? `10${raised(power)}` : "1" });
      }
      return powers;
    }
    const step = [0.5, 1, 2, 5, 10, 20].find((one) => (high - low) / one <= 6) ?? 50;
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, place) =>
      ({ value: (first + place) * step, text: decimal((first + place) * step, step < 1 ? 1 : 0) }));
  }

  drawMarks() {
    const { marks } = this.facts;
    const right = EDGE.left + this.inner;
    fill(this.layers.marks, marks, () => shape("path"), (path, [, value, role]) => {
      path.dataset.role = role;
      path.setAttribute("d", `M${EDGE.left} ${this.up(value)}H${right}`);
    });
    const ordered = marks.map(([text, value, role]) => ({ text, role, y: this.up(value) + 4 }))
      .sort((one, other) => one.y - other.y);
    // Names that would stand on one another give way downwards, and then all of them upwards.
    ordered.forEach((one, place) => {
      if (place) one.y = Math.max(one.y, ordered[place - 1].y + LINE);
    });
    const over = Math.max(0, (ordered.at(-1)?.y ?? 0) - (this.height - EDGE.bottom));
    fill(this.layers.names, ordered, () => shape("text"), (text, one) => {
      text.dataset.role = one.role;
      write(text, { ...one, x: right + 6, y: one.y - over, kind: "start" });
    });
  }

  // ---------------------------------------------------------------- what moves

  show(at) {
    const x = this.across(at);
    const { curves } = this.facts;
    fill(this.layers.now, [0], () => shape("path"), (path) =>
      path.setAttribute("d", `M${x} ${EDGE.top}V${this.height - EDGE.bottom}`));
    fill(this.layers.dots, curves, () => shape("circle", { r: 4.5 }), (dot, curve) => {
      dot.dataset.role = curve.role;
      dot.setAttribute("cx", x);
      const y = this.up(curve.values.numbers[at]);
      dot.setAttribute("cy", y);
      dot.toggleAttribute("hidden", y < EDGE.top - 1 || y > this.height - EDGE.bottom + 1);
    });
    curves.forEach(({ texts }, place) =>
      setText(this.legend.children[place].lastChild, texts[at]));
    this.svg.setAttribute("aria-label", [this.said(), ...this.facts.marks.map(([name]) => name)]
      .join("; "));
  }

  said() {
    return Array.from(this.legend.children, (item) => item.textContent).join("; ");
  }
}

// About how many Latin letters a name is wide.
function wide(name) {
  return Array.from(name).reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1.8 : 1), 1);
}

function raised(power) {
  return (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) =>
    "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}

function write(text, { x, y, kind, text: words }) {
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  text.setAttribute("class", kind);
  setText(text, words);
}
