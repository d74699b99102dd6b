// The sentence below the panes: where a number came from, in the panes' colours, once with
// symbols and once with numbers. Long sums fold, and unfold without losing a term.

import { element, fill, setAttribute, setText } from "./dom.js";
import { MINUS, cellSymbol, factor, filled, letter, plural, tapName, written } from "./numbers.js";
import { entriesOfColumn, entriesOfRow, entriesOfTap, entryAt } from "./links.js";

const FOLDED = 9;
const VECTOR = 16;
const NO_BREAK = "\u00a0";
const plain = (text) => ({ text, role: "plain" });

// ---------------------------------------------------------------- what it says

// The lines of the equation for what is pointed at, each a list of parts { text, role }.
export function equationOf(scene, focus, progress, unfolded) {
  const { first } = scene.maps;
  const target = focus.pane === "overlap" || focus.pane === "mistaken" ? "output" : focus.pane;
  if (target === "output") return sum(scene, sumMap(scene), focus.index, progress, unfolded);
  if (target === "canvas") return sum(scene, scene.maps.canvas, focus.index, progress, unfolded);
  if (target === "stage") return stageSum(scene, first, focus.index, progress, unfolded);
  if (target === "input") return uses(scene, inputMap(scene),
    entriesOfColumn(inputMap(scene), focus.index), inputLead(scene, focus.index), unfolded);
  if (target === "kernel") return tapUses(scene, focus.index, unfolded);
  return single(scene, focus.index);
}

const sumMap = (scene) => (scene.shown.target === "output" ? scene.shown : scene.maps.whole);
const inputMap = (scene) => (scene.shown.source === "input" ? scene.shown : scene.maps.whole);

function sum(scene, map, row, progress, unfolded) {
  const entries = entriesOfRow(map, row);
  const target = scene.panes[map.target];
  const done = progress ? progress.done : Infinity;
  const sight = inSight(entries.length, progress ? progress.done - 1 : 0, unfolded);
  const lead = { text: cellSymbol(target, row), role: map.target };
  const total = progress ? progress.sum : target.values[row];
  const begun = total !== undefined;
  const result = { text: begun ? written(total, 6) : "…", role: map.target, result: true };
  if (!entries.length) return { lines: [[lead, plain(" = "), result, plain(` · ${scene.words.none}`)]] };
  const worked = terms(scene, map, entries, sight, done, numeric);
  const lines = [
    ...(scene.rowTimesVector && map.size[1] <= VECTOR ? [[lead, plain(" = "),
      ...rowTimesVector(scene, map, entries)]] : []),
    [lead, plain(" = "), ...terms(scene, map, entries, sight, done, symbolic)],
    [{ ...lead, role: "ghost" }, plain(" = "),
      ...(worked.length > 1 ? [...worked, plain(" = ")] : []), result],
  ];
  // What is so far is said with the sum that it is true of.
  if (progress && done < entries.length) lines.at(-1).push(plain(` ${scene.words.soFar}`));
  if (target.inside && target.inside.indexOf[row] < 0) {
    lines.at(-1).push(plain(` · ${scene.words.cropped}`));
  }
  if (scene.mistaken && map.target === "output") lines.push(mistakenLine(scene, row, sight));
  return { lines, count: entries.length };
}

// The row of the matrix, zeros and all, times the flattened input: [0, k6, k4, 0]·[a, b, c, d].
function rowTimesVector(scene, map, entries) {
  const row = new Array(map.size[1]).fill({ text: "0", role: "zero" });
  for (const entry of entries) {
    row[map.inputs[entry]] = { role: "kernel", text: named(scene, map)
      ? tapName(map.taps[entry], scene.panes.kernel) : written(map.weights[entry], 4) };
  }
  const column = Array.from(row, (_, index) =>
    ({ text: sourceName(scene, map.source, index), role: map.source }));
  const listed = (cells) => cells.flatMap((cell, place) => (place ? [plain(", "), cell] : [cell]));
  return [plain("["), ...listed(row), plain("] · ["), ...listed(column), plain("]")];
}

