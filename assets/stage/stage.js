// The stage: one instrument of linked panes. This file holds what is chosen and tells the panes;
// what links them comes from the payload.

import { element, setAttribute } from "./dom.js";
import { Segmented, Switch } from "./controls.js";
import { EquationBox, equationOf } from "./equation.js";
import { Grid } from "./grid.js";
import { lit } from "./links.js";
import { MatrixPane, palette } from "./matrix.js";
import { ORDERS, Player, cellStep, partialSums, visits } from "./player.js";
import { Pointing } from "./pointing.js";
import { Rulers } from "./rulers.js";
import { arrange, openScene } from "./scene.js";

const GRIDS = ["input", "stage", "kernel", "output", "mistaken", "overlap"];
const MAPS = ["whole", "first", "second"];
// Equations with more terms than this are given more room.
const SHORT = 9;

class Stage extends Pointing {
  constructor(parent) {
    super();
    this.state = { pointed: null, pin: null, step: null, order: "gather", matrix: "whole",
      symbols: false, mistake: false, present: false, unfolded: false };
    this.grids = Object.fromEntries(GRIDS.map((name) => [name, new Grid(name)]));
    this.matrix = new MatrixPane();
    this.rulers = new Rulers();
    this.equation = new EquationBox(() => this.choose({ unfolded: !this.state.unfolded }));
    this.player = new Player({ begin: () => this.begin(), move: (by) => this.move(by),
      cell: (by) => this.moveCell(by), seek: (step) => this.seek(step),
      changed: () => this.showChoices() });
    this.root = this.build();
    this.listen();
    parent.append(this.root);
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(this.root);
  }

  build() {
    const { input, stage, kernel, output, mistaken, overlap } = this.grids;
    const choose = (name) => (value) => this.choose({ [name]: value });
    this.orders = new Segmented("order", ORDERS, (order) => this.reorder(order));
    this.forms = new Segmented("form", ["numbers", "symbols"], (form) =>
      this.choose({ symbols: form === "symbols" }));
    this.maps = new Segmented("matrix", MAPS, (matrix) => this.rechoose(matrix));
    this.mistake = new Switch("mistake", choose("mistake"));
    this.present = new Switch("present", choose("present"));
    const choices = element("div", { class: "choices" }, this.orders.root, this.forms.root,
      this.mistake.root, this.present.root);
    this.matrix.root.querySelector("header").after(this.maps.root);
    return element("div", { class: "instrument" }, element("div", { class: "layout" },
      element("div", { class: "row sources" }, input.root, stage.root, this.rulers.root,
        kernel.root),
      element("div", { class: "talk" }, this.equation.root, this.player.root, choices),
      element("div", { class: "row results" }, output.root, mistaken.root, overlap.root),
      element("div", { class: "side" }, this.matrix.root)));
  }

  // ---------------------------------------------------------------- new data

  update(data, report) {
    this.report = report;
    const before = this.scene;
    this.scene = openScene(data);
    this.adoptView(data.view);
    this.keepWhatFits(before);
    const asked = this.newPin(data.pin);
    if (asked !== undefined) this.state.pin = asked;
    this.draw();
    this.draws = (this.draws ?? 0) + 1;
    setAttribute(this.root, "data-draws", this.draws);
  }

  // What the page asks for holds until the person chooses otherwise.
  adoptView(view) {
    const asked = JSON.stringify(view ?? {});
    if (asked === this.askedView) return;
    this.askedView = asked;
    Object.assign(this.state, view);
  }

  keepWhatFits(before) {
    const { state, scene } = this;
    if (!scene.maps[state.matrix]) state.matrix = "whole";
    arrange(scene, state);
    state.pointed = this.carried(state.pointed, before);
    if (state.pin && !this.carried(state.pin, before)) this.pinTo(null);
    else state.pin = this.carried(state.pin, before);
    if (state.step === null) return;
    const same = !before || before.panes.input.values.length === scene.panes.input.values.length;
    state.step = same ? Math.min(state.step, scene.shown.inputs.length) : null;
  }

  // ---------------------------------------------------------------- drawing

