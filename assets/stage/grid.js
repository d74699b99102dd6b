// A pane of cells: input, virtual input, channel maps, kernel, overlap, output.

import { product, unpack, unravel } from "./arrays.js";
import { cividis, countLimit, inkOn, tint } from "./colours.js";
import { element, setAttribute, setText } from "./dom.js";
import { LETTERS, filled, letter, tapName, written } from "./numbers.js";

const BLANK = element("div", { role: "gridcell", class: "cell", tabindex: -1 });
// Per cent of the pane's colour in its deepest cell: text stays readable on it, light or dark.
const DEEPEST = 50;
// Between channel maps, as in the style sheet.
const GAP = 12;
const KINDS = ["datum", "zero", "border", "exposed", "cropped"];

// What the payload says about a pane, with its arrays opened and its geometry worked out.
export function openPane(name, spec) {
  const shape = spec.shape;
  const pane = { ...spec, name, values: unpack(spec.values), kinds: unpack(spec.kinds) };
  pane.area = product(shape);
  pane.rows = shape.length === 1 ? 1 : shape[0];
  pane.columns = shape[shape.length - 1];
  pane.full = pane.channels > 1 ? [pane.channels, ...shape] : shape;
  pane.cellOf = (index) => unravel(index, pane.full);
  pane.marked = new Set(spec.marks);
  pane.kindOf = (index) => (pane.kinds ? KINDS[pane.kinds[index]] : "datum");
  pane.scale = spec.counts ? countLimit(pane.values) : spec.limit;
  return pane;
}

export class Grid {
  constructor(name) {
    this.name = name;
    this.title = element("h3", { id: `title-${name}` });
    this.note = element("span", { class: "note" });
    this.blocks = element("div", { class: "blocks" });
    this.body = element("div", { class: "body" }, this.blocks);
    this.legend = element("ul", { class: "legend" });
    this.table = element("details", { class: "table" });
    this.root = element("section", { class: `pane ${name}`, "data-pane": name },
      element("header", {}, this.title, this.note),
      this.body, this.legend, this.table);
    this.cells = [];
    this.lit = [];
    this.stop = 0;
    this.layout = "";
    this.table.addEventListener("toggle", () => this.fillTable());
  }

  // Takes a new pane; where its shape is the same, the cells stay.
  draw(pane, words) {
    Object.assign(this, { pane, words });
    setText(this.title, pane.title);
    setText(this.note, pane.note);
    this.lay(pane, words);
    this.writeLegend();
    this.fillTable();
  }

  lay(pane, words) {
    const layout = [pane.channels, pane.shape, pane.rotated, words.place, pane.title].join("|");
    if (layout === this.layout) return;
    this.layout = layout;
    this.blocks.style.setProperty("--across", pane.across);
    this.cells = new Array(pane.channels * pane.area);
    const blocks = Array.from({ length: pane.channels }, (_, channel) => this.block(channel, words));
    this.blocks.replaceChildren(...blocks);
    this.places = this.cells.map((_, index) => this.placeName(index));
    this.lit = [];
    this.stop = Math.min(this.stop, this.cells.length - 1);
    this.cells[this.stop].tabIndex = 0;
  }

  block(channel, words) {
    const { pane } = this;
    const caption = filled(words.channel, { channel });
    const grid = element("div", { role: "grid", class: "cells",
      "aria-label": pane.channels > 1 ? `${pane.title}, ${caption}` : pane.title,
      "aria-rowcount": pane.rows, "aria-colcount": pane.columns });
    grid.style.gridTemplateColumns = `repeat(${pane.columns}, var(--cell))`;
    for (let row = 0; row < pane.rows; row++) {
      const line = element("div", { role: "row", "aria-rowindex": row + 1 });
      for (let column = 0; column < pane.columns; column++) {
        line.append(this.cell(channel, row, column));
      }
      grid.append(line);
    }
    if (pane.channels === 1) return grid;
    return element("div", { class: "block" }, element("p", { class: "caption" }, caption), grid);
  }

  // Cells as large as the pane's width allows, in pixels. Those too small for digits show their
  // colour alone; the equation has the number.
  fit(width, largest) {
    const { across, columns } = this.pane;
    const cell = Math.min(largest, (width - (across - 1) * GAP) / (columns * across));
    this.root.style.setProperty("--cell", `${cell}px`);
    setAttribute(this.root, "data-tiny", cell < 17 ? "" : null);
    setAttribute(this.root, "data-small", cell < 26 ? "" : null);
  }

