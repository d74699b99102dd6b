// A drawing as a text: its cells row by row, six of them a letter, as base64 for addresses has it.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BITS = 6;

export const erased = (side) => new Uint8Array(side * side);

export function spelled(cells) {
  let text = "";
  for (let start = 0; start < cells.length; start += BITS) {
    let value = 0;
    for (let bit = 0; bit < BITS; bit++) value = 2 * value + (cells[start + bit] ?? 0);
    text += LETTERS[value];
  }
  return text;
}

export function read(text, side) {
  const cells = erased(side);
  [...text].forEach((letter, place) => {
    for (let bit = 0; bit < BITS; bit++) {
      const cell = BITS * place + bit;
      if (cell < cells.length) cells[cell] = (LETTERS.indexOf(letter) >> (BITS - 1 - bit)) & 1;
    }
  });
  return cells;
}
