// The matrix: drawn on a canvas, since it may have tens of thousands of cells, and the lit row,
// column or diagonal listed beside it, entry by entry. What pointing leaves as it is, is kept on
// sheets of its own and copied: every canvas on the page costs time in every frame.

import { clamp } from "./arrays.js";
import { element, fill, setAttribute, setText } from "./dom.js";
import { entryAt } from "./links.js";
import { clear, layOn, paintBands, paintEntries, paintGround, paintRings,
  paintVectors } from "./matrix_paint.js";
import { cellSymbol, filled, tapName, written } from "./numbers.js";

const LISTED = 36;

export class MatrixPane {
  constructor(type) {
    this.type = type;
    this.title = element("h3", { id: "title-matrix" });
    this.note = element("p", { class: "way" });
    this.header = element("header", {}, this.title, this.note);
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.sheets = { ground: element("canvas"), entries: element("canvas") };
    this.cursor = element("div", { role: "gridcell", tabindex: 0, class: "cursor" });
    this.grid = element("div", { role: "grid", class: "canvases" }, this.canvas,
      element("div", { role: "row" }, this.cursor));
    this.list = element("ol", { class: "entries", tabindex: 0, "aria-labelledby": "title-matrix" });
    this.rest = element("p", { class: "caption" });
    this.aside = element("div", { class: "list" }, this.list, this.rest);
    this.root = element("section", { class: "pane matrix", "data-pane": "matrix" }, this.header,
      element("div", { class: "matrix-body" }, this.grid, this.aside));
    this.index = 0;
    this.scrolled = 0;
    this.grid.addEventListener("scroll", () => { this.scrolled = this.grid.scrollTop; });
  }

  draw(scene, at, colours, { density, room, size }) {
    Object.assign(this, { scene, map: scene.shown, at, colours });
    const { words, panes } = scene;
    const names = Object.fromEntries(["source", "target"].map((end) => [end,
      filled(words.flattened, { symbol: panes[this.map[end]].symbol,
        name: words.names[this.map[end]] })]));
    this.view = { at, colours, map: this.map, panes, names, density, size, type: this.type };
    setText(this.title, scene.maps.second ? words.matrix : this.map.title);
    setText(this.note, this.map.note);
    const [rows, columns] = this.map.size;
    setAttribute(this.grid, "aria-label", this.map.title);
    setAttribute(this.grid, "aria-rowcount", rows);
    setAttribute(this.grid, "aria-colcount", columns);
    this.index = Math.min(this.index, rows * columns - 1);
    this.place(at, density, room);
    paintGround(penOf(this.sheets.ground), this.view);
    paintEntries(penOf(this.sheets.entries), this.view);
    this.moveCursor(this.index);
  }

  place(at, density, room) {
    const { style } = this.root;
    style.left = `${at.x}px`;
    style.top = `${at.y}px`;
    style.width = `${at.width}px`;
    this.header.style.maxWidth = `${at.width}px`;
    this.visible = room ? room - at.head : Infinity;
    this.overflows = at.top + this.map.size[0] * at.high > this.visible;
    this.grid.style.maxHeight = room ? `${this.visible}px` : "";
    setAttribute(this.root, "data-listless", at.aside && !at.vectors ? null : "");
    this.list.style.maxHeight = room ? `${room - at.head - at.top}px` : "";
    const [rows, columns] = this.map.size;
    const width = Math.max(at.left + columns * at.wide + (at.vectors ? at.beside : 0) + 2,
      at.aside ? 0 : at.width);
    const tallest = at.vectors ? Math.max(rows * at.high, columns * at.high) : rows * at.high;
    for (const canvas of [this.canvas, ...Object.values(this.sheets)]) {
      resize(canvas, width, Math.max(at.top + tallest + 2, at.axisRoom ?? 0), density);
    }
  }

  // ---------------------------------------------------------------- lit

