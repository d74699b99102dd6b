// A pane of cells: input, virtual input, channel maps, kernel, overlap, output.

import { countColour, inkOn, tint } from "./colours.js";
import { element, setAttribute, setText } from "./dom.js";
import { Frame } from "./frame.js";
import { Legend } from "./legend.js";
import { filled, written } from "./numbers.js";
import { cellName, cellText, describe, drawnPlace, neighbour, placeName } from "./pane.js";
import { LEGIBLE } from "./type.js";

const BLANK = element("div", { role: "gridcell", class: "cell", tabindex: -1 });
// Per cent of the pane's colour in its deepest cell: text stays readable on it, light or dark.
const DEEPEST = 50;
// How numbers are written until they fit: digits, and how many more characters an exact one may take.
const SHORTER = [[3, undefined], [3, 1], [2, 1]];
const FRAMED = ["input", "stage", "output", "overlap", "mistaken"];

export class Grid {
  constructor(name, type) {
    this.name = name;
    this.type = type;
    this.title = element("h3", { id: `title-${name}` });
    this.note = element("span", { class: "note" });
    this.way = element("p", { class: "way" });
    this.header = element("header", {}, this.title, this.note, this.way);
    this.frame = new Frame();
    this.blocks = element("div", { class: "blocks" });
    this.legend = new Legend();
    this.body = element("div", { class: "body" }, this.blocks, this.frame.root);
    this.root = element("section", { class: `pane ${name}`, "data-pane": name }, this.header,
      this.body, this.legend.root);
    this.cells = [];
    this.rim = [];
    this.lit = [];
    this.stop = 0;
    this.made = "";
  }

  // Takes a new pane; where its shape is the same, the cells stay.
  draw(pane, words) {
    Object.assign(this, { pane, words });
    setText(this.title, pane.title);
    setText(this.note, pane.note);
    setText(this.way, pane.way ?? "");
    this.make(pane, words);
    this.legend.draw(pane, words);
  }

  make(pane, words) {
    const made = [pane.channels, pane.across, pane.shape, pane.rotated, pane.inside?.from,
      pane.inside?.shape, words.place, pane.title].join("|");
    if (made === this.made) return;
    this.made = made;
    this.cells = [];
    this.rim = [];
    const blocks = Array.from({ length: pane.channels }, (_, channel) => this.block(channel, words));
    this.blocks.replaceChildren(...blocks);
    this.places = this.cells.map((_, index) => placeName(this.named(), words, index));
    this.lit = [];
    this.stop = Math.min(this.stop, this.cells.length - 1);
    this.cells[this.stop].tabIndex = 0;
  }

  // The pane whose cells have numbers: of a canvas, the output in it.
  named() {
    return this.pane.inside?.pane ?? this.pane;
  }

