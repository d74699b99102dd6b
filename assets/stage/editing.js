// Numbers are edited where they stand. The stage never reads them: it sends text and place to the
// page, and keeps the text until the page has taken it or said what is wrong.

import { element, setText } from "./dom.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  Tab: [0, 1], Enter: [1, 0] };
const BEGINS = /^[0-9.+\-−]$/;

export class Editing {
  // `act`: send(edit), cellAt(place), move(place, by), focus(place).
  constructor(act) {
    this.act = act;
    this.input = element("input", { class: "editor", type: "text", autocomplete: "off",
      inputmode: "text", spellcheck: "false" });
    this.reason = element("p", { class: "reason", role: "alert" });
    this.root = element("div", { class: "editing", hidden: true }, this.input, this.reason);
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => this.paste(event, this.place));
    this.input.addEventListener("blur", () => this.leaveIfUntouched());
    this.serial = 0;
  }

  get open() {
    return !this.root.hidden;
  }

  // Whether a key on a cell begins an edit; typing replaces, F2 keeps what is there.
  begins(event, place, value) {
    if (event.key === "F2") this.begin(place, value);
    else if (BEGINS.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.begin(place, event.key, true);
    } else return false;
    event.preventDefault();
    return true;
  }

  begin(place, text, typed = false) {
    Object.assign(this, { place, typed, first: text });
    const { cell, stage, label } = this.act.cellAt(place);
    const [box, ground] = [cell.getBoundingClientRect(), stage.getBoundingClientRect()];
    const width = Math.max(box.width, 64);
    Object.assign(this.root.style, { left: `${box.left - ground.left}px`,
      top: `${box.top - ground.top}px`, width: `${width}px` });
    this.input.style.height = `${Math.max(box.height, 26)}px`;
    this.input.value = text;
    this.input.setAttribute("aria-label", label);
    setText(this.reason, "");
    this.root.hidden = false;
    this.input.focus({ preventScroll: true });
    if (!typed) this.input.select();
  }

  key(event) {
    event.stopPropagation();
    if (event.key === "Escape") return this.leave();
    const arrow = event.key.startsWith("Arrow");
    if (!(event.key in MOVES) || (arrow && !this.typed && !event.key.match(/Up|Down/))) return;
    event.preventDefault();
    const [down, right] = MOVES[event.key];
    this.keep(event.shiftKey ? [-down, -right] : [down, right]);
  }

  // Sends what was typed; the editor closes when the page has taken it.
  keep(by) {
    const { place } = this;
    const text = this.input.value.trim();
    if (!text || text === this.first && !this.typed) return this.leave(by);
    this.sendText(place, text);
    this.after = by;
  }

  sendText(place, text) {
    this.pending = { serial: ++this.serial, place, text };
    this.act.send({ pane: place.pane, index: place.index, text, serial: this.serial });
  }

  // A block from a spreadsheet, or NumPy's print.
  paste(event, place) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!text.trim() || (this.open && !/[\s,;[]/.test(text.trim()))) return;
    event.preventDefault();
    if (!this.open) this.begin(place, text.trim().replace(/\s+/g, " "));
    this.sendText(place, text);
    this.after = [0, 0];
  }

  // The page's answer: a sentence about the text, or its new numbers.
  answered(refusal) {
    const { pending } = this;
    if (!pending) return;
    if (refusal && refusal.serial === pending.serial) {
      this.pending = null;
      if (!this.open) this.begin(pending.place, pending.text);
      setText(this.reason, refusal.reason);
      return;
    }
    this.pending = null;
    this.leave(this.after);
  }

  leaveIfUntouched() {
    if (this.open && !this.pending && !this.reason.textContent) this.root.hidden = true;
  }

  leave(by = [0, 0]) {
    const { place } = this;
    const had = this.root.getRootNode().activeElement === this.input;
    this.pending = null;
    this.root.hidden = true;
    setText(this.reason, "");
    if (had) this.act.move(place, by);
  }
}
