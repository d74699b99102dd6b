// Three orders of the same entries. A step adds one term to one sum; the step number says how
// many have been added.

import { clamp } from "./arrays.js";
import { element, setAttribute, setText } from "./dom.js";
import { cellSymbol, filled, plural } from "./numbers.js";

export const ORDERS = ["gather", "stamp", "matrix"];
const TERMS_A_SECOND = [1, 2, 4, 8, 16, 32, 64, 128];
const USUAL = 2;

// The entries of a map in the order of their visit: by output, or by input for stamps.
export function visits(map, order) {
  if (order === "stamp") return map.byColumn.order;
  return Int32Array.from(map.inputs, (_, entry) => entry);
}

// The sums as they stand after `step` terms, added up one by one; undefined where a sum has not
// begun. A cell that nothing reaches has nothing to wait for.
export function partialSums(map, sequence, step, source, target) {
  const sums = Array.from({ length: map.size[0] }, (_, row) =>
    (map.indptr[row] === map.indptr[row + 1] ? target[row] : undefined));
  const added = new Int32Array(map.size[0]);
  for (let place = 0; place < step; place++) {
    const entry = sequence[place];
    const row = map.rowOf[entry];
    sums[row] = (sums[row] ?? 0) + map.weights[entry] * source[map.inputs[entry]];
    added[row]++;
  }
  return { sums, added };
}

// The step after which the cell being visited is whole (or, backwards, just begins).
export function cellStep(map, sequence, order, step, direction) {
  const of = (place) => {
    const entry = sequence[place];
    return order === "stamp" ? map.inputs[entry] : map.rowOf[entry];
  };
  let place = clamp(step + direction, 0, sequence.length);
  while (place > 0 && place < sequence.length && of(place - 1) === of(place)) place += direction;
  return place;
}

export class Player {
  constructor(act) {
    this.act = act;
    this.speed = USUAL;
    this.timer = null;
    this.scrub = element("input", { type: "range", min: 0, step: 1, value: 0 });
    this.scrub.addEventListener("input", () => act.seek(Number(this.scrub.value)));
    this.buttons = {};
    const make = (name, sign, does) => this.button(name, sign, does);
    this.pace = make("speed", "", () => this.faster());
    this.status = element("span", { class: "status" });
    this.root = element("div", { class: "player", role: "group" },
      make("backCell", "«", () => act.cell(-1)), make("back", "‹", () => act.move(-1)),
      make("play", "▶", () => this.toggle()), make("forward", "›", () => act.move(1)),
      make("forwardCell", "»", () => act.cell(1)), this.scrub, this.pace, this.status);
  }

  button(name, sign, does) {
    const made = element("button", { type: "button", "data-action": name }, sign);
    made.addEventListener("click", does);
    this.buttons[name] = made;
    return made;
  }

  get playing() {
    return this.timer !== null;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    this.act.begin();
    this.timer = setTimeout(() => this.tick(), 1000 / this.rate());
    this.act.changed();
  }

  tick() {
    const more = this.calm() ? this.act.cell(1) : this.act.move(1);
    this.timer = more ? setTimeout(() => this.tick(), 1000 / this.rate()) : null;
    if (!more) this.act.changed();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
    this.act.changed();
  }

  // People who ask for less motion see whole cells arrive, once a second at most.
  calm() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  rate() {
    const rate = TERMS_A_SECOND[this.speed];
    return this.calm() ? Math.min(1, rate) : rate;
  }

  faster() {
    this.speed = (this.speed + 1) % TERMS_A_SECOND.length;
    this.act.changed();
  }

  show(scene, step, total, entry) {
    const { words } = scene;
    const name = { play: this.playing ? words.pause : words.play, back: words.back,
      forward: words.forward, backCell: words.backCell, forwardCell: words.forwardCell };
    for (const [key, label] of Object.entries(name)) {
      setAttribute(this.buttons[key], "aria-label", label);
      setAttribute(this.buttons[key], "title", label);
    }
    setText(this.buttons.play, this.playing ? "❚❚" : "▶");
    setText(this.pace, `${TERMS_A_SECOND[this.speed] / TERMS_A_SECOND[USUAL]}×`);
    setAttribute(this.pace, "aria-label", `${words.speed} ${this.pace.textContent}`);
    setAttribute(this.pace, "title", words.speed);
    setAttribute(this.root, "aria-label", words.player);
    setAttribute(this.scrub, "aria-label", words.scrub);
    setAttribute(this.scrub, "max", total);
    this.scrub.value = step ?? total;
    this.scrub.style.setProperty("--share", total ? (step ?? total) / total : 1);
    setText(this.status, this.sentence(scene, step, total, entry));
    setAttribute(this.scrub, "aria-valuetext", this.status.textContent);
  }

  sentence({ words, stepped, panes }, step, total, entry) {
    if (step === null) return plural(words.allTerms, total);
    if (entry === null) return plural(words.noTerm, total);
    const cell = cellSymbol(panes[stepped.target], stepped.rowOf[entry]);
    return filled(words.term, { step, total, cell });
  }
}