  cell(channel, row, column) {
    const { pane } = this;
    const place = row * pane.columns + column;
    const index = channel * pane.area + (pane.rotated ? pane.area - 1 - place : place);
    const cell = BLANK.cloneNode();
    cell.dataset.index = index;
    cell.setAttribute("aria-colindex", column + 1);
    this.cells[index] = cell;
    return cell;
  }

  // Writes every cell. `shown` is what stands there instead of the values: partial sums while a
  // sum grows (undefined where it has not begun), or symbols.
  write(shown, symbols = false) {
    this.symbols = symbols;
    const values = shown ?? this.pane.values;
    setAttribute(this.root, "data-growing", shown ? "" : null);
    for (let index = 0; index < this.cells.length; index++) this.paint(index, values[index]);
    // One size of type for the whole pane.
    const digits = this.cells.some((cell) => cell.textContent.length > 3);
    setAttribute(this.root, "data-digits", digits ? "" : null);
  }

  // Writes a cell if it says something new.
  paint(index, value) {
    const { pane } = this;
    const cell = this.cells[index];
    const text = value === undefined ? "·" : this.text(index, value);
    const label = this.describe(index, value);
    const depth = Math.round(DEEPEST * tint(value ?? 0, pane.scale));
    const said = `${text}|${label}|${depth}|${this.symbols}`;
    if (cell.said === said) return;
    cell.said = said;
    setText(cell, text);
    setAttribute(cell, "aria-label", label);
    setAttribute(cell, "data-long", text.length > 5 ? "" : null);
    setAttribute(cell, "data-kind", pane.kinds ? pane.kindOf(index) : null);
    setAttribute(cell, "data-mark", pane.marked.has(index) ? "" : null);
    setAttribute(cell, "data-differs", pane.differs?.[index] ? "" : null);
    setAttribute(cell, "data-name", this.smallName(index));
    if (pane.counts) paintCount(cell, value, pane.scale);
    else if (!pane.kinds || pane.kinds[index] === 0) paintValue(cell, value, depth);
    else cell.style.background = "";
  }

  text(index, value) {
    const { pane } = this;
    if (this.symbols && pane.name === "kernel") return tapName(index, pane);
    if (this.symbols && pane.symbols) return pane.symbols[index];
    if (this.symbols && pane.letters && this.cells.length <= LETTERS) return letter(index);
    return written(value, pane.counts ? 9 : 3);
  }

  smallName(index) {
    const { pane } = this;
    if (pane.name === "kernel") return this.symbols ? null : tapName(index, pane);
    return pane.names ? pane.names[index] : null;
  }

  // "row 2, column 1, inserted zero, 0"
  describe(index, value) {
    const { pane, words } = this;
    let said = this.places[index];
    if (pane.kinds) said += `, ${words[pane.kindOf(index)]}`;
    if (pane.marked.has(index)) said += `, ${words.mark}`;
    if (pane.differs?.[index]) said += `, ${words.differs}`;
    return `${said}, ${value === undefined ? words.pending : written(value, pane.counts ? 9 : 4)}`;
  }

  // The part of that which never changes: "row 2, column 1".
  placeName(index) {
    const { pane, words } = this;
    const cell = pane.cellOf(this.drawnAt(index));
    const [row, column] = pane.shape.length === 1 ? [0, cell.at(-1)] : cell.slice(-2);
    const parts = [filled(pane.shape.length === 1 ? words.position : words.place, { row, column })];
    if (pane.channels > 1) parts.unshift(filled(words.channel, { channel: cell[0] }));
    if (pane.name === "kernel") parts.push(tapName(index, pane));
    return parts.join(", ");
  }

  // Where a cell is drawn: a rotated kernel stands on its head.
  drawnAt(index) {
    const { pane } = this;
    if (!pane.rotated) return index;
    return Math.floor(index / pane.area) * pane.area + pane.area - 1 - (index % pane.area);
  }

  writeLegend() {
    const { pane, words } = this;
    const present = pane.kinds ? KINDS.filter((_, kind) => pane.kinds.includes(kind)) : [];
    if (pane.marks?.length) present.push("mark");
    if (pane.differs?.some(Boolean)) present.push("differs");
    const items = present.map((kind) => element("li", {},
      element("span", { class: "swatch", "data-kind": kind }), words[kind]));
    this.legend.replaceChildren(...items);
  }

