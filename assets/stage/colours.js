// Colour means one thing everywhere: the hue says which pane, the depth how large, and counts
// have a scale of their own, the same as in `ui/count_scale.py`.

import { clamp } from "./arrays.js";

// Cividis (Nuñez, Anderton & Renslow 2018) at ten even steps: sequential, and the same to
// people with and without colour vision deficiency.
const CIVIDIS = [
  [0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [254, 232, 56],
];
// A count of zero: the colour of attention.
const HOLE = [213, 94, 0];
// Greater counts look as this one does.
const MOST = 64;

// The colour of a count, [red, green, blue]: the same in every picture, whatever stands beside it.
// The smaller the counts, the further are equal ratios apart.
export function countColour(count) {
  if (count === 0) return HOLE;
  const place = (one) => 1 - 1 / Math.cbrt(one);
  return cividis(0.06 + (0.94 * place(Math.min(count, MOST))) / place(MOST));
}

function cividis(share) {
  const place = clamp(share, 0, 1) * (CIVIDIS.length - 1);
  const below = Math.min(Math.floor(place), CIVIDIS.length - 2);
  return CIVIDIS[below].map((channel, c) =>
    Math.round(channel + (CIVIDIS[below + 1][c] - channel) * (place - below)));
}

// Black or white, whichever stands out more (WCAG relative luminance).
export function inkOn(colour) {
  const [r, g, b] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
}

// How deep the tint of a value is, 0 to 1.
export function tint(value, limit) {
  if (Number.isNaN(value)) return 0;
  return limit > 0 ? clamp(Math.abs(value) / limit, 0, 1) : 0;
}