  block(channel, words) {
    const { pane } = this;
    const caption = filled(words.channel, { channel });
    const grid = element("div", { role: "grid", class: "cells",
      "aria-label": pane.channels > 1 ? `${pane.title}, ${caption}` : pane.title,
      "aria-rowcount": pane.rows, "aria-colcount": pane.columns });
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

  cell(channel, row, column) {
    const { pane } = this;
    const place = row * pane.columns + column;
    const index = channel * pane.area + (pane.rotated ? pane.area - 1 - place : place);
    const cell = BLANK.cloneNode();
    cell.setAttribute("aria-colindex", column + 1);
    const own = pane.inside ? pane.inside.indexOf[index] : index;
    if (own < 0) {
      cell.dataset.rim = index;
      this.rim[index] = cell;
    } else {
      cell.dataset.index = own;
      this.cells[own] = cell;
    }
    return cell;
  }

  // ---------------------------------------------------------------- its place

  // Tracks end on whole device pixels: each is rounded where it ends, not where it begins.
  place(at, density) {
    this.at = at;
    this.density = density;
    const { style } = this.root;
    for (const [name, length] of Object.entries({ left: at.x, top: at.y, width: at.width,
      height: at.height })) style[name] = `${length}px`;
    this.header.style.maxWidth = `${at.headWidth}px`;
    this.body.style.left = `${at.bodyX}px`;
    this.body.style.top = `${at.bodyY}px`;
    style.setProperty("--hair", `${1 / density}px`);
    setAttribute(this.root, "data-result", this.pane.counts || this.pane.differs ? "" : null);
    style.setProperty("--body-x", `${at.bodyX}px`);
    style.setProperty("--body-y", `${at.bodyY}px`);
    style.setProperty("--head", `${at.headWidth}px`);
    const { columns, rows, across } = this.pane;
    const { cell } = at;
    this.blocks.style.gridTemplateColumns = `repeat(${across}, max-content)`;
    for (const grid of this.blocks.querySelectorAll(".cells")) {
      grid.style.gridTemplateColumns = tracks(columns, cell);
      grid.style.gridTemplateRows = tracks(rows, cell);
    }
    const below = this.pane.down * (rows * cell + (this.pane.channels > 1 ? 15 : 0))
      + (this.pane.down - 1) * 10;
    style.setProperty("--below", `${at.bodyY + below}px`);
    this.frame.show(null);
  }

  // Where a cell lies in the body.
  spot(index) {
    const { pane, at: { cell } } = this;
    const { channel, row, column } = drawnPlace(pane, pane.inside ? pane.inside.placeOf[index] : index);
    const captioned = pane.channels > 1 ? Math.round(15 * this.density) / this.density : 0;
    const gap = Math.round(10 * this.density) / this.density;
    const [line, lane] = [Math.floor(channel / pane.across), channel % pane.across];
    return { x: lane * (pane.columns * cell + gap) + column * cell,
      y: line * (pane.rows * cell + captioned + gap) + captioned + row * cell };
  }

  // ---------------------------------------------------------------- what is written

  // Writes every cell. `shown` is what stands there instead of the values: partial sums while a
  // sum grows (undefined where it has not begun), or symbols.
  write(shown, symbols, lecture) {
    Object.assign(this, { symbols, lecture });
    const pane = this.named();
    const values = shown?.sums ?? pane.values;
    const texts = this.fit(pane, values);
    this.small = this.fitsNote();
    setAttribute(this.root, "data-growing", shown ? "" : null);
    for (let index = 0; index < this.cells.length; index++) {
      this.paint(pane, this.cells[index], index, values[index], texts[index]);
    }
    if (this.pane.inside) this.writeRim(shown?.rim ?? this.pane.values);
  }

  // Three digits where they fit, else two; one size of type for the whole pane.
  fit(pane, values) {
    const { cell } = this.at;
    const expressions = this.symbols && pane.expressions;
    const most = this.name === "kernel" ? 20 : 26;
    const largest = Math.min(this.lecture ? 44 : most,
      Math.max(LEGIBLE, cell * (expressions ? 0.24 : 0.42)));
    let texts;
    for (const [digits, room] of SHORTER) {
      texts = Array.from(this.cells, (_, index) =>
        cellText(pane, index, values[index], this.symbols, digits, room));
      this.size = this.type.common(texts.filter((text) => text !== "·"), cell, largest);
      if (this.size || this.symbols) break;
    }
    this.root.style.setProperty("--type", `${this.size || LEGIBLE}px`);
    if (!this.size || this.symbols) return texts;
    // Of a number that is too long, two digits.
    return texts.map((text, index) => (this.type.fits(text, cell) >= LEGIBLE ? text
      : cellText(pane, index, values[index], false, 2, 1)));
  }

  // Whether a cell can hold a weight below its number.
  fitsNote() {
    const { cell } = this.at;
    const least = this.lecture ? 16 : 11;
    const fits = cell >= 3 * least;
    this.noteSize = Math.max(least, Math.min(this.lecture ? 24 : 14, cell * 0.24));
    this.root.style.setProperty("--note", `${this.noteSize}px`);
    return !fits;
  }

  // Writes a cell if it says something new.
  paint(pane, cell, index, value, text) {
    const own = this.size && this.type.fits(text, this.at.cell);
    const shown = own >= LEGIBLE ? text : "";
    const label = describe(pane, this.words, this.places[index], index, value);
    const depth = Math.round(DEEPEST * tint(value ?? 0, pane.scale));
    const said = `${shown}|${label}|${depth}|${own < this.size ? own : ""}|${this.symbols}|${this.small}`;
    if (cell.said === said) return;
    cell.said = said;
    setText(cell, shown);
    cell.style.fontSize = own && own < this.size ? `${own}px` : "";
    setAttribute(cell, "aria-label", label);
    setAttribute(cell, "data-kind", pane.kinds ? pane.kindOf(index) : null);
    setAttribute(cell, "data-mark", pane.marked.has(index) ? "" : null);
    setAttribute(cell, "data-differs", pane.differs?.[index] ? "" : null);
    setAttribute(cell, "data-name", this.small ? null : cellName(pane, index, this.symbols));
    if (pane.counts) paintCount(cell, value);
    else if (pane.isDatum(index)) paintValue(cell, value, depth);
    else cell.style.background = "";
  }

  // What a canvas has beyond the output: numbers that padding crops.
  writeRim(values) {
    this.rim.forEach((cell, index) => {
      const text = values[index] === undefined ? "·" : written(values[index], 3);
      const fits = this.size && this.type.fits(text, this.at.cell) >= LEGIBLE;
      setText(cell, fits ? text : "");
      setAttribute(cell, "aria-label", `${placeName(this.pane, this.words, index)}, ${
        this.words.cropped}, ${text}`);
    });
  }

  // ---------------------------------------------------------------- what is lit

  // `links` from index to weight, `focus` the cell pointed at, `now` the one whose term is being
  // added, `windowed` the cells that the frame goes around.
  light(links, focus, now, windowed) {
    const wanted = new Map(links);
    for (const one of [focus, now]) if (one != null && !wanted.has(one)) wanted.set(one, null);
    for (const index of this.lit) if (!wanted.has(index)) this.unlight(this.cells[index]);
    const framed = this.framed(links, focus, windowed);
    for (const [index, weight] of wanted) {
      const cell = this.cells[index];
      const kind = index === focus ? "focus" : framed === "filled" ? "inside" : "link";
      setAttribute(cell, "data-lit", kind);
      setAttribute(cell, "data-now", index === now ? "" : null);
      const note = weight == null || index === focus || this.small ? null : this.weightText(weight);
      setAttribute(cell, "data-note", note);
    }
    this.lit = [...wanted.keys()];
  }

  // With three digits where they fit, else with two.
  weightText(weight) {
    const texts = [3, 2].map((digits) => `×${written(weight, digits)}`);
    return texts.find((text) => this.fitsIn(text)) ?? null;
  }

  fitsIn(note) {
    return this.type.width(note) * this.noteSize <= this.at.cell - 4;
  }

  // Puts the frame around what is linked; says whether it is full of links.
  framed(links, focus, windowed) {
    const inside = windowed ?? (focus == null ? [...links.keys()] : []);
    if (!FRAMED.includes(this.name) || inside.length < 2 || this.crossesChannels(inside)) {
      this.frame.show(null);
      return null;
    }
    const spots = inside.map((index) => this.spot(index));
    this.frame.show(spots, this.at.cell);
    const across = new Set(spots.map((spot) => spot.x)).size;
    const down = new Set(spots.map((spot) => spot.y)).size;
    const even = across * down === links.size && this.close(spots, across, down);
    return even ? "filled" : "open";
  }

  close(spots, across, down) {
    const xs = spots.map((spot) => spot.x);
    const ys = spots.map((spot) => spot.y);
    const reach = (places) => Math.max(...places) - Math.min(...places);
    const { cell } = this.at;
    return Math.round(reach(xs) / cell) === across - 1 && Math.round(reach(ys) / cell) === down - 1;
  }

  crossesChannels(cells) {
    const { pane } = this;
    return pane.channels > 1 && new Set(cells.map((one) => Math.floor(one / pane.area))).size > 1;
  }

  lightRim(index) {
    this.rimLit?.removeAttribute("data-now");
    this.rimLit = index == null ? null : this.rim[index];
    this.rimLit?.setAttribute("data-now", "");
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

  neighbour(index, down, right) {
    return neighbour(this.named(), index, down, right);
  }
}

// Sizes that add up to multiples of `cell` as nearly as the browser's sixty-fourths allow.
function tracks(count, cell) {
  const end = (place) => Math.round(64 * place * cell) / 64;
  return Array.from({ length: count }, (_, place) => `${end(place + 1) - end(place)}px`).join(" ");
}

function paintValue(cell, value, depth) {
  const hue = value < 0 ? "--negative" : "--hue";
  cell.style.background = `color-mix(in oklab, var(${hue}) ${5 + depth}%, var(--ground))`;
}

function paintCount(cell, count) {
  const colour = count ? countColour(count) : null;
  cell.style.background = colour ? `rgb(${colour})` : "";
  cell.style.color = colour ? inkOn(colour) : "";
  setAttribute(cell, "data-kind", count === 0 ? "hole" : null);
}
