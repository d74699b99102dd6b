// The matrix: an overview on a canvas, since it may have tens of thousands of cells, and the lit
// row, column or diagonal listed beside it, entry by entry.

import { clamp } from "./arrays.js";
import { element, fill, setAttribute, setText } from "./dom.js";
import { entryAt } from "./links.js";
import { cellSymbol, filled, tapName, written } from "./numbers.js";

const MAX_CELL = 12;
const LISTED = 36;

export class MatrixPane {
  constructor() {
    this.title = element("h3", { id: "title-matrix" });
    this.note = element("span", { class: "note" });
    this.base = element("canvas", { "aria-hidden": "true" });
    this.overlay = element("canvas", { "aria-hidden": "true", class: "overlay" });
    this.cursor = element("div", { role: "gridcell", tabindex: 0, class: "cursor" });
    this.grid = element("div", { role: "grid", class: "canvases" }, this.base, this.overlay,
      element("div", { role: "row" }, this.cursor));
    this.caption = element("p", { class: "caption", id: "list-title" });
    this.list = element("ol", { class: "entries", tabindex: 0, "aria-labelledby": "list-title" });
    this.rest = element("p", { class: "caption" });
    this.table = element("details", { class: "table" });
    this.root = element("section", { class: "pane matrix", "data-pane": "matrix" },
      element("header", {}, this.title, this.note),
      element("div", { class: "matrix-body" }, this.grid,
        element("div", { class: "list" }, this.caption, this.list, this.rest)), this.table);
    this.place = 0;
    this.table.addEventListener("toggle", () => this.fillTable());
  }

  draw(scene, room, colours) {
    Object.assign(this, { scene, map: scene.shown, colours });
    const { words } = scene;
    setText(this.title, this.map.title);
    setText(this.note, this.map.note);
    const [rows, columns] = this.map.size;
    setAttribute(this.grid, "aria-label", this.map.title);
    setAttribute(this.grid, "aria-rowcount", rows);
    setAttribute(this.grid, "aria-colcount", columns);
    this.place = Math.min(this.place, rows * columns - 1);
    this.measure(room);
    this.paintBase();
    this.moveCursor(this.place);
    setText(this.summary(), words.table);
    this.fillTable();
  }

  summary() {
    if (!this.table.firstChild) this.table.append(element("summary"));
    this.table.firstChild.setAttribute("aria-label", `${this.scene.words.table}: ${this.map.title}`);
    return this.table.firstChild;
  }

  // Whole pixels a cell where they fit, never much longer one way than the other.
  measure(room) {
    const [rows, columns] = this.map.size;
    const wide = clamp(Math.floor(room.width / columns), 1, MAX_CELL);
    const high = clamp(Math.floor(room.height / rows), 1, MAX_CELL);
    this.wide = Math.min(wide, high * 4);
    this.high = Math.min(high, wide * 4);
    for (const canvas of [this.base, this.overlay]) this.size(canvas);
  }

  // Another size costs a canvas its memory; the same size keeps it.
  size(canvas) {
    const [rows, columns] = this.map.size;
    const density = window.devicePixelRatio || 1;
    const [width, height] = [columns * this.wide, rows * this.high];
    const wanted = `${width} ${height} ${density}`;
    if (canvas.dataset.size === wanted) return;
    canvas.dataset.size = wanted;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.getContext("2d").scale(density, density);
  }

  paintBase() {
    const { map, colours } = this;
    const pen = this.base.getContext("2d");
    pen.clearRect(0, 0, this.base.width, this.base.height);
    const largest = map.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
    for (let entry = 0; entry < map.inputs.length; entry++) {
      const weight = map.weights[entry];
      pen.globalAlpha = weight === 0 ? 0.18 : 0.35 + 0.65 * Math.min(1, Math.abs(weight) / largest);
      pen.fillStyle = weight < 0 ? colours.negative : weight === 0 ? colours.zero : colours.kernel;
      this.cell(pen, entry);
    }
    pen.globalAlpha = 1;
  }

  cell(pen, entry) {
    const gap = this.wide > 4 && this.high > 4 ? 1 : 0;
    pen.fillRect(this.map.inputs[entry] * this.wide, this.map.rowOf[entry] * this.high,
      this.wide - gap, this.high - gap);
  }

  // Lights rows, columns and entries on the overlay, and lists the entries beside it.
  light(light, focus, now) {
    const { map, colours } = this;
    const pen = this.overlay.getContext("2d");
    pen.clearRect(0, 0, this.overlay.width, this.overlay.height);
    if (!light) return this.listNothing();
    const [rows, columns] = map.size;
    const [row, column] = this.crossing(focus);
    pen.globalAlpha = 0.22;
    pen.fillStyle = colours[map.target];
    if (row !== null) pen.fillRect(0, row * this.high, columns * this.wide, this.high);
    pen.fillStyle = colours[map.source];
    const lanes = column !== null ? [column] : row !== null ? [...light[map.source].keys()] : [];
    for (const lane of lanes) pen.fillRect(lane * this.wide, 0, this.wide, rows * this.high);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.attention;
    for (const entry of light.entries) this.cell(pen, entry);
    if (now != null) this.ring(pen, now);
    this.listEntries(light.entries, focus, now);
  }

