// The sum below a pane: weight times value, in the panes' colours; a long one says how many terms.

import { element } from "../stage/dom.js";
import { factor, filled, written } from "../stage/numbers.js";

const LONGEST = 6;

export function writeSum(target, facts, { terms, output }, words) {
  const part = (text, role) => element("span", role ? { class: role } : {}, text);
  const shown = terms.length <= LONGEST
    ? terms.flatMap(({ weight, value }, place) => [
      part(place ? " + " : ""), part(brief(weight), weight < 0 ? "minus" : "weight"), part("·"),
      part(factor(value), "value")])
    : [part(filled(words.terms, { count: terms.length }))];
  target.replaceChildren(part("y", "result"), part(" = "), ...shown, part(" = "),
    part(written(output, 3), "result total"));
}

// A weight is written as short beside its dot as in the sum.
export function brief(weight) {
  const text = written(weight, 2, 2);
  return weight < 0 ? `(${text})` : text;
}
