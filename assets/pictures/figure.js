// Pictures pixel by pixel: panes that zoom and move together over one scene.

import { element, fill, setText } from "../stage/dom.js";
import { listenOn, listenToKeys } from "./gestures.js";
import { exactZoom, firstZoom, ladder, settled, wholeLength } from "./measures.js";
import { Overview } from "./overview.js";
import { Pane } from "./pane.js";

const STRIDE = 1 / 8; // of what is seen, for one arrow key
const LOWEST = 120; // CSS pixels that a window is high, where there is a picture to fill it

// Heights are meant for a window as high as this, in CSS pixels; in a lower one, which is wide
// enough for words beside the figure, they shrink with it.
const USUAL = 900;
const BESIDE = 1000;
const lowness = () =>
  (window.innerWidth > BESIDE ? Math.min(1, window.innerHeight / USUAL) : 1);

export class Figure {
  constructor(parent) {
    this.panes = [];
    this.view = { zoom: 1, centre: [0, 0] };
    this.touched = false;
    this.kept = this.pointed = null;
    this.root = this.build();
    parent.append(this.root);
    this.resizing = new ResizeObserver(() => this.fit());
    this.resizing.observe(this.row);
    this.watchScreen();
  }

  // Another screen, or another zoom of the browser, has other device pixels.
  watchScreen() {
    this.screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.screen.onchange = () => {
      this.screen.onchange = null;
      this.watchScreen();
      if (this.data) this.overview.draw(this.finest, this.words);
      this.fit();
    };
  }

  build() {
    const button = (action, text, does) => {
      const made = element("button", { type: "button", "data-action": action }, text);
      made.addEventListener("click", does);
      return made;
    };
    this.row = element("div", { class: "panes", tabindex: 0, role: "group" });
    this.less = button("less", "−", () => this.zoomBy(-1));
    this.more = button("more", "+", () => this.zoomBy(1));
    this.whole = button("reset", "⤢", () => this.reset());
    this.open = button("open", "", () => this.ask());
    this.scale = element("span", { class: "scale" });
    this.note = element("span", { class: "scale" });
    this.hint = element("p", { class: "hint", id: "hint" });
    this.help = element("summary");
    this.said = element("p", { class: "said", role: "status" });
    this.overview = new Overview((shares) => this.go(shares));
    this.row.setAttribute("aria-describedby", "hint");
    listenToKeys(this.row, this);
    return element("div", { class: "pictures" }, this.row, element("div", { class: "tools" },
      this.overview.root, element("div", { class: "buttons" }, this.less, this.more, this.whole,
        this.scale, this.open, this.note),
      element("details", {}, this.help, this.hint)), this.said);
  }

  // ---------------------------------------------------------------- new data

  update(data, report) {
    this.report = report;
    const before = this.scene;
    Object.assign(this, { data, words: data.words, scene: data.scene });
    this.panes.length = Math.min(this.panes.length, data.panes.length);
    while (this.panes.length < data.panes.length) {
      const pane = new Pane();
      listenOn(pane, this);
      this.panes.push(pane);
    }
    this.panes.forEach((pane, place) => pane.fill(data.panes[place], data.arrays, data.words));
    if (this.row.children.length !== this.panes.length) {
      this.row.replaceChildren(...this.panes.map(({ root }) => root));
    }
    this.finest = this.panes.find(({ facts }) => facts.finest);
    this.exact = exactZoom(data.panes);
    this.steps = ladder(this.exact);
    this.carry(before);
    this.name();
    this.fit();
    this.root.dataset.draws = Number(this.root.dataset.draws ?? 0) + 1;
  }

  // Other numbers in the same panes, as in the next picture of a film.
  change({ panes, arrays }) {
    this.panes.forEach((pane, place) => pane.fill(panes[place], arrays, this.words));
    this.overview.draw(this.finest, this.words);
    this.draw();
  }

