// A training: its pictures, kernels and curves at one step, which a slider moves. Every step came
// with the figure, so that nothing waits for the server; all numbers did, here they are only drawn.

import { Figure } from "../pictures/figure.js";
import { element, setText } from "../stage/dom.js";
import { BarsPane } from "./bars_pane.js";
import { ChartPane } from "./chart_pane.js";
import { TrainingPlayer } from "./player.js";
import { TablePane } from "./table_pane.js";
import { unpackTraining } from "./unpacked.js";

const KINDS = { table: TablePane, chart: ChartPane, bars: BarsPane };
const PATIENCE = 300; // milliseconds from the last move until the page is told
const NARROWEST = 300; // CSS pixels of a chart; where there is less room they stand alone
const HIGH = 175; // CSS pixels of a chart in a window as high as `USUAL_WINDOW`
const USUAL_WINDOW = 900;

class Training {
  constructor(parent) {
    this.player = new TrainingPlayer((at) => this.move(at));
    this.pictures = element("div");
    this.below = element("div", { class: "below" });
    this.said = element("p", { class: "said", role: "status" });
    this.root = element("div", { class: "training" }, this.player.root, this.pictures, this.below,
      this.said);
    parent.append(this.root);
    this.figure = new Figure(this.pictures);
    this.resizing = new ResizeObserver(() => this.lay());
    this.resizing.observe(this.below);
  }

  update(data, report) {
    const before = this.data;
    Object.assign(this, { data, report });
    // The page is followed where it asks for a step; what else changes leaves the step alone.
    if (data.turn !== before?.turn) this.at = data.at;
    this.at = Math.min(this.at, data.reached - 1);
    this.player.fill(data.steps, data.reached, data.words);
    this.figure.update(this.frame());
    const kinds = data.below.map(({ kind }) => kind);
    if (String(kinds) !== String(before?.below.map(({ kind }) => kind))) {
      this.panes = kinds.map((kind) => new KINDS[kind]((at) => this.player.to(at)));
      this.below.replaceChildren(...this.panes.map(({ root }) => root));
    }
    this.panes.forEach((pane, place) => pane.fill(data.below[place], data.steps));
    this.width = 0;
    this.lay();
    this.root.dataset.draws = Number(this.root.dataset.draws ?? 0) + 1;
  }

  // What the viewer of pictures is told of this step.
  frame() {
    const { films, pictures } = this.data;
    const arrays = films.map(({ frames, shape, levels }) => {
      const size = shape[0] * shape[1];
      const start = Math.min(this.at, frames - 1) * size;
      return { shape, step: 1 / 255, digits: 2, about: true,
        numbers: levels.subarray(start, start + size) };
    });
    const panes = pictures.panes.map((pane, place) =>
      ({ ...pane, array: place, note: films[place].notes.at(Math.min(this.at,
        films[place].notes.length - 1)) ?? "" }));
    return { ...pictures, arrays, panes };
  }

  // Charts share what tables leave of a row, where that is wide enough.
  lay() {
    const whole = this.below.clientWidth - 2; // tables end between pixels
    if (!this.data || whole <= 0 || whole === this.width) return;
    this.width = whole;
    const charts = this.panes.filter((pane) => pane.draw);
    const tables = this.panes.filter((pane) => !pane.draw);
    this.show();
    const gap = 20;
    const taken = tables.reduce((sum, { root }) => sum + root.offsetWidth + gap, 0);
    const beside = (whole - taken - gap * (charts.length - 1)) / charts.length;
    const shared = (whole - gap * (charts.length - 1)) / charts.length;
    const each = [beside, shared].find((one) => one >= NARROWEST);
    // Names beside a chart take their room from all, so that the charts themselves are alike.
    const aside = charts.map((pane) => pane.aside());
    const mean = aside.reduce((sum, one) => sum + one, 0) / charts.length;
    const height = Math.round(HIGH * Math.min(1.1, Math.max(0.75,
      window.innerHeight / USUAL_WINDOW)));
    charts.forEach((pane, place) =>
      pane.draw(Math.floor(each ? each + aside[place] - mean : whole), height));
    this.show();
  }

  show() {
    this.player.show(this.at);
    this.panes.forEach((pane) => {
      if (!pane.draw || pane.height || pane instanceof BarsPane) pane.show(this.at);
    });
    this.root.dataset.at = this.data.steps[this.at];
  }

  move(at) {
    const next = Math.min(Math.max(at, 0), this.data.reached - 1);
    if (next === this.at) return;
    this.at = next;
    this.figure.change(this.frame());
    this.show();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tell(), PATIENCE);
  }

  // The page is told of a step that stands, not of those that a training plays through.
  tell() {
    if (this.player.playing) return;
    this.report(this.data.steps[this.at]);
    const notes = this.frame().panes.filter(({ note }) => note).map(({ title, note }) =>
      `${title}: ${note}`);
    setText(this.said, [this.player.status.textContent, ...notes,
      ...this.panes.map((pane) => pane.said()).filter(Boolean)].join(". "));
  }

  remove() {
    this.resizing.disconnect();
    this.player.stop();
    clearTimeout(this.waiting);
    this.figure.remove();
    this.root.remove();
  }
}

const trainings = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  if (!trainings.has(parentElement)) trainings.set(parentElement, new Training(parentElement));
  const training = trainings.get(parentElement);
  const turn = {};
  training.mounted = turn;
  // A call that a later one has overtaken must not draw, nor take the figure away.
  unpackTraining(data).then((unpacked) => {
    if (training.mounted === turn) training.update(unpacked, (at) => setStateValue("at", at));
  });
  return () => {
    if (training.mounted !== turn) return;
    training.mounted = null;
    training.remove();
    trainings.delete(parentElement);
  };
}
