// How numbers and symbols are written. Nothing here is longer than eight characters, so that
// NaN, infinities, tiny and huge values stay inside their cells.

export const MINUS = "−";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A number with at most `digits` significant digits.
export function written(value, digits = 3) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : MINUS + "∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return scientific(value);
  const places = size >= 1 ? Math.max(0, digits - 1 - Math.floor(Math.log10(size))) : digits;
  return rounded(value, places);
}

function rounded(value, places) {
  return String(Number(value.toFixed(places)) || 0).replace("-", MINUS);
}

function scientific(value) {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  const short = mantissa.replace(/\.0$/, "");
  return `${short}e${exponent.replace("+", "")}`.replaceAll("-", MINUS);
}

// A factor of a product, to four places; a negative one needs its parentheses.
export function factor(value) {
  const size = Math.abs(value);
  const text = size >= 1e-3 && size < 1e3 ? rounded(value, 4) : written(value, 6);
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
