// The rows of a map: which samples an output reads, and with which weights.

import { ravel, unpack } from "../stage/arrays.js";

// A map as it comes with a figure, its arrays unpacked.
export function unpackedMap(map) {
  return { shape: map.shape, indptr: unpack(map.indptr), inputs: unpack(map.inputs),
    weights: unpack(map.weights), values: unpack(map.values), output: unpack(map.output) };
}

// The terms of the output that the point stands on: [{ input, weight, value }], and their sum.
// A pane of one axis goes by the last of the point's places.
export function entriesAt(map, axes, at) {
  const row = ravel(at.slice(-axes), map.shape);
  const terms = [];
  for (let entry = map.indptr[row]; entry < map.indptr[row + 1]; entry++) {
    const input = map.inputs[entry];
    terms.push({ input, weight: map.weights[entry], value: map.values[input] });
  }
  return { terms, output: map.output[row] };
}
