// The box that the stage has: the width of its place, and the height from its top edge to the
// window's bottom.

const BELOW = 12;
const LEAST = 400;
// A stage further down than this share of the window is scrolled to, and then has the window.
const FAR = 0.5;
const HEADER = 76;
const TALLEST = 0.8;

export function boxOf(root, present) {
  const box = root.getBoundingClientRect();
  const scroller = scrollerOf(root);
  const top = box.top + (scroller ? scroller.scrollTop : 0);
  const below = window.innerHeight - top - BELOW;
  const far = top > FAR * window.innerHeight;
  const height = Math.max(LEAST, far ? window.innerHeight - HEADER - BELOW : below);
  const width = root.clientWidth;
  return { width, height: present ? height : Math.min(height, Math.max(TALLEST * width, LEAST)),
    density: window.devicePixelRatio || 1, left: box.left, top: box.top };
}

// How far the stage's corner is from the next whole device pixel, in CSS pixels.
export function offGrid({ left, top, density }) {
  const off = (length) => {
    const exact = length * density;
    const up = Math.ceil(exact - 0.02) - exact;
    return Math.max(0, up) / density;
  };
  return { x: off(left), y: off(top) };
}

export function scrollerOf(element) {
  for (let up = element; up; up = up.parentNode ?? up.host) {
    if (!(up instanceof Element) || up === element) continue;
    const { overflowY } = getComputedStyle(up);
    if ((overflowY === "auto" || overflowY === "scroll") && up !== document.body) return up;
  }
  return document.scrollingElement;
}
