// Colour means one thing everywhere: the hue says which pane, the depth how large, and counts
// have a scale of their own.

import { clamp } from "./arrays.js";

// Cividis (Nuñez, Anderton & Renslow 2018) at ten even steps: sequential, and the same to
// people with and without colour vision deficiency.
const CIVIDIS = [
  [0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [254, 232, 56],
];

export function cividis(share) {
  const place = clamp(share, 0, 1) * (CIVIDIS.length - 1);
  const below = Math.min(Math.floor(place), CIVIDIS.length - 2);
  return CIVIDIS[below].map((channel, c) =>
    Math.round(channel + (CIVIDIS[below + 1][c] - channel) * (place - below)));
}

// Black or white, whichever stands out more (WCAG relative luminance).
export function inkOn([r, g, b]) {
  const linear = (channel) => ((channel / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return luminance > 0.179 ? "#000" : "#fff";
}

// Count scales end at one of these, so that they seldom change while a parameter moves.
export function countLimit(counts) {
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  return [4, 9, 16, 36, 64, 144, 576].find((limit) => limit >= largest) ?? largest;
}

// How deep the tint of a value is, 0 to 1.
export function tint(value, limit) {
  if (Number.isNaN(value)) return 0;
  return limit > 0 ? clamp(Math.abs(value) / limit, 0, 1) : 0;
}
