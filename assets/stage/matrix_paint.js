// The matrix on its canvas: axes and bands below, entries above them, rings on top. So what is lit
// tints rows and columns, and the entries keep their colours.

import { tint } from "./colours.js";
import { written } from "./numbers.js";

const WRITTEN = 20;
const SMALL = 10;
const OUTSIDE = 4;

// The canvas cannot read style sheets, so the colours are asked of the element.
export function palette(root) {
  const style = getComputedStyle(root);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim() || "#888";
  const colours = Object.fromEntries(["input", "stage", "kernel", "output", "attention", "negative",
    "zero", "text", "quiet", "ground", "rule"].map((name) => [name, colour(name)]));
  return { ...colours, family: style.fontFamily };
}

const font = (size, { family }) => `${size}px ${family}`;

// ---------------------------------------------------------------- ground, axes, bands

export function paintGround(pen, view) {
  const { at, colours, map } = view;
  const [rows, columns] = map.size;
  clear(pen);
  pen.fillStyle = colours.zero;
  pen.globalAlpha = 0.1;
  pen.fillRect(at.left, at.top, columns * at.wide, rows * at.high);
  pen.globalAlpha = 1;
  axis(pen, view, true);
  axis(pen, view, false);
}

// The name of an axis, and ticks at every row of the picture that is laid out along it.
function axis(pen, { at, colours, map, panes, names, density, size }, across) {
  const pane = panes[across ? map.source : map.target];
  const [count, cell] = across ? [map.size[1], at.wide] : [map.size[0], at.high];
  const begin = across ? at.left : at.top;
  const line = pane.columns * cell;
  pen.save();
  if (!across) {
    pen.translate(0, at.top + count * cell);
    pen.rotate(-Math.PI / 2);
  }
  pen.fillStyle = colours.text;
  pen.textBaseline = "top";
  pen.font = font(size, colours);
  const name = names[across ? "source" : "target"];
  const room = pen.canvas.width / density - pen.measureText(name).width;
  pen.fillText(name, across ? Math.max(0, Math.min(at.left, room)) : 0, 1);
  pen.restore();
  if (pane.rows * pane.channels < 2 || line < 3) return;
  pen.fillStyle = colours.quiet;
  pen.font = font(SMALL, colours);
  const hair = 1 / density;
  for (let row = 0; row * pane.columns < count; row++) {
    const from = begin + row * line;
    if (across) pen.fillRect(from, at.top - OUTSIDE - 8, hair, OUTSIDE + 8);
    else pen.fillRect(at.left - OUTSIDE - 8, from, OUTSIDE + 8, hair);
    pen.globalAlpha = 0.2;
    if (row && across) pen.fillRect(from, at.top, hair, map.size[0] * at.high);
    else if (row) pen.fillRect(at.left, from, map.size[1] * at.wide, hair);
    pen.globalAlpha = 1;
    if (line >= 13) label(pen, String(row % pane.rows), from, across, at);
  }
}

function label(pen, text, from, across, at) {
  pen.textBaseline = across ? "alphabetic" : "top";
  if (across) pen.fillText(text, from + 3, at.top - OUTSIDE);
  else pen.fillText(text, at.left - OUTSIDE - 8 + 1, from + 2);
}

export function paintBands(pen, { at, colours, map }, row, lanes) {
  const [rows, columns] = map.size;
  pen.globalAlpha = 0.26;
  pen.fillStyle = colours[map.target] ?? colours.output;
  if (row !== null) pen.fillRect(at.left, at.top + row * at.high, columns * at.wide, at.high);
  pen.fillStyle = colours[map.source];
  for (const lane of lanes) {
    pen.fillRect(at.left + lane * at.wide, at.top, at.wide, rows * at.high);
  }
  pen.globalAlpha = 1;
}

// ---------------------------------------------------------------- entries

export function paintEntries(pen, view) {
  const { at, colours, map } = view;
  clear(pen);
  const largest = map.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  const spelled = at.wide >= WRITTEN && at.high >= WRITTEN;
  for (let entry = 0; entry < map.inputs.length; entry++) {
    const weight = map.weights[entry];
    const share = Math.min(1, Math.abs(weight) / largest);
    const box = entryBox(view, entry);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.ground;
    pen.fillRect(...box);
    pen.globalAlpha = weight === 0 ? 0.25 : (spelled ? 0.25 : 0.4) + (spelled ? 0.45 : 0.6) * share;
    pen.fillStyle = weight < 0 ? colours.negative : weight === 0 ? colours.zero : colours.kernel;
    pen.fillRect(...box);
  }
  pen.globalAlpha = 1;
  if (spelled) spell(pen, view);
}

