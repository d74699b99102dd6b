// Arrays travel as base64 of their little-endian bytes: exact, compact, and NaN and infinities
// survive, which JSON has no words for.

const TYPES = { f8: Float64Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };

export function unpack(packed) {
  if (!packed) return null;
  const letters = atob(packed.data);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return new TYPES[packed.type](bytes.buffer);
}

export function product(sizes) {
  return sizes.reduce((total, size) => total * size, 1);
}

// The flat index of a cell as its coordinates, last axis fastest, and back.
export function unravel(flat, shape) {
  const cell = new Array(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    cell[axis] = flat % shape[axis];
    flat = Math.floor(flat / shape[axis]);
  }
  return cell;
}

export function ravel(cell, shape) {
  return cell.reduce((flat, index, axis) => flat * shape[axis] + index, 0);
}

export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
