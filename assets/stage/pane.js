// What a pane holds, opened from the payload: its numbers, its geometry and the names of its cells.

import { product, unpack, unravel } from "./arrays.js";
import { LETTERS, filled, letter, tapName, written } from "./numbers.js";

export const KINDS = ["datum", "zero", "border", "exposed", "cropped", "padding", "empty",
  "flat", "edge", "texture"];

export function openPane(name, spec) {
  const shape = spec.shape;
  const pane = { ...spec, name, values: unpack(spec.values), kinds: unpack(spec.kinds) };
  pane.area = product(shape);
  pane.rows = shape.length === 1 ? 1 : shape[0];
  pane.columns = shape[shape.length - 1];
  pane.full = pane.channels > 1 ? [pane.channels, ...shape] : shape;
  pane.down = Math.ceil(pane.channels / pane.across);
  pane.cellOf = (index) => unravel(index, pane.full).map((at, axis) => at - (pane.crop?.[axis] ?? 0));
  pane.marked = new Set(spec.marks);
  pane.kindOf = (index) => (pane.kinds ? KINDS[pane.kinds[index]] : "datum");
  pane.isDatum = (index) => !pane.kinds || pane.kinds[index] === 0;
  pane.scale = spec.limit;
  return pane;
}

// Where a cell is drawn: a rotated kernel stands on its head. Its own inverse.
export function drawnAt(pane, index) {
  if (!pane.rotated) return index;
  return Math.floor(index / pane.area) * pane.area + pane.area - 1 - (index % pane.area);
}

// The column and row of a cell among all that are drawn, and its channel; channel maps stand
// `across` in a line.
export function drawnPlace(pane, index) {
  const place = drawnAt(pane, index);
  const channel = Math.floor(place / pane.area);
  const inBlock = place % pane.area;
  return { channel, row: Math.floor(inBlock / pane.columns), column: inBlock % pane.columns };
}

// The cell that lies a step away as drawn.
export function neighbour(pane, index, down, right) {
  const { channel, row, column } = drawnPlace(pane, index);
  const toRow = Math.floor(channel / pane.across) * pane.rows + row + down;
  const toColumn = (channel % pane.across) * pane.columns + column + right;
  if (toRow < 0 || toColumn < 0 || toColumn >= pane.across * pane.columns) return index;
  const to = Math.floor(toRow / pane.rows) * pane.across + Math.floor(toColumn / pane.columns);
  if (to >= pane.channels) return index;
  const landed = (toRow % pane.rows) * pane.columns + (toColumn % pane.columns);
  return drawnAt(pane, to * pane.area + landed);
}

// ---------------------------------------------------------------- what is written

export function cellText(pane, index, value, symbols, digits, room) {
  if (value === undefined) return "·";
  if (pane.texts) return pane.texts[index];
  if (symbols && pane.name === "kernel") return tapName(index, pane);
  if (symbols && pane.symbols) return pane.symbols[index];
  if (symbols && pane.letters && pane.values.length <= LETTERS) return letter(index);
  return written(value, pane.counts ? 9 : digits, room);
}

// A second, small text: the name of a tap, or where a pooled value was found.
export function cellName(pane, index, symbols) {
  if (pane.name === "kernel") return symbols ? null : tapName(index, pane);
  return pane.names ? pane.names[index] : null;
}

// "row 2, column 1": the part of a cell's name that never changes.
export function placeName(pane, words, index) {
  const cell = pane.cellOf(drawnAt(pane, index));
  const [row, column] = pane.shape.length === 1 ? [0, cell.at(-1)] : cell.slice(-2);
  const parts = [filled(pane.shape.length === 1 ? words.position : words.place, { row, column })];
  if (pane.channels > 1) parts.unshift(filled(words.channel, { channel: cell[0] }));
  if (pane.name === "kernel") parts.push(tapName(index, pane));
  return parts.join(", ");
}

// "row 2, column 1, inserted zero, 0"
export function describe(pane, words, place, index, value) {
  let said = place;
  if (pane.kinds) said += `, ${words[pane.kindOf(index)]}`;
  if (pane.marked.has(index)) said += `, ${words.mark}`;
  if (pane.differs?.[index]) said += `, ${words.differs}`;
  if (pane.texts) return said;
  return `${said}, ${value === undefined ? words.pending : written(value, pane.counts ? 9 : 4)}`;
}

// The kinds of cells that a pane has, for its legend.
export function kindsIn(pane) {
  const present = pane.kinds ? KINDS.filter((_, kind) => pane.kinds.includes(kind)) : [];
  if (pane.marks?.length) present.push("mark");
  if (pane.differs?.some(Boolean)) present.push("differs");
  return present;
}