  draw() {
    const { scene, state, grids } = this;
    arrange(scene, state);
    this.arrangeRoot();
    // Measured before anything is drawn, so that the browser lays out once.
    this.measure();
    for (const name of this.shownGrids()) grids[name].draw(scene.panes[name], scene.words);
    if (scene.rulers) this.rulers.draw(scene.rulers, scene.words);
    this.fit();
    this.sequence = visits(scene.shown, state.order);
    this.matrix.draw(scene, this.room(), this.colours);
    this.showValues();
    this.show();
  }

  // What the style sheet needs to know to give the panes their places.
  arrangeRoot() {
    const { scene, state, grids } = this;
    const { input, output } = scene.panes;
    for (const name of GRIDS) {
      grids[name].root.hidden = !scene.panes[name] || (name === "mistaken" && !scene.mistaken);
    }
    this.rulers.root.hidden = !scene.rulers;
    this.expressions = state.symbols && output.expressions;
    const facts = { present: state.present, symbols: state.symbols, mistake: scene.mistaken,
      flat: input.shape.length === 1, wide: output.columns > 12 };
    for (const [name, holds] of Object.entries(facts)) {
      setAttribute(this.root, `data-${name}`, holds ? "" : null);
    }
    setAttribute(grids.output.root, "data-expressions", this.expressions ? "" : null);
    setAttribute(this.equation.root, "data-long", longest(scene.maps) > SHORT ? "" : null);
  }

  shownGrids() {
    return GRIDS.filter((name) => !this.grids[name].root.hidden);
  }

  measure() {
    this.width = this.root.clientWidth;
    this.widths = this.shownGrids().map((name) => this.grids[name].body.clientWidth);
    this.colours = palette(this.root);
  }

  fit() {
    const largest = this.state.present ? 68 : 44;
    this.shownGrids().forEach((name, place) => {
      const wide = name === "output" && this.expressions;
      this.grids[name].fit(this.widths[place], wide ? 2 * largest : largest);
    });
  }

  room() {
    const large = this.state.present ? 1.3 : 1;
    if (this.width >= 1000) return { width: 190, height: 600 * large };
    return { width: Math.max(120, Math.min(360, this.width - 170)), height: 420 * large };
  }

  resize() {
    if (!this.scene || this.root.clientWidth === this.width) return;
    this.measure();
    this.fit();
    this.matrix.draw(this.scene, this.room(), this.colours);
    this.show();
  }

  // Values or symbols everywhere; partial sums in the pane that a stepped sum grows in.
  showValues() {
    const { scene, state } = this;
    const { source, target } = scene.shown;
    this.partial = state.step === null ? null : partialSums(scene.shown, this.sequence, state.step,
      scene.panes[source].values, scene.panes[target].values);
    for (const name of this.shownGrids()) {
      const growing = this.partial && name === target;
      this.grids[name].write(growing ? this.partial.sums : null, state.symbols && !growing);
    }
  }

  // ---------------------------------------------------------------- what is lit

  // What is looked at: a cell pointed at, the term being added, or the pin.
  looked() {
    const { state } = this;
    if (this.player.playing) return this.stepFocus();
    if (state.step !== null) return state.pointed ?? this.stepFocus();
    return state.pin ?? state.pointed;
  }

  entryNow() {
    const { step } = this.state;
    return step === null || step === 0 ? null : this.sequence[step - 1];
  }

  stepFocus() {
    const entry = this.entryNow();
    if (entry === null) return null;
    const { shown } = this.scene;
    return this.state.order === "stamp"
      ? { pane: shown.source, index: shown.inputs[entry], entry }
      : { pane: shown.target, index: shown.rowOf[entry], entry };
  }

  show() {
    this.highlight();
    this.showChoices();
  }

  highlight() {
    const { scene, state } = this;
    const focus = this.looked();
    const light = focus && lit(scene, focus);
    const now = focus?.entry ?? null;
    for (const name of GRIDS) this.lightGrid(name, light, focus, now);
    this.matrix.light(light, focus, now);
    this.lightRulers(light);
    if (focus) this.equation.show(this.spell(focus), state.unfolded, scene.words);
    else this.equation.hint(scene.words);
    setAttribute(this.root, "data-pinned", state.pin && state.step === null ? "" : null);
  }

  lightGrid(name, light, focus, now) {
    const grid = this.grids[name];
    if (grid.root.hidden) return;
    if (!light) return grid.light(new Map(), null, null);
    const links = light[name === "overlap" || name === "mistaken" ? "output" : name];
    const outputs = ["output", "overlap", "mistaken"];
    const own = focus.pane === name || (outputs.includes(name) && outputs.includes(focus.pane));
    grid.light(links, own ? focus.index : null, now === null ? null : this.placeNow(name, now));
  }

