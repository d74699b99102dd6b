// The stage: one instrument of linked panes. This file holds what is chosen and tells the panes;
// what links them comes from the payload.

import { boxOf, offGrid, scrollerOf } from "./box.js";
import { element, setAttribute } from "./dom.js";
import { Editing } from "./editing.js";
import { equationOf } from "./equation.js";
import { Grid } from "./grid.js";
import { layOut } from "./layout.js";
import { entriesBetween, lit, windowOf } from "./links.js";
import { MatrixPane } from "./matrix.js";
import { palette } from "./matrix_paint.js";
import { cellSymbol } from "./numbers.js";
import { Player, cellStep, partialSums, visits } from "./player.js";
import { Pointing } from "./pointing.js";
import { Rulers } from "./rulers.js";
import { arrange, openScene } from "./scene.js";
import { specOf } from "./spec.js";
import { Strip } from "./strip.js";
import { Tables } from "./tables.js";
import { Told } from "./told.js";
import { Type } from "./type.js";
import { viewOf, withDefaults } from "./view.js";
import { Wires } from "./wires.js";

const GRIDS = ["input", "kernel", "stage", "output", "overlap", "mistaken"];
const OUTPUTS = ["output", "overlap", "mistaken"];
// A view is told to the page once it has stayed this long, in milliseconds.
const SETTLING = 350;

class Stage extends Pointing {
  constructor(parent) {
    super();
    this.state = { pointed: null, pin: null, result: "output", tables: false, unfolded: false,
      ...withDefaults({}) };
    this.type = new Type();
    this.grids = Object.fromEntries(GRIDS.map((name) => [name, new Grid(name, this.type)]));
    this.matrix = new MatrixPane(this.type);
    this.rulers = new Rulers();
    this.tables = new Tables();
    this.wires = [new Wires(), new Wires()];
    this.told = { pin: new Told((pin) => this.report("pin", pin)),
      view: new Told((view) => this.report("view", view)) };
    this.root = this.build();
    this.listen();
    parent.append(this.root);
    this.watch();
  }

  build() {
    this.player = new Player({ begin: () => this.begin(), move: (by) => this.move(by),
      cell: (by) => this.moveCell(by), seek: (step) => this.seek(step),
      changed: () => this.playerChanged() });
    this.strip = new Strip({ choose: (change) => this.choose(change),
      unfold: () => this.choose({ unfolded: !this.state.unfolded }),
      order: (order) => this.reorder(order), matrix: (matrix) => this.rechoose(matrix) },
    this.player);
    this.editing = new Editing({ send: (edit) => this.report("edit", edit),
      cellAt: (place) => this.editedCell(place), move: (place, by) => this.focusOn(place, by) });
    this.matrix.header.insertBefore(this.strip.maps.root, this.matrix.note);
    this.grids.kernel.header.insertBefore(this.strip.flip.root, this.grids.kernel.way);
    const panes = ["input", "kernel", "stage", "output", "overlap", "mistaken"].map((name) =>
      this.grids[name].root);
    this.panes = element("div", { class: "panes" }, ...this.wires.map((wires) => wires.root),
      ...panes.slice(0, 3), this.rulers.root, ...panes.slice(3), this.matrix.root,
      this.strip.results.root, this.editing.root);
    return element("div", { class: "instrument" }, this.panes, this.strip.root, this.tables.root);
  }

  // Where the stage stands changes with the window, and with what stands above it.
  watch() {
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(this.root.parentElement ?? this.root);
    const around = scrollerOf(this.root)?.firstElementChild;
    if (around) this.resizing.observe(around);
    this.onWindow = () => this.resize();
    window.addEventListener("resize", this.onWindow);
  }

  // ---------------------------------------------------------------- new data

  update(data, report) {
    this.report = report;
    const before = this.scene;
    this.scene = openScene(data);
    if (this.told.view.news(viewOf(data.view ?? {}))) Object.assign(this.state, withDefaults(data.view));
    this.keepWhatFits(before);
    if (this.told.pin.news(data.pin ?? null)) this.state.pin = this.parsePin(data.pin);
    this.draw();
    this.editing.answered(data.refusal);
    this.draws = (this.draws ?? 0) + 1;
    setAttribute(this.root, "data-draws", this.draws);
  }

  keepWhatFits(before) {
    const { state, scene } = this;
    if (!scene.maps[state.matrix]) state.matrix = "whole";
    if (!scene.maps.mistaken) state.flip = true;
    arrange(scene, state);
    state.pointed = this.carried(state.pointed, before);
    if (state.pin && !this.carried(state.pin, before)) this.pinTo(null);
    else state.pin = this.carried(state.pin, before);
    if (state.step === null) return;
    const same = !before || before.panes.input.values.length === scene.panes.input.values.length;
    state.step = same ? Math.min(state.step, scene.stepped.inputs.length) : null;
  }