function spell(pen, { at, colours, map, type }) {
  pen.fillStyle = colours.text;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (let entry = 0; entry < map.inputs.length; entry++) {
    const text = written(map.weights[entry], 2);
    const size = Math.min(15, at.high * 0.5, type.fits(text, at.wide));
    if (size < 9) continue;
    pen.font = font(size, colours);
    pen.fillText(text, at.left + (map.inputs[entry] + 0.5) * at.wide,
      at.top + (map.rowOf[entry] + 0.5) * at.high);
  }
  pen.textAlign = "start";
}

export function entryBox({ at, map, density }, entry) {
  const gap = at.wide * density > 4 && at.high * density > 4 ? 1 / density : 0;
  return [at.left + map.inputs[entry] * at.wide, at.top + map.rowOf[entry] * at.high,
    at.wide - gap, at.high - gap];
}

// Rings around lit entries where there is room, else their row says enough.
export function paintRings(pen, view, entries, now) {
  const { at, colours } = view;
  pen.strokeStyle = colours.attention;
  const small = Math.min(at.wide, at.high) < 5;
  pen.fillStyle = colours.attention;
  pen.lineWidth = Math.min(at.wide, at.high) < 9 ? 1.5 : 2;
  for (const entry of entries) {
    const [x, y, width, height] = entryBox(view, entry);
    if (small) pen.fillRect(x, y, width, height);
    else pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }
  if (now == null) return;
  const [x, y, width, height] = entryBox(view, now);
  pen.strokeStyle = colours.text;
  pen.lineWidth = 2;
  pen.strokeRect(x - 2, y - 2, width + 4, height + 4);
}

// ---------------------------------------------------------------- sheets

export function clear(pen) {
  inDevicePixels(pen, () => pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height));
}

// Copies a sheet of the same size, pixel by pixel.
export function layOn(pen, sheet) {
  inDevicePixels(pen, () => pen.drawImage(sheet, 0, 0));
}

function inDevicePixels(pen, paint) {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  paint();
  pen.restore();
}

// ---------------------------------------------------------------- C · x = y

// x stands beside the matrix as a column, and y, whose sums grow, beside it.
export function paintVectors(pen, view, vectors) {
  const { at, colours, map } = view;
  const [rows, columns] = map.size;
  const beside = at.left + columns * at.wide;
  const room = Math.max(at.high * rows, at.high * columns);
  const tall = Math.max(Math.min(26, Math.floor(room / columns)), at.high);
  const wide = at.aside ? 40 : 14;
  const step = at.aside ? 22 : 12;
  pen.font = font(at.aside ? 18 : 12, colours);
  pen.fillStyle = colours.text;
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  const middle = at.top + Math.min(rows * at.high, columns * tall) / 2;
  pen.fillText("·", beside + step / 2, middle);
  pen.fillText("=", beside + step * 1.5 + wide, middle);
  column(pen, view, { ...vectors.source, x: beside + step, wide, tall });
  column(pen, view, { ...vectors.target, x: beside + 2 * step + wide, wide, tall: at.high });
  pen.textAlign = "start";
}

function column(pen, { at, colours, type, density }, { values, name, symbol, scale, lit, x, wide, tall }) {
  pen.fillStyle = colours.text;
  pen.font = font(13, colours);
  pen.fillText(symbol, x + wide / 2, at.top - 12);
  const gap = tall * density > 4 ? 1 / density : 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const y = at.top + index * tall;
    pen.globalAlpha = value === undefined ? 0.06 : 0.12 + 0.6 * tint(value, scale);
    pen.fillStyle = value < 0 ? colours.negative : colours[name] ?? colours.output;
    pen.fillRect(x, y, wide, tall - gap);
    pen.globalAlpha = 1;
    number(pen, { colours, type }, value, { x, y, wide, tall });
    if (!lit.has(index)) continue;
    pen.strokeStyle = colours.attention;
    pen.lineWidth = 1.5;
    pen.strokeRect(x, y, wide, Math.max(tall - gap, 2));
  }
}

function number(pen, { colours, type }, value, { x, y, wide, tall }) {
  if (value === undefined || tall < 13) return;
  const text = written(value, 3);
  const size = Math.min(13, tall * 0.7, type.fits(text, wide));
  if (size < 9) return;
  pen.fillStyle = colours.text;
  pen.font = font(size, colours);
  pen.fillText(text, x + wide / 2, y + tall / 2);
}
