// Who is linked with whom. A map arrives as the core stores it (compressed rows); all that is
// made here are indices into it: by row, by column and by kernel tap.

import { unpack } from "./arrays.js";

// Weights that are not sent stand in the kernel, at their taps.
export function openMap(spec, kernel) {
  const map = { ...spec };
  for (const name of ["indptr", "inputs", "weights", "taps"]) map[name] = unpack(spec[name]);
  map.weights ??= Float64Array.from(map.taps, (tap) => kernel.values[tap]);
  const [rows, columns] = spec.size;
  map.rowOf = new Int32Array(map.inputs.length);
  for (let row = 0; row < rows; row++) map.rowOf.fill(row, map.indptr[row], map.indptr[row + 1]);
  map.byColumn = grouped(map.inputs, columns);
  map.byTap = map.taps ? grouped(map.taps, spec.tapCount) : null;
  return map;
}

// Entry numbers sorted by key: those with key k are order[starts[k]] … order[starts[k + 1] - 1].
function grouped(keys, count) {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const order = new Int32Array(keys.length);
  keys.forEach((key, entry) => { order[next[key]++] = entry; });
  return { starts, order };
}

const members = (groups, key) => groups.order.subarray(groups.starts[key], groups.starts[key + 1]);

export function entriesOfRow(map, row) {
  const [start, end] = [map.indptr[row], map.indptr[row + 1]];
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}

export function entriesOfColumn(map, column) {
  return Array.from(members(map.byColumn, column));
}

export function entriesOfTap(map, tap) {
  return map.byTap ? Array.from(members(map.byTap, tap)) : [];
}

export function entryAt(map, row, column) {
  return entriesOfRow(map, row).filter((entry) => map.inputs[entry] === column);
}

// ---------------------------------------------------------------- what lights up

// What a focus lights: for every pane the lit cells with the weight that links them, and for the
// matrix on show its lit entries.
export function lit(scene, focus) {
  const light = { input: new Map(), stage: new Map(), kernel: new Map(), output: new Map(),
    entries: [] };
  FOLLOW[focus.pane](scene, focus.index, light);
  return light;
}

const FOLLOW = {
  output: followOutput,
  overlap: followOutput,
  canvas: followCanvas,
  mistaken: followOutput,
  input: followInput,
  stage: followStage,
  kernel: followTap,
  matrix: followEntry,
};

function followOutput(scene, cell, light) {
  const { whole, first, second } = scene.maps;
  light.output.set(cell, null);
  addSources(whole, entriesOfRow(whole, cell), light.input);
  addTaps(scene, whole, entriesOfRow(whole, cell), light);
  if (second) {
    addSources(second, entriesOfRow(second, cell), light.stage);
    if (!whole.taps) addTaps(scene, second, entriesOfRow(second, cell), light);
  } else if (scene.panes.stage) light.stage.set(cell, null);
  light.entries = scene.shown === first
    ? [...light.stage.keys()].flatMap((stage) => entriesOfRow(first, stage))
    : entriesOfRow(scene.shown, cell);
}

// A cell of the canvas is one of the output, or one that padding crops.
function followCanvas(scene, place, light) {
  const cell = scene.panes.canvas.inside.indexOf[place];
  if (cell >= 0) return followOutput(scene, cell, light);
  const { canvas } = scene.maps;
  addSources(canvas, entriesOfRow(canvas, place), light.input);
  addTaps(scene, canvas, entriesOfRow(canvas, place), light);
}

function followInput(scene, cell, light) {
  const { whole, first, second } = scene.maps;
  light.input.set(cell, null);
  addTargets(whole, entriesOfColumn(whole, cell), light.output);
  addTaps(scene, whole, entriesOfColumn(whole, cell), light);
  if (first) addTargets(first, entriesOfColumn(first, cell), light.stage);
  else if (scene.panes.stage) light.output.forEach((_, output) => light.stage.set(output, null));
  light.entries = scene.shown === second
    ? [...light.stage.keys()].flatMap((stage) => entriesOfColumn(second, stage))
    : entriesOfColumn(scene.shown, cell);
}

