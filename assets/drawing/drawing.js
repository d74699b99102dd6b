// A grid to draw on, by mouse, touch or keyboard. Each stroke is reported as a text of all cells.

import { element, setAttribute, setText } from "../stage/dom.js";
import { erased, read, spelled } from "./cells.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const SIDE = 240; // CSS pixels, at most
// In a window lower than this, wide enough for words beside the figure, it shrinks with it.
const USUAL = 900;
const BESIDE = 1000;
const KEPT = 50; // strokes that can be taken back
const PATIENCE = 3000; // milliseconds after which the page is told again though it has not answered

class Drawing {
  constructor(parent) {
    this.past = [];
    this.cursor = [0, 0];
    this.canvas = element("canvas", { tabindex: 0, role: "application" });
    this.back = this.button(() => this.undo());
    this.clear = this.button(() => this.stroke(() => this.cells.fill(0)));
    this.hint = element("small");
    this.said = element("span", { class: "said", role: "status" });
    this.root = element("div", { class: "drawing" }, this.canvas,
      element("div", { class: "drawing-tools" }, this.back, this.clear), this.hint, this.said);
    parent.append(this.root);
    this.listen();
  }

  button(does) {
    const made = element("button", { type: "button" });
    made.addEventListener("click", does);
    return made;
  }

  listen() {
    const on = (name, does) => this.canvas.addEventListener(name, does);
    on("pointerdown", (event) => this.begin(event));
    on("pointermove", (event) => this.go(event));
    on("lostpointercapture", () => this.end()); // lifted, or called off
    on("keydown", (event) => this.press(event));
    on("focus", () => this.draw());
    on("blur", () => this.draw());
  }

  update({ text, side, words }, report) {
    Object.assign(this, { side, words, report });
    this.hear(text);
    setAttribute(this.canvas, "aria-label", words.name);
    setText(this.back, words.undo);
    setText(this.clear, words.clear);
    setText(this.hint, words.hint);
    this.draw();
  }

  // ---------------------------------------------------------------- the page

  // One drawing at a time is on its way to the page, however fast one draws. What came in the
  // meantime follows it; so neither is the page behind, nor is a stroke taken away by an older one.
  tell() {
    const text = spelled(this.cells);
    if (this.waits || text === this.text) return;
    this.sent = text;
    this.waits = setTimeout(() => (this.waits = null), PATIENCE);
    this.report(text);
  }

  hear(text) {
    if (text === this.text) return;
    this.text = text;
    clearTimeout(this.waits);
    this.waits = null;
    if (text !== this.sent) this.past = [];
    if (this.drawn) return;
    if (text === this.sent) this.tell();
    else this.cells = read(text, this.side);
  }

  // ---------------------------------------------------------------- strokes

  // Changes cells as one stroke, which can be taken back.
  stroke(change) {
    const before = this.cells.slice();
    change();
    if (this.cells.every((cell, place) => cell === before[place])) return;
    this.past = [...this.past.slice(1 - KEPT), before];
    this.send();
  }

  undo() {
    if (!this.past.length) return;
    this.cells = this.past.pop();
    this.send();
  }

  send() {
    this.draw();
    this.tell();
  }

  // The first cell of a stroke says whether it draws or erases.
  begin(event) {
    if (event.button || this.drawn) return;
    this.canvas.setPointerCapture(event.pointerId);
    const cell = this.at(event);
    this.drawn = { before: this.cells.slice(), ink: 1 - this.cells[this.place(cell)], last: cell,
      pointer: event.pointerId };
    this.go(event);
  }

  go(event) {
    if (this.drawn?.pointer !== event.pointerId) return;
    const cell = this.at(event);
    const { last, ink } = this.drawn;
    const far = Math.max(Math.abs(cell[0] - last[0]), Math.abs(cell[1] - last[1]), 1);
    for (let step = 0; step <= far; step++) {
      const between = cell.map((to, axis) =>
        Math.round(last[axis] + ((to - last[axis]) * step) / far));
      this.cells[this.place(between)] = ink;
    }
    this.drawn.last = cell;
    this.draw();
  }

  end() {
    if (!this.drawn) return;
    const { before } = this.drawn;
    this.drawn = null;
    const after = this.cells;
    this.cells = before;
    this.stroke(() => (this.cells = after));
  }

  at({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    const index = (share) => Math.min(this.side - 1, Math.max(0, Math.floor(share * this.side)));
    return [index((clientY - box.top) / box.height), index((clientX - box.left) / box.width)];
  }

  place([row, column]) {
    return row * this.side + column;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      this.cursor = this.cursor.map((at, axis) =>
        Math.min(this.side - 1, Math.max(0, at + arrow[axis])));
    } else if (event.key === " " || event.key === "Enter") {
      const place = this.place(this.cursor);
      this.stroke(() => (this.cells[place] = 1 - this.cells[place]));
    } else if (event.key === "Backspace" || event.key === "Delete") {
      this.stroke(() => (this.cells = erased(this.side)));
    } else return;
    event.preventDefault();
    this.draw();
    this.say();
  }

  say() {
    const [row, column] = this.cursor;
    const ink = this.cells[this.place(this.cursor)] ? this.words.ink : this.words.blank;
    const place = this.words.place.replace("{0}", row).replace("{1}", column);
    setText(this.said, `${place}: ${ink}`);
  }

  // ---------------------------------------------------------------- what is seen

  // However many strokes come between two frames of the screen, they are painted once.
  draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.paint();
    });
  }

  paint() {
    const low = window.innerWidth > BESIDE ? Math.min(1, window.innerHeight / USUAL) : 1;
    const cell = Math.floor((SIDE * low * devicePixelRatio) / this.side);
    const whole = cell * this.side;
    if (this.canvas.width !== whole) Object.assign(this.canvas, { width: whole, height: whole });
    const shown = `${(whole + 0.01) / devicePixelRatio}px`;
    Object.assign(this.canvas.style, { width: shown, height: shown });
    const context = this.canvas.getContext("2d");
    this.cells.forEach((ink, place) => {
      const [row, column] = [Math.floor(place / this.side), place % this.side];
      context.fillStyle = ink ? "#fff" : "#000";
      context.fillRect(column * cell, row * cell, cell, cell);
      if (ink) return;
      context.fillStyle = "#2b2f33";
      context.fillRect(column * cell, row * cell, cell, 1);
      context.fillRect(column * cell, row * cell, 1, cell);
    });
    this.back.disabled = !this.past.length;
    if (document.activeElement !== this.canvas && !this.focused()) return;
    context.lineWidth = Math.max(2, cell / 6);
    context.strokeStyle = "#d55e00";
    context.strokeRect(this.cursor[1] * cell + 1, this.cursor[0] * cell + 1, cell - 2, cell - 2);
  }

  focused() {
    return this.root.getRootNode().activeElement === this.canvas;
  }
}

const drawings = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  if (!drawings.has(parentElement)) drawings.set(parentElement, new Drawing(parentElement));
  // Who goes back and draws the same again has drawn: the moment tells it from what was sent before.
  drawings.get(parentElement).update(data, (text) =>
    setStateValue("drawn", { text, at: Date.now() }));
}
