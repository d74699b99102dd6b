// How large a text may be written in its cell: never below a legible size; what does not fit then
// is not written at all.

export const LEGIBLE = 9;
const COMMON = 0.9;
const HUNDRED = 100;

// What stays free beside a text, less in small cells.
const spared = (cell) => (cell < 26 ? 1.5 : 6);

// Widths of texts in units of their type size, measured once.
export class Type {
  constructor() {
    this.pen = document.createElement("canvas").getContext("2d");
    this.widths = new Map();
  }

  family(name) {
    if (name === this.name) return;
    this.name = name;
    this.pen.font = `${HUNDRED}px ${name}`;
    this.widths.clear();
  }

  // The widest line of a text.
  width(text) {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = Math.max(...text.split("\n").map((line) => this.pen.measureText(line).width)) / HUNDRED;
      this.widths.set(text, width);
    }
    return width;
  }

  // The size at which a text fits a cell, by its width and its lines.
  fits(text, cell) {
    const lines = text.split("\n").length;
    return Math.min((cell - spared(cell)) / (this.width(text) || 1),
      (cell - 2) / (1.15 * lines));
  }

  // One size for a pane, at which nine texts in ten fit; zero where not even that is legible.
  common(texts, cell, largest) {
    const fitting = texts.map((text) => this.fits(text, cell)).sort((a, b) => b - a);
    const most = fitting[Math.floor(COMMON * (fitting.length - 1))] ?? largest;
    const size = Math.min(largest, most);
    return size >= LEGIBLE ? size : 0;
  }
}