  // ---------------------------------------------------------------- drawing

  draw() {
    const { scene, state } = this;
    arrange(scene, state);
    this.sequence = visits(scene.stepped, state.order);
    this.shown = this.shownPanes();
    setAttribute(this.root, "data-present", state.present ? "" : null);
    this.measure();
    this.drawMatrix();
    this.arrangeRoot();
    for (const [name, pane] of Object.entries(this.shown)) this.grids[name].draw(pane, scene.words);
    this.lay();
    this.showValues();
    this.tables.draw(scene, Object.keys(this.shown), state.tables && !state.present);
    this.show();
  }

  // The panes on show by the grid that draws each; stamps fall on the canvas.
  shownPanes() {
    const { scene } = this;
    const names = GRIDS.filter((name) => scene.panes[name]
      && (name !== "mistaken" || scene.mistaken) && (name !== "overlap" || !scene.mistaken));
    return Object.fromEntries(names.map((name) =>
      [name, name === "output" && scene.stamped ? scene.panes.canvas : scene.panes[name]]));
  }

  // What the style sheet needs to know.
  arrangeRoot() {
    const { scene, state } = this;
    for (const name of GRIDS) this.grids[name].root.hidden = !this.shown[name];
    this.rulers.root.hidden = !scene.rulers;
    const facts = { symbols: state.form === "symbols", flat: scene.panes.input.shape.length === 1 };
    for (const [name, holds] of Object.entries(facts)) {
      setAttribute(this.root, `data-${name}`, holds ? "" : null);
    }
    for (const name of ["input", "kernel"]) {
      setAttribute(this.grids[name].root, "data-editable", scene.editable?.includes(name) ? "" : null);
    }
  }

  // Asks the browser for all that is needed to lay things out, before anything is written: to ask
  // in between would make it lay out everything twice.
  measure() {
    this.box = boxOf(this.root, this.state.present);
    this.colours = palette(this.root);
    this.type.family(this.colours.family);
    this.laid = layOut(this.box, specOf(this.scene, this.state, this.shown));
  }

  // Comes first: to set a canvas's font makes the browser work out the style of all that was
  // changed before.
  drawMatrix() {
    const { scene, state, laid: at } = this;
    this.matrix.draw(scene, at.matrix, this.colours, { density: this.box.density,
      room: at.strip && at.strip.y - 6, size: state.present ? 16 : 12 });
  }

  // Gives everything its place.
  lay() {
    const { scene, laid: at } = this;
    const off = offGrid(this.box);
    Object.assign(this.panes.style, { left: `${off.x}px`, top: `${off.y}px` });
    this.panes.style.height = `${at.strip ? at.strip.y : at.height}px`;
    this.strip.root.style.height = at.strip ? `${at.strip.height}px` : "";
    setAttribute(this.root, "data-phone", at.phone ? "" : null);
    for (const name of Object.keys(this.shown)) {
      this.grids[name].place(at.panes[name], this.box.density);
    }
    if (scene.rulers) this.rulers.draw(scene.rulers, scene.words, at.panes.rulers);
    this.layResults(at);
    this.layWires(at);
  }

  // Two results that share a place, and the switch between them.
  layResults({ shared, panes }) {
    const { words } = this.scene;
    const names = OUTPUTS.filter((name) => this.shown[name]);
    const { results } = this.strip;
    results.root.hidden = !shared;
    if (!names.includes(this.state.result)) this.state.result = "output";
    for (const name of names) {
      setAttribute(this.grids[name].root, "data-behind",
        shared && name !== this.state.result ? "" : null);
    }
    if (!shared) return;
    const { x, y, width } = panes.output;
    Object.assign(results.root.style, { top: `${y}px`, right: "auto", left: `${x + width}px` });
    results.show(this.state.result,
      Object.fromEntries(names.map((name) => [name, this.scene.panes[name].title])), words.results);
  }

  layWires({ beds, phone }) {
    const { first, second, whole } = this.scene.maps;
    const maps = beds.length > 1 ? [first, second] : [whole];
    const across = this.scene.moves && !beds.length && !phone;
    this.wires.forEach((wires, place) => {
      const bed = beds[place];
      wires.root.hidden = !bed && !across;
      if (bed) wires.draw(bed, maps[place], this.grids[bed.from], this.grids[bed.to]);
    });
    if (!across) return;
    this.wires[0].drawAcross(first, this.grids.input, this.grids.stage);
    this.wires[1].drawAcross(second, this.grids.stage, this.grids.output);
  }

