// The shapes of what is shown, for the layout.

import { kindsIn } from "./pane.js";

export function specOf(scene, state, gridPanes) {
  const grids = Object.fromEntries(Object.entries(gridPanes).map(([name, pane]) =>
    [name, gridSpec(pane)]));
  const { size } = scene.shown;
  return {
    flat: scene.panes.input.shape.length === 1,
    present: state.present,
    grids,
    results: ["output", scene.mistaken ? "mistaken" : "overlap"],
    rulers: scene.rulers?.length ?? 0,
    matrix: { rows: size[0], columns: size[1], vectors: state.order === "matrix" },
  };
}

function gridSpec(pane) {
  const { rows, columns, across, down } = pane;
  return { rows, columns, across, down, captioned: pane.channels > 1, foot: feet(pane),
    below: Boolean(pane.counts || pane.differs) };
}

// Lines of the legend.
function feet(pane) {
  if (pane.counts) return 1;
  const kinds = kindsIn(pane).length;
  return kinds > 3 ? 2 : kinds ? 1 : 0;
}