  // Lights cells: `links` from index to weight, `focus` the one pointed at, `now` the one whose
  // term is being added.
  light(links, focus, now) {
    const wanted = new Map(links);
    if (focus != null && !wanted.has(focus)) wanted.set(focus, null);
    for (const index of this.lit) {
      if (!wanted.has(index)) this.unlight(this.cells[index]);
    }
    for (const [index, weight] of wanted) {
      const cell = this.cells[index];
      cell.dataset.lit = index === focus ? "focus" : "link";
      setAttribute(cell, "data-now", index === now ? "" : null);
      const note = weight == null || index === focus ? null : `×${written(weight, Math.abs(weight) < 0.05 ? 3 : 2)}`;
      setAttribute(cell, "data-note", note);
    }
    this.lit = [...wanted.keys()];
  }

  unlight(cell) {
    cell?.removeAttribute("data-lit");
    cell?.removeAttribute("data-now");
    cell?.removeAttribute("data-note");
  }

  // ---------------------------------------------------------------- keyboard

  // The one cell of the pane that Tab stops at.
  stopAt(index) {
    this.cells[this.stop]?.setAttribute("tabindex", -1);
    this.stop = index;
    this.cells[index].setAttribute("tabindex", 0);
  }

  // The cell that lies a step away as drawn; channel maps lie side by side, `across` in a line.
  neighbour(index, down, right) {
    const { pane } = this;
    const place = this.drawnAt(index);
    const channel = Math.floor(place / pane.area);
    const inBlock = place % pane.area;
    const row = Math.floor(channel / pane.across) * pane.rows
      + Math.floor(inBlock / pane.columns) + down;
    const column = (channel % pane.across) * pane.columns + (inBlock % pane.columns) + right;
    if (row < 0 || column < 0 || column >= pane.across * pane.columns) return index;
    const to = Math.floor(row / pane.rows) * pane.across + Math.floor(column / pane.columns);
    if (to >= pane.channels) return index;
    const landed = (row % pane.rows) * pane.columns + (column % pane.columns);
    return this.drawnAt(to * pane.area + landed);
  }

  // ---------------------------------------------------------------- the numbers as a table

  fillTable() {
    if (!this.table.firstChild) this.table.append(element("summary", {}, ""));
    setText(this.table.firstChild, this.words?.table ?? "");
    this.table.firstChild.setAttribute("aria-label", `${this.words?.table}: ${this.pane?.title}`);
    this.table.querySelector("div")?.remove();
    if (!this.table.open || !this.pane) return;
    const { pane } = this;
    const tables = Array.from({ length: pane.channels }, (_, channel) => {
      const rows = Array.from({ length: pane.rows }, (_, row) => this.tableRow(channel, row));
      return element("table", {}, element("caption", {}, pane.channels > 1
        ? `${pane.title}, ${filled(this.words.channel, { channel })}` : pane.title),
      this.tableHead(), element("tbody", {}, ...rows));
    });
    this.table.append(element("div", { class: "scroll", tabindex: 0, role: "region",
      "aria-label": pane.title }, ...tables));
  }

  tableHead() {
    const numbers = Array.from({ length: this.pane.columns }, (_, column) =>
      element("th", { scope: "col" }, String(column)));
    return element("thead", {}, element("tr", {}, element("td"), ...numbers));
  }

  tableRow(channel, row) {
    const { pane } = this;
    const cells = Array.from({ length: pane.columns }, (_, column) => {
      const index = channel * pane.area + row * pane.columns + column;
      return element("td", {}, written(pane.values[index], 6));
    });
    return element("tr", {}, element("th", { scope: "row" }, String(row)), ...cells);
  }
}

function paintValue(cell, value, depth) {
  const hue = value < 0 ? "--negative" : "--hue";
  cell.style.background = `color-mix(in oklab, var(${hue}) ${5 + depth}%, var(--ground))`;
}

function paintCount(cell, count, scale) {
  const colour = count ? cividis(count / scale) : null;
  cell.style.background = colour ? `rgb(${colour})` : "";
  cell.style.color = colour ? inkOn(colour) : "";
  setAttribute(cell, "data-kind", count === 0 ? "hole" : null);
}