  // The same place of the scene stays in sight, and the pixel that was kept, while they exist.
  carry(before) {
    this.pointed = null;
    if (!before) return;
    this.view.centre = this.view.centre.map((place, axis) =>
      (place / before[axis]) * this.scene[axis]);
    const held = this.kept && this.panes[this.kept.place];
    if (!held || this.kept.cell.some((index, axis) => index >= held.shape[axis])) this.kept = null;
  }

  name() {
    const { words } = this;
    this.row.setAttribute("aria-label", words.name);
    const names = [[this.less, words.less], [this.more, words.more], [this.whole, words.whole]];
    for (const [button, name] of names) {
      button.setAttribute("aria-label", name);
      button.title = name;
    }
    setText(this.open, words.open);
    this.open.hidden = !this.data.lab;
    setText(this.note, words.keep);
    setText(this.hint, words.hint);
    setText(this.help, words.help);
    this.overview.draw(this.finest, words);
  }

  // How high a pane may be, in CSS pixels: in a low window less, but for that no picture is cut off.
  height() {
    const { height } = this.data;
    const whole = (this.scene[0] * this.steps[0]) / devicePixelRatio;
    return Math.max(height * lowness(), Math.min(height, whole));
  }

  // Gives every pane the same window: as wide as there is room, no larger than what it shows first.
  fit() {
    if (!this.scene || !this.row.clientWidth) return;
    this.row.style.setProperty("--least", `${this.data.width}px`);
    const across = this.panes[0].root.clientWidth;
    const room = [this.height(), across].map((size) => size * devicePixelRatio);
    this.first = firstZoom(room, this.scene, this.data.detail, this.exact);
    const [high, wide] = this.scene.map((size) => size * this.first);
    const width = Math.min(Math.floor(room[1]), wide);
    const lowest = Math.max(Math.floor(LOWEST * devicePixelRatio), Math.round(width * high / wide));
    const size = [Math.min(Math.floor(room[0]), high, lowest), width].map((length, axis) =>
      wholeLength(length, room[axis], devicePixelRatio));
    for (const pane of this.panes) pane.resize(size);
    if (!this.touched) this.view.zoom = this.first;
    if (!this.began) this.view.centre = this.scene.map((size) => size / 2);
    this.began = true;
    this.draw();
  }

  // ---------------------------------------------------------------- drawing

  draw() {
    const { view, scene } = this;
    const device = this.panes[0]?.device;
    if (!scene || !device?.[0]) return;
    view.centre = view.centre.map((place, axis) =>
      settled(place, device[axis], view.zoom, scene[axis]));
    for (const pane of this.panes) pane.paint(view);
    const seen = view.centre.map((place, axis) =>
      [-1, 1].map((side) => (place + (side * device[axis]) / view.zoom / 2) / scene[axis]));
    this.overview.show(seen);
    this.root.dataset.zoom = view.zoom;
    // A finger scrolls the page where there is nothing to move.
    this.root.toggleAttribute("data-movable", !this.overview.root.hidden);
    this.tell();
    this.look();
  }

  tell() {
    const { view, words, steps } = this;
    this.less.disabled = view.zoom <= steps[0];
    this.more.disabled = view.zoom >= steps.at(-1);
    const scale = words.scale.replaceAll("{zoom}", view.zoom);
    setText(this.scale, view.zoom % this.exact ? `${scale} ${words.nearly}` : scale);
  }

  look() {
    const looked = this.pointed ?? this.kept;
    const extent = looked && this.panes[looked.place].extent(looked.cell);
    for (const pane of this.panes) pane.look(this.view, extent);
    this.root.toggleAttribute("data-kept", Boolean(this.kept));
    this.open.disabled = !this.kept;
    this.note.hidden = Boolean(this.kept) || !this.data.lab;
  }

  // ---------------------------------------------------------------- moving

  focused() {
    return this.root.contains(this.root.getRootNode().activeElement);
  }

  // A place in a pane's window, in CSS pixels, as one on its canvas.
  onCanvas(place) {
    return place.map((part) => part * devicePixelRatio);
  }

  pan(by) {
    this.move(this.onCanvas(by).map((part) => part / this.view.zoom));
  }