function followStage(scene, cell, light) {
  const { whole, first, second } = scene.maps;
  if (!first) return followOutput(scene, cell, light);
  light.stage.set(cell, null);
  addSources(first, entriesOfRow(first, cell), light.input);
  addTargets(second, entriesOfColumn(second, cell), light.output);
  addTaps(scene, first, entriesOfRow(first, cell), light);
  addTaps(scene, second, entriesOfColumn(second, cell), light);
  if (scene.shown === first) light.entries = entriesOfRow(first, cell);
  else if (scene.shown === second) light.entries = entriesOfColumn(second, cell);
  else light.entries = [...light.output.keys()].flatMap((output) =>
    entriesOfRow(whole, output).filter((entry) => light.input.has(whole.inputs[entry])));
}

// A tap lights the places where it meets data, and passes over zeros and padding.
function followTap(scene, tap, light) {
  const { whole, first, second } = scene.maps;
  light.kernel.set(tap, null);
  const ends = whole.taps ? whole : second;
  addTargets(ends, entriesOfTap(ends, tap), light.output, false);
  if (whole.taps) addSources(whole, entriesOfTap(whole, tap), light.input, false);
  const { stage } = scene.panes;
  const met = second ? entriesOfTap(second, tap).filter((entry) => stage.isDatum(second.inputs[entry])) : [];
  if (second?.taps) addSources(second, met, light.stage, false);
  else if (first?.taps) addTargets(first, entriesOfTap(first, tap), light.stage, false);
  light.entries = scene.shown === second ? met : entriesOfTap(scene.shown, tap);
}

// The cells that the window of a focus covers, where the map does not say: max pooling stores
// only the largest.
export function windowOf(scene, pane, focus) {
  const { windows, panes } = scene;
  const outputs = ["output", "overlap", "mistaken"];
  if (focus.pane === "kernel" || focus.pane === "matrix") return [];
  if (!windows || pane !== (panes.stage?.padded ? "stage" : "input")) return undefined;
  if (!outputs.includes(focus.pane)) return undefined;
  return entriesOfRow(windows, focus.index).map((entry) => windows.inputs[entry]);
}

function followEntry(scene, place, light) {
  const map = scene.shown;
  const [row, column] = [Math.floor(place / map.size[1]), place % map.size[1]];
  light.entries = entryAt(map, row, column);
  light[map.target].set(row, null);
  light[map.source].set(column, light.entries.length ? map.weights[light.entries[0]] : 0);
  addTaps(scene, map, light.entries, light);
  const { whole, first, second } = scene.maps;
  if (!first && scene.panes.stage) light.stage.set(row, null);
  if (map !== whole || !first) return;
  const reached = new Set(entriesOfColumn(first, column).map((entry) => first.rowOf[entry]));
  for (const entry of entriesOfRow(second, row)) {
    if (reached.has(second.inputs[entry])) {
      light.stage.set(second.inputs[entry], second.weights[entry]);
      if (!map.taps) addTaps(scene, second, [entry], light);
    }
  }
}

// The entries of a map that join what is lit at both of its ends.
export function entriesBetween(map, light, focus) {
  const from = light[map.source];
  const joined = [...light[map.target].keys()].flatMap((row) =>
    entriesOfRow(map, row).filter((entry) => from.has(map.inputs[entry])));
  return focus.pane === "kernel" && map.taps
    ? joined.filter((entry) => map.taps[entry] === focus.index) : joined;
}

// ---------------------------------------------------------------- collecting

function addSources(map, entries, cells, weighted = true) {
  for (const entry of entries) cells.set(map.inputs[entry], weighted ? map.weights[entry] : null);
}

function addTargets(map, entries, cells, weighted = true) {
  for (const entry of entries) cells.set(map.rowOf[entry], weighted ? map.weights[entry] : null);
}

function addTaps(scene, map, entries, light) {
  if (!map.taps || !scene.panes.kernel) return;
  for (const entry of entries) light.kernel.set(map.taps[entry], null);
}