  ring(pen, entry) {
    pen.strokeStyle = this.colours.text;
    pen.lineWidth = 2;
    pen.strokeRect(this.map.inputs[entry] * this.wide - 1, this.map.rowOf[entry] * this.high - 1,
      this.wide + 1, this.high + 1);
  }

  // The row and the column of the matrix that a focus stands for.
  crossing(focus) {
    const { map } = this;
    const pane = focus.pane === "overlap" || focus.pane === "mistaken" ? "output" : focus.pane;
    if (pane === "matrix") return [Math.floor(focus.index / map.size[1]), focus.index % map.size[1]];
    return [pane === map.target ? focus.index : null, pane === map.source ? focus.index : null];
  }

  listNothing() {
    setText(this.caption, "");
    setText(this.rest, "");
    this.list.hidden = true;
  }

  listEntries(entries, focus, now) {
    const [row, column] = this.crossing(focus);
    setText(this.caption, this.captionOf(row, column, entries.length));
    this.list.hidden = entries.length === 0;
    // The longest rows are listed in full; of a tap's many places the first.
    const listed = row !== null ? entries : entries.slice(0, LISTED);
    fill(this.list, listed, listItem, (item, entry) => {
      setAttribute(item, "data-now", entry === now ? "" : null);
      this.writeItem(item, entry, row !== null);
    });
    const rest = entries.length - listed.length;
    setText(this.rest, rest ? filled(this.scene.words.more, { count: rest }) : "");
  }

  captionOf(row, column, count) {
    if (count === 0) return "";
    const { scene: { words, panes }, map } = this;
    const at = (name, index) => cellSymbol(panes[name], index).replace(/^\w+/, "");
    if (row !== null && column === null) {
      return filled(words.rowOf, { cell: at(map.target, row), count });
    }
    if (column !== null && row === null) {
      return filled(words.columnOf, { cell: at(map.source, column), count });
    }
    return filled(words.entries, { count });
  }

  writeItem(item, entry, byRow) {
    const { scene: { panes }, map } = this;
    const [cell, tap, weight] = item.children;
    const [name, index] = byRow ? [map.source, map.inputs[entry]] : [map.target, map.rowOf[entry]];
    setText(cell, cellSymbol(panes[name], index));
    setAttribute(cell, "class", name);
    setText(tap, map.taps && panes.kernel ? `${tapName(map.taps[entry], panes.kernel)} =` : "");
    setText(weight, written(map.weights[entry], 4));
  }

  // ---------------------------------------------------------------- pointing

  // The place under the pointer; among cells too small to hit, the nearest stored one nearby.
  placeAt(event) {
    const box = this.overlay.getBoundingClientRect();
    const [rows, columns] = this.map.size;
    const row = clamp(Math.floor((event.clientY - box.top) / this.high), 0, rows - 1);
    const column = clamp(Math.floor((event.clientX - box.left) / this.wide), 0, columns - 1);
    return row * columns + this.nearestColumn(row, column);
  }

  nearestColumn(row, column) {
    const reach = this.wide < 6 ? Math.ceil(4 / this.wide) : 0;
    for (let away = 0; away <= reach; away++) {
      for (const near of [column - away, column + away]) {
        if (near >= 0 && entryAt(this.map, row, near).length) return near;
      }
    }
    return column;
  }

  moveCursor(place) {
    const { map, scene: { words } } = this;
    const [row, column] = [Math.floor(place / map.size[1]), place % map.size[1]];
    const entry = entryAt(map, row, column)[0];
    this.place = place;
    this.cursor.style.transform = `translate(${column * this.wide}px, ${row * this.high}px)`;
    this.cursor.style.width = `${this.wide}px`;
    this.cursor.style.height = `${this.high}px`;
    setAttribute(this.cursor, "data-index", place);
    setAttribute(this.cursor, "aria-rowindex", row + 1);
    setAttribute(this.cursor, "aria-colindex", column + 1);
    const value = entry === undefined ? words.unstored : written(map.weights[entry], 4);
    setAttribute(this.cursor, "aria-label", `${filled(words.place, { row, column })}, ${value}`);
  }

  neighbour(place, down, right) {
    const [rows, columns] = this.map.size;
    const row = clamp(Math.floor(place / columns) + down, 0, rows - 1);
    const column = clamp((place % columns) + right, 0, columns - 1);
    return row * columns + column;
  }

  fillTable() {
    this.table.querySelector("div")?.remove();
    if (!this.table.open || !this.map) return;
    const { map, scene: { words } } = this;
    const head = [words.row, words.column, words.weight].map((text) =>
      element("th", { scope: "col" }, text));
    const rows = Array.from(map.inputs, (column, entry) => element("tr", {},
      ...[map.rowOf[entry], column, written(map.weights[entry], 6)].map((value) =>
        element("td", {}, String(value)))));
    this.table.append(element("div", { class: "scroll", tabindex: 0, role: "region",
      "aria-label": map.title }, element("table", {}, element("caption", {}, map.title),
      element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows))));
  }
}

const listItem = () => element("li", {}, element("span"),
  element("span", { class: "kernel" }), element("span", { class: "kernel" }));

// The canvas cannot read style sheets, so the colours are asked of the element.
export function palette(root) {
  const style = getComputedStyle(root);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim() || "#888";
  return Object.fromEntries(["input", "stage", "kernel", "output", "attention", "negative", "zero",
    "text"].map((name) => [name, colour(name)]));
}