// A stage cell is a sum as well, unless it is a plain copy or a zero of some kind.
function stageSum(scene, map, row, progress, unfolded) {
  const pane = scene.panes.stage;
  if (!map) return chosenSum(scene, row, progress, unfolded);
  const entries = entriesOfRow(map, row);
  const copied = entries.length === 1 && !map.taps && map.weights[entries[0]] === 1;
  if (entries.length && !copied) return sum(scene, map, row, progress, unfolded);
  const lead = { text: cellSymbol(pane, row), role: "stage" };
  const value = { text: written(pane.values[row], 6), role: "stage", result: true };
  const origin = copied
    ? [{ text: inputName(scene, map, entries[0]), role: "input" }, plain(" = "), value]
    : [value, plain(` · ${pane.kinds ? scene.words[pane.kindOf(row)] : scene.words.none}`)];
  return { lines: [[lead, plain(" = "), ...origin]] };
}

// A cell that chose a row of the matrix: what it is, then the sum of that row.
function chosenSum(scene, row, progress, unfolded) {
  const pane = scene.panes.stage;
  const { lines, count } = sum(scene, scene.maps.whole, row, progress, unfolded);
  const rule = [{ text: cellSymbol(pane, row), role: "stage" }, plain(" = "),
    { text: scene.words[pane.kindOf(row)], role: "stage", result: true }];
  return { lines: [rule, ...lines], count };
}

function inputLead(scene, index) {
  const pane = scene.panes.input;
  return [{ text: cellSymbol(pane, index), role: "input" }, plain(" = "),
    { text: written(pane.values[index], 6), role: "input" }];
}

function tapUses(scene, tap, unfolded) {
  const { whole, first, second } = scene.maps;
  const map = [scene.shown, whole, second, first].find((one) => one?.taps);
  const lead = [{ text: tapName(tap, scene.panes.kernel), role: "kernel" }, plain(" = "),
    { text: written(scene.panes.kernel.values[tap], 6), role: "kernel" }];
  return uses(scene, map, entriesOfTap(map, tap), lead, unfolded);
}

// Where a value goes: a list of "term = numbers → cell".
function uses(scene, map, entries, lead, unfolded) {
  const count = plural(scene.words.uses, entries.length);
  const sight = inSight(entries.length, 0, unfolded);
  const use = (entry) => [
    ...flat(symbolic(scene, map, entry)), plain(`${NO_BREAK}=${NO_BREAK}`),
    ...flat(numeric(scene, map, entry)), plain(`${NO_BREAK}→${NO_BREAK}`),
    { text: cellSymbol(scene.panes[map.target], map.rowOf[entry]), role: map.target },
    plain("    "),
  ];
  const list = sight.flatMap((place) => (place === null ? [plain("…")] : use(entries[place])));
  return { lines: [[...lead, plain(` · ${count}`)], list], count: entries.length };
}

function single(scene, place) {
  const map = scene.shown;
  const [row, column] = [Math.floor(place / map.size[1]), place % map.size[1]];
  const entry = entryAt(map, row, column)[0];
  const lead = { text: `${map.symbol}[${row},${column}]`, role: "kernel" };
  const from = { text: cellSymbol(scene.panes[map.source], column), role: map.source };
  const to = { text: cellSymbol(scene.panes[map.target], row), role: map.target };
  if (entry === undefined) {
    return { lines: [[lead, plain(` = 0 · ${scene.words.unlinked}   `), from, plain(" ↛ "), to]] };
  }
  const tap = map.taps && scene.panes.kernel
    ? [{ text: tapName(map.taps[entry], scene.panes.kernel), role: "kernel" }, plain(" = ")] : [];
  const weight = { text: written(map.weights[entry], 6), role: "kernel", result: true };
  return { lines: [
    [lead, plain(" = "), ...tap, weight],
    [from, plain(" → "), ...flat(symbolic(scene, map, entry)),
      plain(" = "), ...flat(numeric(scene, map, entry)), plain(" → "), to],
  ] };
}

function mistakenLine(scene, row, sight) {
  const { map, pane } = scene.mistaken;
  const entries = entriesOfRow(map, row);
  const same = !pane.differs[row];
  return [{ text: scene.words.withoutFlip, role: "mistaken" }, plain(" "),
    ...terms(scene, map, entries, sight, Infinity, symbolic), plain(" = "),
    { text: written(pane.values[row], 6), role: "mistaken" },
    plain(same ? " ✓" : ` ≠ ${written(scene.panes.output.values[row], 6)}`)];
}

