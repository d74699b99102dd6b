// Numbers to colours, one 32-bit word a pixel, in the order of bytes that a canvas has.

import { clamp } from "./measures.js";

const OPAQUE = 0xff000000;
const STEPS = 255;

// `window` holds the numbers that are drawn darkest and brightest; what lies beyond is clipped.
export function coloured(array, [low, high], palette) {
  const { numbers, shape, step } = array;
  const count = shape.at(-1) * shape.at(-2);
  const words = new Uint32Array(count);
  const scale = (STEPS * step) / (high - low || 1);
  const shift = (STEPS * low) / (high - low || 1);
  const level = (number) => Math.round(clamp(number * scale - shift, 0, STEPS));
  const more = shape.length === 3 && shape[0] === 3 ? count : 0;
  const ramp = palette && ramped(palette);
  for (let i = 0; i < count; i++) {
    const red = level(numbers[i]);
    if (ramp) words[i] = ramp[red];
    else if (!more) words[i] = OPAQUE | (red * 0x010101);
    else {
      words[i] = OPAQUE | (level(numbers[2 * more + i]) << 16) | (level(numbers[more + i]) << 8)
        | red;
    }
  }
  return words;
}

// The colours of a scale, written as one text of hexadecimal digits, six a colour.
function ramped(palette) {
  return Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const colour = parseInt(palette.slice(6 * step, 6 * step + 6), 16);
    return OPAQUE | ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16);
  });
}

// Mean colours of blocks of `side` × `side` pixels; at the far edges of what is left.
export function averaged(words, height, width, side) {
  const [rows, columns] = [height, width].map((size) => Math.ceil(size / side));
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const sums = [0, 0, 0];
      const [bottom, right] = [Math.min(height, (row + 1) * side), Math.min(width,
        (column + 1) * side)];
      for (let y = row * side; y < bottom; y++) {
        for (let x = column * side; x < right; x++) {
          const word = words[y * width + x];
          for (let part = 0; part < 3; part++) sums[part] += (word >>> (8 * part)) & 0xff;
        }
      }
      const cells = (bottom - row * side) * (right - column * side);
      image.data.set([...sums.map((sum) => sum / cells), 255], 4 * (row * columns + column));
    }
  }
  return image;
}
