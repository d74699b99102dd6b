// How numbers and symbols are written: by the same rule as in `ui/numbers.py`.

export const MINUS = "−";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
// For a point, a zero before it and one digit more than those that are asked for.
const ROOM = 3;
// Significant digits; what lies behind them is the rounding of the computer.
const EXACT = 12;

// A number as people write it: exact where that takes at most three characters more than `digits`,
// as 0.0625 does; else rounded to that many significant digits, halves away from zero. Beyond a
// million and below a thousandth there are two digits and a power of ten.
export function written(value, digits = 3, room = ROOM) {
  if (Number.isNaN(value)) return "NaN";
  const text = Number.isFinite(value) ? sizeText(Math.abs(value), digits, room) : "∞";
  return value < 0 ? MINUS + text : text;
}

function sizeText(size, digits, room) {
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e6) return scientific(size);
  const exact = String(Number(size.toPrecision(EXACT)));
  if (exact.length <= digits + room) return exact;
  return String(Number(size.toFixed(Math.max(0, digits - 1 - exponentOf(size)))));
}

function exponentOf(size) {
  return Number(size.toExponential().split("e")[1]);
}

function scientific(size) {
  const [mantissa, exponent] = size.toExponential(1).split("e");
  return `${mantissa.replace(/\.0$/, "")}e${exponent.replace("+", "").replace("-", MINUS)}`;
}

// A factor of a sum: with four places, so that the sum comes out; a negative one needs its
// parentheses.
export function factor(value) {
  const size = Math.abs(value);
  const text = written(value, size >= 1 && size < 1e6 ? 5 + exponentOf(size) : 4);
  return text.startsWith(MINUS) ? `(${text})` : text;
}

// k1, k2, … in reading order; where there are several filters, with the filter's number on top.
export function tapName(tap, kernel) {
  if (kernel.channels === 1) return `k${tap + 1}`;
  const filter = Math.floor(tap / kernel.area);
  const raised = [...String(filter)].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `k${(tap % kernel.area) + 1}⁽${raised}⁾`;
}

// x[1,2], y[3], m[0,1,1].
export function cellSymbol(pane, index) {
  return `${pane.symbol}[${pane.cellOf(index).join(",")}]`;
}

export const LETTERS = 26;

// The letter of an input pixel, where the alphabet suffices for all of them.
export function letter(index) {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

// "row {row}" with {row} filled in.
export function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// One of the two forms of a phrase, [for one, for any other count], with {count} filled in.
export function plural(forms, count) {
  return filled(forms[count === 1 ? 0 : 1], { count });
}
