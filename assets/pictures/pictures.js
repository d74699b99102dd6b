// Pictures as a component of the page: what comes is unpacked and drawn in place.

import { Figure } from "./figure.js";
import { unpack } from "./payload.js";

const figures = new WeakMap();

export default function mount({ parentElement, data, setTriggerValue }) {
  if (!figures.has(parentElement)) figures.set(parentElement, new Figure(parentElement));
  const figure = figures.get(parentElement);
  const turn = {};
  figure.turn = turn;
  // A call that a later one has overtaken must not draw, nor take the figure away.
  unpack(data).then((unpacked) => {
    if (figure.turn === turn) figure.update(unpacked, (cell) => setTriggerValue("open", cell));
  });
  return () => {
    if (figure.turn !== turn) return;
    figure.turn = null;
    figure.remove();
    figures.delete(parentElement);
  };
}
