// A small grid of numbers that changes from step to step: a kernel, or the sums of its phases.

import { decimal } from "../pictures/texts.js";
import { element, fill, setText } from "../stage/dom.js";

const PALEST = 5; // per cent of the hue, as in the app's other grids
const DEEPEST = 50;
const LARGE = 10;
const LEGIBLE = 1.7; // rem; narrower cells have their colour alone
const TINY = 0.5; // rem; in narrower ones what is nothing has no colour either

export class TablePane {
  constructor() {
    this.title = element("b");
    this.body = element("tbody");
    this.table = element("table", {}, this.body);
    this.root = element("figure", { class: "table" }, element("figcaption", {}, this.title),
      this.table);
  }

  fill(facts) {
    this.facts = facts;
    setText(this.title, facts.title);
    this.table.setAttribute("aria-label", facts.title);
    this.root.dataset.role = facts.role;
    this.root.style.setProperty("--cell", `${facts.cell}rem`);
    this.root.toggleAttribute("data-plain", facts.cell < LEGIBLE);
    this.root.toggleAttribute("data-tiny", facts.cell < TINY);
  }

  show(at) {
    const { shape: [frames, rows, columns], numbers } = this.facts.values;
    const start = Math.min(at, frames - 1) * rows * columns;
    const lines = Array.from({ length: rows }, (_, row) =>
      numbers.subarray(start + row * columns, start + (row + 1) * columns));
    fill(this.body, lines, () => element("tr"), (line, values) =>
      fill(line, Array.from(values), () => element("td"), (cell, value) => this.write(cell, value)));
  }

  write(cell, value) {
    const tiny = this.facts.cell < TINY;
    if (!tiny) setText(cell, decimal(value, Math.abs(value) < LARGE ? 2 : 0));
    cell.classList.toggle("minus", value < 0);
    const share = Math.min(Math.abs(value) / this.facts.reach, 1);
    const depth = tiny ? 2 * DEEPEST * Math.sqrt(share) : PALEST + DEEPEST * share;
    cell.style.setProperty("--depth", `${depth}%`);
  }

  said() {
    return "";
  }
}