  placeNow(name, entry) {
    const { shown } = this.scene;
    if (name === shown.source) return shown.inputs[entry];
    if (name === shown.target) return shown.rowOf[entry];
    return name === "kernel" && shown.taps ? shown.taps[entry] : null;
  }

  lightRulers(light) {
    if (!this.scene.rulers) return;
    const { input, output } = this.scene.panes;
    const cells = (pane, links) => [...links.keys()].map((index) => pane.cellOf(index));
    this.rulers.light(light ? cells(output, light.output) : [],
      light ? cells(input, light.input) : []);
  }

  spell(focus) {
    const { scene, partial, state } = this;
    if (focus.entry == null) return equationOf(scene, focus, null, state.unfolded);
    const row = scene.shown.rowOf[focus.entry];
    const progress = { done: partial.added[row], sum: partial.sums[row] };
    return equationOf(scene, { pane: scene.shown.target, index: row }, progress, state.unfolded);
  }

  showChoices() {
    const { scene, state } = this;
    const { words } = scene;
    this.equation.name(words);
    this.orders.show(state.order, words.orders, words.order);
    this.forms.show(state.symbols ? "symbols" : "numbers", words.forms, words.form);
    const titles = MAPS.filter((name) => scene.maps[name]).map((name) =>
      [name, scene.maps[name].choice]);
    this.maps.show(state.matrix, Object.fromEntries(titles), words.matrix);
    this.maps.root.hidden = titles.length < 2;
    this.mistake.root.hidden = !scene.maps.mistaken;
    this.mistake.show(state.mistake, words.withoutFlip);
    this.present.show(state.present, words.present);
    this.player.show(scene, state.step, this.sequence.length, this.entryNow());
  }

  // ---------------------------------------------------------------- choosing

  choose(change) {
    Object.assign(this.state, change);
    if (!("unfolded" in change)) this.draw();
    else this.show();
  }

  // An entry of one matrix is nothing in another, and neither is a step.
  rechoose(matrix) {
    if (this.state.pin?.pane === "matrix") this.pinTo(null);
    if (this.state.pointed?.pane === "matrix") this.state.pointed = null;
    this.choose({ matrix, step: null });
  }

  // Another order begins where its own sums begin; a step number means other terms there.
  reorder(order) {
    this.choose({ order, step: this.state.step === null ? null : 0 });
  }

  // ---------------------------------------------------------------- stepping

  begin() {
    const { state } = this;
    if (state.step === null || state.step === this.sequence.length) this.seek(0);
  }

  move(by) {
    const step = this.state.step ?? (by > 0 ? 0 : this.sequence.length);
    return this.seek(step + by);
  }

  moveCell(by) {
    const step = this.state.step ?? (by > 0 ? 0 : this.sequence.length);
    return this.seek(cellStep(this.scene.shown, this.sequence, this.state.order, step, by));
  }

  // Goes to a step; says whether any are left.
  seek(step) {
    const total = this.sequence.length;
    this.state.step = Math.min(Math.max(step, 0), total);
    this.state.pointed = null;
    this.showValues();
    this.show();
    return this.state.step < total;
  }

  remove() {
    this.player.pause();
    clearTimeout(this.settling);
    this.resizing.disconnect();
    this.root.remove();
  }
}

// The most terms that a cell of the stage has.
function longest(maps) {
  const counts = Object.values(maps).flatMap(({ indptr, byColumn }) => [indptr, byColumn.starts]);
  return Math.max(...counts.map((starts) =>
    starts.reduce((most, start, i) => Math.max(most, start - (starts[i - 1] ?? 0)), 0)));
}

const stages = new WeakMap();

export default function mount({ parentElement, data: [data], setStateValue }) {
  if (!stages.has(parentElement)) stages.set(parentElement, new Stage(parentElement));
  const stage = stages.get(parentElement);
  const turn = {};
  stage.turn = turn;
  stage.update(data, (pin) => setStateValue("pin", pin));
  // A call that a later one has overtaken must not take the stage away.
  return () => {
    if (stage.turn !== turn) return;
    stage.remove();
    stages.delete(parentElement);
  };
}
