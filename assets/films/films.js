// Small pictures in rows, and a film of their frames: all of them are here, so a slider is enough;
// the page is told where it stands.

import { unpack } from "../pictures/payload.js";
import { element, fill, setText } from "../stage/dom.js";
import { Curves } from "./curves.js";
import { Picture } from "./picture.js";
import { Scrubber } from "./scrubber.js";

const GAP = 10; // CSS pixels between two pictures
const LEAST = 72; // and the least that one is wide: where fewer fit, they go on below
// Sides are meant for a window as high as this; in a lower one, wide enough for words beside the
// figure, they shrink with it.
const USUAL = 900;
const BESIDE = 1000;
const HEAD = 4; // bytes before the film: the frame at which it is to stand, and the turn
const PATIENCE = 300; // milliseconds from the last move until the page is told

class Film {
  constructor(parent) {
    this.pictures = [];
    this.rows = element("div", { class: "film-rows" });
    this.scrubber = new Scrubber((place) => this.move(place));
    this.curves = new Curves();
    this.root = element("div", { class: "film" }, this.scrubber.root, this.rows, this.curves.root);
    parent.append(this.root);
    this.resizing = new ResizeObserver(() => this.fit());
    this.resizing.observe(this.root);
  }

  update(data, report) {
    // The page is followed where it asks for a frame; what else changes leaves the frame alone.
    const follows = data.turn !== this.data?.turn;
    Object.assign(this, { data, report });
    this.pictures = [];
    fill(this.rows, data.rows, madeRow, (row, told) => this.fillRow(row, told));
    this.scrubber.update(data.frames, data.words, follows ? data.at : null);
    this.curves.update(data.curves);
    this.room = null;
    this.fit();
  }

  fillRow(row, { title, note, tiles }) {
    const [head, body] = row.children;
    head.hidden = !title && !note;
    setText(head.firstChild, title);
    setText(head.lastChild, note);
    fill(body, tiles, () => new Picture().root, (root, tile) => {
      root.picture.update(tile, this.data.arrays[tile.array], this.data.words);
      this.pictures.push(root.picture);
    });
  }

  // The largest side at which the longest row fits, a whole number of the screen's pixels for each
  // pixel of every picture.
  fit() {
    if (!this.data) return;
    const room = [this.root.clientWidth, window.innerHeight, devicePixelRatio].join();
    if (!this.root.clientWidth || room === this.room) return;
    this.room = room;
    const most = Math.max(...this.data.rows.map(({ tiles }) => tiles.length));
    const low = window.innerWidth > BESIDE ? Math.min(1, window.innerHeight / USUAL) : 1;
    const share = Math.floor((this.root.clientWidth - GAP * (most - 1)) / most);
    const side = Math.max(LEAST, Math.min(this.data.side * low, share));
    const finest = Math.max(...this.pictures.map(({ height }) => height));
    const pixel = Math.max(1, Math.floor((side * devicePixelRatio) / finest));
    this.pictures.forEach((picture) => picture.resize(pixel * finest));
    this.root.style.setProperty("--tile", `${(pixel * finest) / devicePixelRatio + 0.01}px`);
    this.seek(this.scrubber.place);
  }

  // What the person does. The page is told of a frame that stands, not of those that play.
  move(place) {
    this.seek(place);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.scrubber.playing) this.report(this.scrubber.place);
    }, PATIENCE);
  }

  seek(place) {
    this.pictures.forEach((picture) => picture.show(place));
    this.curves.show(place);
  }

  remove() {
    this.scrubber.pause();
    clearTimeout(this.waiting);
    this.resizing.disconnect();
    this.root.remove();
  }
}

function madeRow() {
  return element("section", { class: "film-row" },
    element("p", { class: "film-head" }, element("b"), " ", element("small")),
    element("div", { class: "film-tiles" }));
}

const films = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  if (!films.has(parentElement)) films.set(parentElement, new Film(parentElement));
  const film = films.get(parentElement);
  const turn = {};
  film.mounted = turn;
  const head = new DataView(data.buffer, data.byteOffset);
  const [at, asked] = [0, 2].map((place) => head.getUint16(place, true));
  // A call that a later one has overtaken must not draw, nor take the film away.
  unpack(data.subarray(HEAD)).then((unpacked) => {
    if (film.mounted !== turn) return;
    film.update({ ...unpacked, at, turn: asked }, (place) => setStateValue("at", place));
  });
  return () => {
    if (film.mounted !== turn) return;
    film.mounted = null;
    film.remove();
    films.delete(parentElement);
  };
}