  resize() {
    if (!this.scene) return;
    const box = boxOf(this.root, this.state.present);
    const was = this.box;
    if (["width", "height", "density", "left"].every((name) => Math.abs(box[name] - was[name]) < 0.01)) {
      return;
    }
    this.measure();
    this.drawMatrix();
    this.lay();
    this.showValues();
    this.show();
  }

  // Values or symbols everywhere; partial sums in the pane that a stepped sum grows in.
  showValues() {
    const { scene, state } = this;
    const { source, target } = scene.stepped;
    this.partial = state.step === null ? null : partialSums(scene.stepped, this.sequence, state.step,
      scene.panes[source].values, scene.panes[target].values);
    const growing = target === "canvas" ? "output" : target;
    for (const name of Object.keys(this.shown)) {
      const sums = this.partial && name === growing ? this.sumsFor(name) : null;
      this.grids[name].write(sums, state.form === "symbols" && !sums, state.present);
    }
  }

  sumsFor(name) {
    const { inside } = this.shown[name];
    const { sums } = this.partial;
    return inside ? { sums: Array.from(inside.placeOf, (place) => sums[place]), rim: sums } : { sums };
  }

  // ---------------------------------------------------------------- what is lit

  // What is looked at: pointing wins while it lasts; else the term being added, the pin, or the
  // cell that the stage begins with.
  looked() {
    const { state, scene } = this;
    if (this.player.playing) return this.stepFocus();
    if (state.pointed) return state.pointed;
    if (state.step !== null) return this.stepFocus();
    return state.pin ?? (scene.start == null ? null : { pane: "output", index: scene.start });
  }

  entryNow() {
    const { step } = this.state;
    return step === null || step === 0 ? null : this.sequence[step - 1];
  }

  // A term is looked at from its sum, or in stamp order from its input.
  stepFocus() {
    const entry = this.entryNow();
    if (entry === null) return null;
    const { stepped } = this.scene;
    return this.state.order === "stamp"
      ? { pane: stepped.source, index: stepped.inputs[entry], entry }
      : { pane: stepped.target, index: stepped.rowOf[entry], entry };
  }

  show() {
    this.highlight();
    this.showChoices();
  }

  highlight() {
    const { scene, state, strip: { equation } } = this;
    const focus = this.looked();
    const light = focus && lit(scene, focus);
    const now = focus?.entry ?? null;
    const places = now === null ? {} : this.placesNow(now);
    for (const name of Object.keys(this.shown)) this.lightGrid(name, light, focus, places);
    this.matrix.light(light, focus, now === null ? null : this.storedNow(now), this.vectors(light));
    this.lightRulers(light);
    this.lightWires(light, focus);
    if (focus) equation.show(this.spell(focus), state.unfolded, scene.words);
    else equation.hint(scene.words);
    const pin = state.pin && state.step === null ? state.pin : null;
    equation.pinned(pin && this.nameOf(pin), scene.words, () => this.letGo());
    setAttribute(this.root, "data-pinned", pin && focus === pin ? "" : null);
  }

  lightGrid(name, light, focus, places) {
    const grid = this.grids[name];
    if (name === "output") grid.lightRim(places.rim);
    if (!light) return grid.light(new Map(), null, null);
    const links = light[OUTPUTS.includes(name) ? "output" : name];
    const own = focus.pane === name || (OUTPUTS.includes(name) && OUTPUTS.includes(focus.pane));
    grid.light(links, own ? focus.index : null, places[name] ?? null,
      windowOf(this.scene, name, focus));
  }

  // Where the term being added comes from and where it goes.
  placesNow(entry) {
    const { stepped, panes } = this.scene;
    const row = stepped.rowOf[entry];
    const places = { [stepped.source]: stepped.inputs[entry] };
    if (stepped.taps && panes.kernel) places.kernel = stepped.taps[entry];
    if (stepped.target !== "canvas") return { ...places, [stepped.target]: row };
    const inside = panes.canvas.inside.indexOf[row];
    return inside < 0 ? { ...places, rim: row } : { ...places, output: inside };
  }

  // The entry of the matrix on show that the term is; null for one that padding crops.
  storedNow(entry) {
    const { stepped, shown, panes } = this.scene;
    if (stepped === shown) return entry;
    const row = panes.canvas.inside.indexOf[stepped.rowOf[entry]];
    if (row < 0) return null;
    for (let stored = shown.indptr[row]; stored < shown.indptr[row + 1]; stored++) {
      if (shown.inputs[stored] === stepped.inputs[entry]
        && shown.taps?.[stored] === stepped.taps?.[entry]) return stored;
    }
    return null;
  }

