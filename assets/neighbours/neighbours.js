// One output point among the samples that it is made of: panes that share the point, which is
// dragged, or walked by arrow keys. All numbers come with the figure; here they are only drawn.

import { clamp } from "../stage/arrays.js";
import { element, fill, setText } from "../stage/dom.js";
import { filled } from "../stage/numbers.js";
import { writeSum } from "./sums.js";
import { entriesAt } from "./links.js";
import { KernelPane } from "./kernel_pane.js";
import { LinePane } from "./line_pane.js";
import { PlanePane } from "./plane_pane.js";

const KINDS = { line: LinePane, plane: PlanePane, kernel: KernelPane };
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const NARROWEST = 230; // CSS pixels of a column; where there is less room they stand under one another
const GAP = 20;
const SCREEN = 850; // CSS pixels: a window so high has the panes as they are meant
const PATIENCE = 250; // milliseconds from the last move until the page is told

class Neighbours {
  constructor(parent) {
    this.told = [];
    this.columns = element("div", { class: "columns" });
    this.hint = element("p", { class: "hint", id: "hint" });
    this.said = element("p", { class: "said", role: "status" });
    this.root = element("div", { class: "neighbours", tabindex: 0, role: "group",
      "aria-describedby": "hint" }, this.columns, this.hint, this.said);
    this.root.addEventListener("keydown", (event) => this.walk(event));
    parent.append(this.root);
    this.resizing = new ResizeObserver(() => this.lay());
    this.resizing.observe(this.root);
  }

  update(data, report) {
    Object.assign(this, { data, report });
    this.follow(data);
    this.root.setAttribute("aria-label", data.words.name);
    setText(this.hint, data.words.hint);
    const kinds = JSON.stringify(data.columns.map(({ panes }) => panes.map(({ kind }) => kind)));
    if (kinds !== this.kinds) this.build();
    this.kinds = kinds;
    this.made.forEach((column, place) => {
      const facts = data.columns[place];
      setText(column.title, facts.title);
      setText(column.note, facts.note);
      column.panes.forEach((pane, number) => pane.fill(facts.panes[number]));
    });
    this.width = 0;
    this.lay();
    this.root.dataset.draws = Number(this.root.dataset.draws ?? 0) + 1;
  }

  // What the page asks for holds, unless it is what was told it a moment ago. An address that was
  // opened holds always.
  follow({ at, news }) {
    const asked = String(at);
    if (news) this.told = [];
    const echo = this.told.indexOf(asked);
    if (echo >= 0) this.told.splice(0, echo + 1);
    else if (news || asked !== this.asked) this.at = [...at];
    this.asked = asked;
    this.at = this.within(this.at);
  }

  within(at) {
    return at.map((place, axis) => clamp(place, ...this.data.bounds[axis]));
  }

  build() {
    this.made = this.data.columns.map(({ panes }) => {
      const title = element("b");
      const note = element("small");
      const made = panes.map(({ kind }) => new KINDS[kind]());
      const sums = made.map(() => element("p", { class: "sum" }));
      const root = element("figure", {}, element("figcaption", {}, title, note),
        ...made.flatMap((pane, place) => [pane.root, sums[place]]));
      made.forEach((pane) => this.listen(pane));
      return { title, note, panes: made, sums, root };
    });
    this.columns.replaceChildren(...this.made.map(({ root }) => root));
  }

  // Every column as wide as there is room for.
  lay() {
    const whole = this.root.clientWidth;
    if (!this.data || !whole || whole === this.width) return;
    this.width = whole;
    const count = this.data.columns.length;
    const side = (whole - GAP * (count - 1)) / count;
    const stacked = side < NARROWEST;
    this.columns.style.gridTemplateColumns = `repeat(${stacked ? 1 : count}, minmax(0, 1fr))`;
    const width = Math.floor(stacked ? whole : side);
    // A low window has lower panes, so that the step is seen at once.
    const scale = clamp(window.innerHeight / SCREEN, 0.85, 1.08);
    for (const { panes } of this.made) panes.forEach((pane) => pane.draw(width, scale));
    this.light();
  }

  light() {
    for (const { panes, sums } of this.made) {
      panes.forEach((pane, place) => {
        const entries = entriesAt(pane.facts.map, pane.facts.axes, this.at);
        pane.light(this.at, entries);
        sums[place].hidden = !pane.facts.sum;
        if (pane.facts.sum) writeSum(sums[place], pane.facts, entries, this.data.words);
      });
    }
    this.root.dataset.at = this.at.join(",");
  }

  // ---------------------------------------------------------------- moving

  move(at) {
    const next = this.within(at);
    if (String(next) === String(this.at)) return;
    this.at = next;
    this.light();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.told.push(String(this.at));
      this.report(this.at);
    }, PATIENCE);
  }

  walk(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = arrow.slice(2 - this.at.length);
    this.move(this.at.map((place, axis) => place + step[axis]));
    this.say();
  }

  listen(pane) {
    const to = (event) => {
      const box = pane.root.getBoundingClientRect();
      const found = pane.place(event.clientX - box.x, event.clientY - box.y);
      this.move(this.at.map((old, axis) => found[found.length - this.at.length + axis] ?? old));
    };
    pane.root.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      pane.root.setPointerCapture(event.pointerId);
      if (event.pointerType !== "touch") to(event);
    });
    pane.root.addEventListener("pointermove", (event) => {
      if (pane.root.hasPointerCapture(event.pointerId)) to(event);
    });
    // A finger that goes up or down scrolls the page; one that is lifted where it was has tapped.
    pane.root.addEventListener("pointerup", (event) => {
      if (event.pointerType === "touch") to(event);
    });
  }

  say() {
    const { words, columns } = this.data;
    const lines = columns.map(({ title }, place) =>
      `${title}: ${this.made[place].sums.map((sum) => sum.textContent).join(" ")}`);
    setText(this.said, `${filled(words.place, { place: this.at.join(", ") })}. ${lines.join(" ")}`);
  }

  remove() {
    this.resizing.disconnect();
    clearTimeout(this.waiting);
    this.root.remove();
  }
}

const figures = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  if (!figures.has(parentElement)) figures.set(parentElement, new Neighbours(parentElement));
  const figure = figures.get(parentElement);
  const turn = {};
  figure.turn = turn;
  figure.update(data[0], (at) => setStateValue("at", at));
  // A call that a later one has overtaken must not take the figure away.
  return () => {
    if (figure.turn !== turn) return;
    figure.remove();
    figures.delete(parentElement);
  };
}