  // Lights rows, columns and entries, and lists the entries beside it.
  light(light, focus, now, vectors) {
    const entries = light?.entries ?? [];
    const [row, column] = light ? this.crossing(focus) : [null, null];
    const sources = row === null ? [] : entries.map((entry) => this.map.inputs[entry]);
    const pen = penOf(this.canvas);
    clear(pen);
    layOn(pen, this.sheets.ground);
    paintBands(pen, this.view, row, column === null ? sources : [column]);
    layOn(pen, this.sheets.entries);
    if (this.at.vectors) paintVectors(pen, this.view, vectors);
    paintRings(pen, this.view, entries, now);
    this.reveal(row);
    this.listEntries(entries, row, now);
    setText(this.note, light ? this.captionOf(row, column, entries.length) : this.map.note);
  }

  // A matrix too tall for its place scrolls to the lit row. Nothing is measured: that would make
  // the browser lay out everything first.
  reveal(row) {
    if (row === null || !this.overflows) return;
    const y = this.at.top + row * this.at.high;
    if (y > this.scrolled && y < this.scrolled + this.visible - 8) return;
    this.scrolled = Math.max(0, y - this.visible / 2);
    this.grid.scrollTop = this.scrolled;
  }

  // The row and the column of the matrix that a focus stands for.
  crossing(focus) {
    const { map } = this;
    const pane = focus.pane === "overlap" || focus.pane === "mistaken" ? "output" : focus.pane;
    if (pane === "matrix") return [Math.floor(focus.index / map.size[1]), focus.index % map.size[1]];
    return [pane === map.target ? focus.index : null, pane === map.source ? focus.index : null];
  }

  listEntries(entries, row, now) {
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

  // "row 29 = y[3,5] · 4 stored"
  captionOf(row, column, count) {
    const { scene: { words, panes }, map } = this;
    const stored = filled(words.entries, { count });
    if (row !== null && column === null) {
      return filled(words.rowOf, { row, cell: cellSymbol(panes[map.target], row), stored });
    }
    if (column !== null && row === null) {
      return filled(words.columnOf, { column, cell: cellSymbol(panes[map.source], column), stored });
    }
    return stored;
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
  // Null beside the matrix.
  placeAt(event) {
    const { at } = this;
    const box = this.canvas.getBoundingClientRect();
    const [rows, columns] = this.map.size;
    const row = Math.floor((event.clientY - box.top - at.top) / at.high);
    const column = Math.floor((event.clientX - box.left - at.left) / at.wide);
    if (row < 0 || row >= rows || column < -1 || column > columns) return null;
    return row * columns + this.nearestColumn(row, clamp(column, 0, columns - 1));
  }

  nearestColumn(row, column) {
    const reach = this.at.wide < 6 ? Math.ceil(4 / this.at.wide) : 0;
    for (let away = 0; away <= reach; away++) {
      for (const near of [column - away, column + away]) {
        if (near >= 0 && entryAt(this.map, row, near).length) return near;
      }
    }
    return column;
  }

  moveCursor(place) {
    const { map, at, scene: { words } } = this;
    const [row, column] = [Math.floor(place / map.size[1]), place % map.size[1]];
    const entry = entryAt(map, row, column)[0];
    this.index = place;
    const { style } = this.cursor;
    style.transform = `translate(${at.left + column * at.wide}px, ${at.top + row * at.high}px)`;
    style.width = `${at.wide}px`;
    style.height = `${at.high}px`;
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
}

const penOf = (canvas) => canvas.getContext("2d");

// Another size costs a canvas its memory; the same size keeps it.
function resize(canvas, width, height, density) {
  const wanted = `${width} ${height} ${density}`;
  if (canvas.dataset.size === wanted) return;
  canvas.dataset.size = wanted;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  penOf(canvas).scale(density, density);
}

const listItem = () => element("li", {}, element("span"),
  element("span", { class: "kernel" }), element("span", { class: "kernel" }));
