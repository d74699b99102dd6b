// What the payload says, opened: panes, maps, the mistaken run, and names for everything.

import { openPane } from "./pane.js";
import { ravel } from "./arrays.js";
import { entriesOfRow, openMap } from "./links.js";
import { LETTERS, letter, tapName } from "./numbers.js";

const EXPRESSIONS = 36;
const TERMS = 4;

export function openScene(data) {
  const panes = {};
  for (const [name, spec] of Object.entries(data.panes)) panes[name] = openPane(name, spec);
  const maps = {};
  for (const [name, spec] of Object.entries(data.maps)) maps[name] = openMap(spec, panes.kernel);
  const scene = { panes, maps, words: data.words, rulers: data.rulers, mistaken: null,
    letters: panes.input.values.length <= LETTERS, start: data.start, editable: data.editable,
    moves: data.moves };
  scene.windows = data.windows && openMap(data.windows);
  panes.input.letters = scene.letters;
  if (panes.canvas) putOutputIn(panes, maps.canvas);
  nameStage(scene);
  nameOutput(scene);
  return scene;
}

// The map on show, the one that is stepped, and the mistaken run if it is asked for. Stamps fall
// on the whole canvas, of which the output is what padding leaves.
export function arrange(scene, state) {
  const { whole, canvas, mistaken } = scene.maps;
  scene.shown = scene.maps[state.matrix] ?? whole;
  scene.stamped = state.order === "stamp" && canvas && scene.shown === whole;
  scene.stepped = scene.stamped ? canvas : scene.shown;
  scene.rowTimesVector = state.order === "matrix";
  scene.mistaken = !state.flip && mistaken ? { map: mistaken, pane: scene.panes.mistaken } : null;
}

// Which cell of the canvas is which of the output, and back; -1 for what is cropped.
function putOutputIn(panes) {
  const { canvas, output } = panes;
  const indexOf = new Int32Array(canvas.values.length).fill(-1);
  const placeOf = output.values.map((_, index) => {
    const cell = output.cellOf(index).map((at, axis) => at + canvas.crop[axis]);
    return ravel(cell, canvas.shape);
  });
  placeOf.forEach((place, index) => { indexOf[place] = index; });
  canvas.inside = { pane: output, from: canvas.crop, shape: output.shape, indexOf, placeOf };
}

// Where the stage copies the input, its cells go by the input's letters.
function nameStage({ panes, maps: { first }, letters }) {
  if (!first || !letters) return;
  const rows = Array.from({ length: first.size[0] }, (_, row) => entriesOfRow(first, row));
  const copies = rows.every((entries) => entries.length === 0
    || (entries.length === 1 && first.weights[entries[0]] === 1));
  if (!copies || first.taps) return;
  panes.stage.symbols = rows.map((entries) =>
    (entries.length ? letter(first.inputs[entries[0]]) : "0"));
}

// On a small grid every output is written out as an expression in letters and taps.
function nameOutput({ panes, maps: { whole }, letters }) {
  const { output, kernel } = panes;
  if (!letters || !kernel || !whole.taps || output.values.length > EXPRESSIONS) return;
  const rows = Array.from({ length: whole.size[0] }, (_, row) => entriesOfRow(whole, row));
  if (rows.some((entries) => entries.length > TERMS)) return;
  output.symbols = rows.map((entries) => entries.map((entry) =>
    `${tapName(whole.taps[entry], kernel)}·${letter(whole.inputs[entry])}`).join(" +\n") || "0");
  output.expressions = true;
}
