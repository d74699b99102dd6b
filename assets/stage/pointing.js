// What is pointed at and what is pinned, by mouse, finger or keyboard. The stage builds on this: it
// draws what this decides.

import { ravel, unravel } from "./arrays.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  Home: [0, -1, true], End: [0, 1, true] };

export class Pointing {
  listen() {
    const on = (name, does) => this.root.addEventListener(name, does);
    on("pointerover", (event) => this.hover(event));
    on("pointermove", (event) => this.hover(event));
    on("pointerleave", () => this.point(null));
    on("click", (event) => this.click(event));
    on("dblclick", (event) => this.editAt(this.at(event.target)));
    on("paste", (event) => this.pasteAt(event));
    on("focusin", (event) => this.focus(event));
    on("focusout", ({ relatedTarget }) => {
      if (!relatedTarget || !this.root.contains(relatedTarget)) this.point(null);
    });
    on("keydown", (event) => this.key(event));
    // Escape lets go wherever the focus is, and a presenter's clicker has no focus.
    this.heard = new AbortController();
    document.addEventListener("keydown", (event) => this.documentKey(event),
      { signal: this.heard.signal, capture: true });
  }

  // The pane and index of the cell that an element is, if it is one.
  at(target) {
    const cell = target?.closest?.("[data-index]");
    const pane = cell?.closest("[data-pane]")?.dataset.pane;
    return pane && pane !== "rulers" ? { pane, index: Number(cell.dataset.index) } : null;
  }

  // What was pointed at stays until another cell is, or the mouse leaves the stage: on the way to
  // the equation or a button nothing goes out.
  hover(event) {
    if (this.scrolledUnder(event)) return;
    const place = event.target === this.matrix.canvas ? this.onMatrix(event) : this.at(event.target);
    if (place) this.point(place);
  }

  // Whether the page moved and not the mouse: what slides under a resting mouse is not meant.
  scrolledUnder({ isTrusted, screenX, screenY }) {
    const still = this.mouse?.screenX === screenX && this.mouse?.screenY === screenY;
    this.mouse = { screenX, screenY };
    return isTrusted && still;
  }

  onMatrix(event) {
    const index = this.matrix.placeAt(event);
    return index === null ? null : { pane: "matrix", index };
  }

  focus(event) {
    const place = this.at(event.target);
    if (place && event.target.matches(":focus-visible")) this.point(place);
  }

  point(place) {
    const { state } = this;
    if (same(place, state.pointed)) return;
    state.pointed = place;
    this.highlight();
  }

  click(event) {
    const place = event.target === this.matrix.canvas ? this.onMatrix(event) : this.at(event.target);
    if (!place || event.detail > 1) return;
    this.stopAt(place);
    this.toggle(place);
  }

  toggle(place) {
    this.player.pause();
    this.leaveSteps();
    this.pinTo(same(place, this.state.pin) ? null : place);
    this.show();
  }

  leaveSteps() {
    if (this.state.step === null) return;
    this.state.step = null;
    this.showValues();
    this.tellViewSoon();
  }

  // ---------------------------------------------------------------- keys

  key(event) {
    const place = this.at(event.target);
    if (!place || event.defaultPrevented) return;
    if (this.editKey(event, place)) return;
    if (event.key === "Enter" || event.key === " ") this.toggle(place);
    else if (event.key in ARROWS) this.walk(place, ARROWS[event.key], event);
    else return;
    event.preventDefault();
  }

  documentKey(event) {
    const typing = isTyping(event.composedPath()[0]);
    if (event.key === "Escape" && !typing) {
      if (this.somethingHeld()) this.letGo();
      return;
    }
    if (!this.state.present || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const onCell = this.at(event.composedPath()[0]);
    if (this.presenterKey(event.key, onCell)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  // What a presenter's clicker sends goes on by one cell, arrows and space by one term.
  presenterKey(key, onCell) {
    if (key === "PageDown") this.moveCell(1);
    else if (key === "PageUp") this.moveCell(-1);
    else if (onCell) return false;
    else if (key === "ArrowRight" || key === " ") this.move(1);
    else if (key === "ArrowLeft") this.move(-1);
    else if (key === "ArrowDown") this.moveCell(1);
    else if (key === "ArrowUp") this.moveCell(-1);
    else return false;
    this.tellView();
    return true;
  }

  somethingHeld() {
    const { pin, step } = this.state;
    return pin !== null || step !== null || this.player.playing;
  }

  letGo() {
    this.player.pause();
    this.leaveSteps();
    this.pinTo(null);
    this.state.pointed = null;
    this.show();
    this.tellView();
  }

  // An arrow goes one cell, Home and End to the ends of the row, with Control to the corners.
  walk(place, [down, right, far], event) {
    const holder = place.pane === "matrix" ? this.matrix : this.grids[place.pane];
    const go = (from, by) => holder.neighbour(from, ...by);
    let index = place.index;
    if (!far) index = go(index, [down, right]);
    for (const by of far ? [[0, right], ...(event.ctrlKey ? [[right, 0]] : [])] : []) {
      while (go(index, by) !== index) index = go(index, by);
    }
    const next = { pane: place.pane, index };
    this.stopAt(next);
    if (same(place, this.state.pin)) this.pinTo(next);
    this.state.pointed = next;
    if (place.pane !== "matrix") holder.cells[index].focus({ preventScroll: false });
    this.show();
  }

  stopAt({ pane, index }) {
    if (pane === "matrix") this.matrix.moveCursor(index);
    else this.grids[pane].stopAt(index);
  }

  // ---------------------------------------------------------------- the pin

  pinTo(place) {
    this.state.pin = place;
    this.tellPin();
  }

  // "output:3,5"
  spellPin() {
    const { pin } = this.state;
    if (!pin) return null;
    return `${pin.pane}:${coordinates(pin, this.scene).join(",")}`;
  }

  // The page has made sure that the pin exists.
  parsePin(text) {
    if (!text) return null;
    const [pane, place] = text.split(":");
    const shape = shapeOf(pane, this.scene);
    const cell = place.split(",").map(Number);
    const inside = shape?.length === cell.length && cell.every((at, axis) => at < shape[axis]);
    return inside ? { pane, index: ravel(cell, shape) } : null;
  }

  // The cell with the same coordinates in the new grid, if there is one. `before` is the scene
  // that the place was pointed at in.
  carried(place, before) {
    if (!place) return null;
    const cell = coordinates(place, before ?? this.scene);
    const shape = shapeOf(place.pane, this.scene);
    const inside = shape?.length === cell.length && cell.every((at, axis) => at < shape[axis]);
    return inside ? { pane: place.pane, index: ravel(cell, shape) } : null;
  }

  remove() {
    this.heard.abort();
  }
}

const isTyping = (target) => target?.matches?.("input:not([type=radio], [type=range]), textarea, "
  + "select, [contenteditable=true]") ?? false;

const same = (a, b) => a?.pane === b?.pane && a?.index === b?.index;

const shapeOf = (pane, scene) =>
  (pane === "matrix" ? scene.shown.size : scene.panes[pane]?.full);

const coordinates = ({ pane, index }, scene) => unravel(index, shapeOf(pane, scene));
