// Where pixels stand. A scene is measured in pixels of its finest pane; a pixel of another pane
// spans a ratio of them. On the screen every pixel is a whole number of device pixels.

const LADDER = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
const FARTHEST = 64;
// A scene whose panes agree exactly only at larger zooms than this begins where they nearly do.
const COARSE = 6;

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// The least zoom at which every pane's pixels are whole and all panes keep their ratios; its
// multiples do so too.
export function exactZoom(panes) {
  const divisor = (a, b) => (b ? divisor(b, a % b) : a);
  const parts = panes.flatMap(({ spans }) => spans.map(([, below]) => below));
  return parts.reduce((product, part) => (product * part) / divisor(product, part), 1);
}

export function ladder(exact) {
  const steps = new Set([...LADDER, ...LADDER.map((step) => step * exact)]);
  return [...steps].filter((step) => step <= Math.max(FARTHEST, exact)).sort((a, b) => a - b);
}

// The zoom to begin with: all of the scene if the room holds it, else about `detail` pixels of it.
export function firstZoom(room, scene, detail, exact) {
  const whole = Math.floor(Math.min(room[0] / scene[0], room[1] / scene[1]));
  const asked = detail ? Math.round(room[1] / Math.min(detail, scene[1])) : 1;
  const zoom = clamp(Math.max(whole, asked), 1, FARTHEST);
  if (zoom >= exact) return zoom - (zoom % exact);
  return exact <= COARSE ? exact : zoom;
}

// A length for `device` pixels of the screen, in its pixels, that is also whole in CSS pixels if one
// near it is: browsers round the ends of a box to the one or to the other.
export function wholeLength(device, most, ratio) {
  const whole = (css) => Math.abs(css * ratio - Math.round(css * ratio)) < 1e-3;
  const near = (css, by) => Array.from({ length: 10 }, (_, step) => css + by * step).find(whole);
  const above = near(Math.ceil(device / ratio), 1);
  const below = near(Math.floor(device / ratio), -1);
  const css = above * ratio <= most + 1e-3 ? above : below;
  return css ? Math.round(css * ratio) : device;
}

// How one axis of a pane lies on its canvas: the size of a pixel and where the first one begins.
export function placed(length, zoom, centre, [above, below], offset) {
  const span = above / below;
  const size = Math.max(1, Math.round(zoom * span));
  return { size, first: Math.round(length / 2 - ((centre - offset) / span) * size) };
}

// The nearest centre that shows nothing beyond the scene where there is enough of it, and at which
// pixels begin on device pixels.
export function settled(centre, length, zoom, scene) {
  const half = length / zoom / 2;
  const kept = 2 * half >= scene ? scene / 2 : clamp(centre, half, scene - half);
  return (length / 2 - Math.round(length / 2 - kept * zoom)) / zoom;
}

// The pixels of an axis that meet the interval from `low` to `high` of the scene.
export function meeting(low, high, size, [above, below], offset) {
  const index = (place) => ((place - offset) * below) / above;
  const first = Math.floor(index(low) + 1e-6);
  const last = Math.ceil(index(high) - 1e-6) - 1;
  return last < 0 || first >= size ? null : [clamp(first, 0, size - 1), clamp(last, 0, size - 1)];
}