// ---------------------------------------------------------------- terms

function terms(scene, map, entries, sight, done, form) {
  return sight.flatMap((place, order) => {
    if (place === null) return [plain(order ? " + …" : "… ")];
    const { minus, parts } = form(scene, map, entries[place]);
    const join = order ? [plain(minus ? ` ${MINUS} ` : " + ")] : minus ? [plain(MINUS)] : [];
    const state = place >= done ? "later" : place === done - 1 ? "last" : "";
    return [...join, ...parts.map((part) => ({ ...part, state }))];
  });
}

// Which terms are written: all, or those around the one being added with "…" for the others.
function inSight(count, current, unfolded) {
  const all = Array.from({ length: count }, (_, place) => place);
  if (unfolded || count <= FOLDED) return all;
  const start = Math.min(Math.max(0, current - FOLDED / 2), count - FOLDED);
  const shown = all.slice(start, start + FOLDED);
  return [...(start > 0 ? [null] : []), ...shown, ...(start + FOLDED < count ? [null] : [])];
}

// A term as { minus, parts }: the sign of its weight stands before it, where sums have theirs.
function symbolic(scene, map, entry) {
  const source = { text: inputName(scene, map, entry), role: map.source };
  if (!named(scene, map)) return weighted(map.weights[entry], source);
  const tap = { text: tapName(map.taps[entry], scene.panes.kernel), role: "kernel" };
  return { minus: false, parts: [tap, plain("·"), source] };
}

function numeric(scene, map, entry) {
  const value = scene.panes[map.source].values[map.inputs[entry]];
  const source = { text: factor(value), role: map.source };
  return weighted(map.weights[entry], source, named(scene, map));
}

const named = (scene, map) => map.taps && scene.panes.kernel;

function weighted(weight, source, always = false) {
  if (weight === 1 && !always) return { minus: false, parts: [source] };
  const size = { text: factor(Math.abs(weight)), role: "kernel" };
  return { minus: weight < 0, parts: [size, plain("·"), source] };
}

const flat = ({ minus, parts }) => (minus ? [plain(MINUS), ...parts] : parts);

const inputName = (scene, map, entry) => sourceName(scene, map.source, map.inputs[entry]);

function sourceName(scene, source, index) {
  return scene.letters && source === "input" ? letter(index) : cellSymbol(scene.panes[source], index);
}

// ---------------------------------------------------------------- the box

export class EquationBox {
  constructor(onUnfold) {
    this.lines = element("div", { class: "lines", role: "status", "aria-live": "polite",
      "aria-atomic": "true" });
    this.button = element("button", { type: "button", class: "fold", hidden: true });
    this.button.addEventListener("click", onUnfold);
    this.chip = element("button", { type: "button", class: "chip", hidden: true });
    this.root = element("div", { class: "equation", role: "group", tabindex: 0 }, this.lines,
      element("div", { class: "tags" }, this.chip, this.button));
  }

  // "y[3,5] pinned ×"
  pinned(cell, words, onLetGo) {
    this.chip.hidden = cell === null;
    if (cell === null) return;
    this.chip.onclick = onLetGo;
    setText(this.chip, `${filled(words.pinned, { cell })} ×`);
    setAttribute(this.chip, "aria-label", filled(words.unpin, { cell }));
  }

  name(words) {
    setAttribute(this.root, "aria-label", words.equation);
  }

  hint(words) {
    this.write([[{ text: words.hint, role: "hint" }], [{ text: words.keys, role: "hint" }]]);
    this.button.hidden = true;
  }

  show({ lines, count = 0 }, unfolded, words) {
    this.write(lines);
    this.button.hidden = count <= FOLDED;
    setText(this.button, filled(unfolded ? words.fold : words.unfold, { count }));
    setAttribute(this.button, "aria-expanded", String(unfolded));
    setAttribute(this.root, "data-unfolded", unfolded ? "" : null);
  }

  write(lines) {
    fill(this.lines, lines, () => element("p"), (line, parts) =>
      fill(line, parts, () => element("span"), writePart));
  }
}

function writePart(target, { text, role, state, result }) {
  setText(target, text);
  setAttribute(target, "class", role);
  setAttribute(target, "data-state", state || null);
  setAttribute(target, "data-result", result ? "" : null);
}
