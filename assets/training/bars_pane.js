// Numbers as bars between two bounds; those beyond them have the colour of a warning.

import { clamp } from "../pictures/measures.js";
import { decimal } from "../pictures/texts.js";
import { element, fill, setText, shape } from "../stage/dom.js";

const SIDE = 34; // CSS pixels left of the bars, for the numbers of the bounds
const ENDS = 6;

export class BarsPane {
  constructor() {
    this.legend = element("figcaption");
    this.bars = shape("g", { class: "bars" });
    this.bounds = shape("g", { class: "bounds" });
    this.numbers = shape("g", { class: "ticks" });
    this.svg = shape("svg", { role: "img" });
    this.svg.append(this.bars, this.bounds, this.numbers);
    this.root = element("figure", { class: "chart" }, this.legend, this.svg);
  }

  fill(facts) {
    this.facts = facts;
    setText(this.legend, facts.title);
    const values = Array.from(facts.values.numbers, (value) => decimal(value, 2)).join(", ");
    this.svg.setAttribute("aria-label", `${facts.title}: ${values}`);
  }

  draw(width, height) {
    const { bounds, range: [low, high], values: { numbers } } = this.facts;
    this.root.style.width = `${width}px`;
    this.svg.setAttribute("width", width);
    this.svg.setAttribute("height", height);
    const up = (value) =>
      ENDS + ((high - clamp(value, low, high)) / (high - low)) * (height - 2 * ENDS);
    const each = (width - SIDE) / numbers.length;
    fill(this.bars, Array.from(numbers), () => shape("rect"), (bar, value) => {
      const place = Array.prototype.indexOf.call(this.bars.children, bar);
      const [top, bottom] = [up(Math.max(value, 0)), up(Math.min(value, 0))];
      const beyond = value < bounds[0] || value > bounds[1];
      const places = { x: SIDE + place * each + 0.1 * each, width: 0.8 * each, y: top,
        height: Math.max(1, bottom - top) };
      for (const [name, number] of Object.entries(places)) bar.setAttribute(name, number);
      bar.dataset.role = beyond ? "attention" : "output";
    });
    fill(this.bounds, [...bounds, 0], () => shape("path"), (path, value) => {
      path.setAttribute("d", `M${SIDE} ${up(value)}H${width}`);
      path.toggleAttribute("data-dashed", value !== 0);
    });
    fill(this.numbers, [...bounds, 0], () => shape("text", { class: "end", x: SIDE - 6 }),
      (text, value) => {
        text.setAttribute("y", up(value) + 4);
        setText(text, decimal(value, 0));
      });
  }

  aside() {
    return 0;
  }

  show() {}

  said() {
    return "";
  }
}