  // x and y beside the matrix.
  vectors(light) {
    const { scene: { shown, panes }, partial } = this;
    const end = (name, values) => ({ name, values, symbol: panes[name].symbol,
      scale: panes[name].scale, lit: new Set(light ? light[name].keys() : []) });
    return { source: end(shown.source, panes[shown.source].values),
      target: end(shown.target, partial?.sums ?? panes[shown.target].values) };
  }

  lightRulers(light) {
    if (!this.scene.rulers) return;
    const { input, output } = this.scene.panes;
    const cells = (pane, links) => [...links.keys()].map((index) => pane.cellOf(index));
    this.rulers.light(light ? cells(output, light.output) : [],
      light ? cells(input, light.input) : []);
  }

  lightWires(light, focus) {
    for (const wires of this.wires) {
      if (!wires.root.hidden) wires.light(light ? entriesBetween(wires.map, light, focus) : []);
    }
  }

  nameOf({ pane, index }) {
    const { panes, shown } = this.scene;
    if (pane !== "matrix") return cellSymbol(panes[pane], index);
    return `${shown.symbol}[${Math.floor(index / shown.size[1])},${index % shown.size[1]}]`;
  }

  spell(focus) {
    const { scene, partial, state } = this;
    if (focus.entry == null) return equationOf(scene, focus, null, state.unfolded);
    const row = scene.stepped.rowOf[focus.entry];
    const progress = { done: partial.added[row], sum: partial.sums[row] };
    return equationOf(scene, { pane: scene.stepped.target, index: row }, progress, state.unfolded);
  }

  showChoices() {
    this.strip.show(this.scene, this.state, this.sequence.length, this.entryNow());
  }

  // ---------------------------------------------------------------- choosing

  choose(change) {
    Object.assign(this.state, change);
    if ("unfolded" in change) this.show();
    else this.draw();
    this.tellView();
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

  // ---------------------------------------------------------------- telling the page

  tellPin() {
    this.told.pin.tell(this.spellPin());
  }

  tellView() {
    clearTimeout(this.settling);
    this.told.view.tell(viewOf(this.state));
  }

  // While steps follow one another the page need not know each.
  tellViewSoon() {
    clearTimeout(this.settling);
    if (!this.player.playing) this.settling = setTimeout(() => this.tellView(), SETTLING);
  }

  playerChanged() {
    this.showChoices();
    if (!this.player.playing && this.told.view.sent) this.tellViewSoon();
  }

  // ---------------------------------------------------------------- editing

  editKey(event, place) {
    return this.canEdit(place) && this.editing.begins(event, place, this.editedText(place));
  }

  editAt(place) {
    if (place && this.canEdit(place)) this.editing.begin(place, this.editedText(place));
  }

  pasteAt(event) {
    const place = this.at(event.composedPath()[0]);
    if (place && this.canEdit(place)) this.editing.paste(event, place);
  }

  canEdit({ pane }) {
    return Boolean(this.scene.editable?.includes(pane));
  }

  editedText({ pane, index }) {
    return String(this.scene.panes[pane].values[index]);
  }

  editedCell({ pane, index }) {
    const cell = this.grids[pane].cells[index];
    return { cell, stage: this.panes, label: cell.getAttribute("aria-label") };
  }

  focusOn({ pane, index }, [down, right]) {
    const grid = this.grids[pane];
    const next = grid.cells[index] ? grid.neighbour(index, down, right) : 0;
    grid.stopAt(next);
    grid.cells[next].focus({ preventScroll: true });
    this.point({ pane, index: next });
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
    return this.seek(cellStep(this.scene.stepped, this.sequence, this.state.order, step, by));
  }

  // Goes to a step; says whether any are left.
  seek(step) {
    const total = this.sequence.length;
    this.state.step = Math.min(Math.max(step, 0), total);
    this.state.pointed = null;
    this.showValues();
    this.show();
    this.tellViewSoon();
    return this.state.step < total;
  }

  remove() {
    super.remove();
    this.player.pause();
    clearTimeout(this.settling);
    this.resizing.disconnect();
    window.removeEventListener("resize", this.onWindow);
    this.root.remove();
  }
}

const stages = new WeakMap();

export default function mount({ parentElement, data: [data], setStateValue }) {
  if (!stages.has(parentElement)) stages.set(parentElement, new Stage(parentElement));
  const stage = stages.get(parentElement);
  const turn = {};
  stage.turn = turn;
  stage.update(data, setStateValue);
  // A call that a later one has overtaken must not take the stage away.
  return () => {
    if (stage.turn !== turn) return;
    stage.remove();
    stages.delete(parentElement);
  };
}