  move(by) {
    this.view.centre = this.view.centre.map((place, axis) => place + by[axis]);
    this.touched = true;
    this.draw();
  }

  shift(arrow) {
    const { device } = this.panes[0];
    this.move(arrow.map((way, axis) => Math.sign(way)
      * Math.max(1, Math.round((STRIDE * device[axis]) / this.view.zoom))));
  }

  go(shares) {
    this.view.centre = shares.map((share, axis) => share * this.scene[axis]);
    this.touched = true;
    this.draw();
  }

  zoomBy(by, pane = null, place = null) {
    const { steps, view } = this;
    const next = by > 0 ? steps.find((step) => step > view.zoom)
      : steps.findLast((step) => step < view.zoom);
    if (next) this.setZoom(next, pane, place);
  }

  // The step nearest to a zoom that fingers ask for.
  zoomTo(zoom, pane, place) {
    const far = (step) => Math.abs(Math.log(step / zoom));
    this.setZoom(this.steps.reduce((best, step) => (far(step) < far(best) ? step : best)), pane,
      place);
  }

  // What stands under `place` stays there; without a place, what is kept or the middle does.
  setZoom(zoom, pane, place) {
    const { view } = this;
    if (zoom === view.zoom) return;
    if (place) {
      const aside = this.onCanvas(place).map((part, axis) => part - pane.device[axis] / 2);
      view.centre = view.centre.map((centre, axis) =>
        centre + aside[axis] / view.zoom - aside[axis] / zoom);
    } else if (this.kept) {
      view.centre = this.panes[this.kept.place].extent(this.kept.cell).map(([low, high]) =>
        (low + high) / 2);
    }
    view.zoom = zoom;
    this.touched = true;
    this.draw();
  }

  reset() {
    this.touched = false;
    this.kept = this.pointed = null;
    this.view.zoom = this.first;
    this.view.centre = this.scene.map((size) => size / 2);
    this.draw();
  }

  // ---------------------------------------------------------------- pixels

  found(pane, place) {
    const cell = pane?.at(this.view, this.onCanvas(place));
    return cell ? { place: this.panes.indexOf(pane), cell } : null;
  }

  point(pane, place) {
    this.pointed = pane ? this.found(pane, place) : null;
    this.look();
  }

  // A second press on the same pixel lets it go.
  keep(pane, place) {
    const found = this.found(pane, place);
    const same = found && this.kept && found.place === this.kept.place
      && found.cell.every((index, axis) => index === this.kept.cell[axis]);
    this.kept = same ? null : found;
    this.look();
  }

  letGo() {
    this.kept = this.pointed = null;
    this.look();
  }

  // Keeps the next pixel, or the middle one to begin with, and says what it holds.
  walk(by) {
    const place = this.kept?.place ?? this.panes.indexOf(this.finest);
    const pane = this.panes[place];
    const from = this.kept?.cell ?? pane.at(this.view, pane.device.map((size) => size / 2))
      ?? pane.shape.map((size) => Math.floor(size / 2));
    const cell = from.map((index, axis) =>
      Math.min(Math.max(index + (this.kept ? by[axis] : 0), 0), pane.shape[axis] - 1));
    this.pointed = null;
    this.kept = { place, cell };
    this.follow(pane.extent(cell));
    this.draw();
    setText(this.said, this.panes.map(({ facts, reading }) =>
      `${facts.title}: ${reading.textContent}`).join(". "));
  }

  follow(extent) {
    const { view } = this;
    const { device } = this.panes[0];
    view.centre = view.centre.map((centre, axis) => {
      const half = device[axis] / view.zoom / 2;
      const [low, high] = extent[axis];
      return Math.min(Math.max(centre, high - half), low + half);
    });
  }

  ask() {
    if (!this.kept) return;
    const [row, column] = this.kept.cell;
    this.report({ pane: this.kept.place, row, column });
  }

  remove() {
    this.resizing.disconnect();
    this.screen.onchange = null;
    this.root.remove();
  }
}
