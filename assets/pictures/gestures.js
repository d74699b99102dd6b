// What a mouse, fingers, a wheel and keys ask for: to move, to zoom, to point, to keep a pixel.

const DRAG = 4; // CSS pixels that a press may wander and still be a click
const TWICE = 350; // milliseconds between the presses of a double click
const NOTCH = { wheel: 50, pinch: 8 };
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Listens on one pane; `figure` is told in CSS pixels from the corner of the pane's window.
export function listenOn(pane, figure) {
  const fingers = new Map();
  let start = null;
  let last = null;
  const place = ({ clientX, clientY }) => {
    const box = pane.canvas.getBoundingClientRect();
    return [clientY - box.y, clientX - box.x];
  };
  const begin = () => {
    const places = [...fingers.values()];
    start = places.length ? { places, zoom: figure.view.zoom, moved: places.length > 1 } : null;
  };
  const on = (name, does) => pane.window.addEventListener(name, does);

  on("pointerdown", (event) => {
    if (event.button) return;
    pane.window.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    begin();
  });
  on("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) {
      if (event.pointerType !== "touch") figure.point(pane, place(event));
      return;
    }
    const before = middle([...fingers.values()]);
    fingers.set(event.pointerId, place(event));
    const places = [...fingers.values()];
    if (distance(places[0], start.places[0]) > DRAG) start.moved = true;
    if (!start.moved) return;
    const now = middle(places);
    if (places.length > 1) {
      const wider = distance(...places) / (distance(...start.places) || 1);
      figure.zoomTo(start.zoom * wider, pane, now);
    }
    figure.pan([before[0] - now[0], before[1] - now[1]]);
  });
  const end = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && !start.moved && !fingers.size) {
      const press = { time: event.timeStamp, place: place(event) };
      if (last && press.time - last.time < TWICE && distance(press.place, last.place) < 24) {
        figure.reset();
        last = null;
      } else {
        figure.keep(pane, press.place);
        last = press;
      }
    }
    const moved = start.moved;
    begin();
    if (start) start.moved = moved;
  };
  on("pointerup", end);
  on("pointercancel", end);
  on("pointerleave", () => figure.point(null));
  on("wheel", wheel(pane, figure, place));
}

// A wheel belongs to the page, unless the pictures were clicked or Control is held; pinching on a
// trackpad arrives as a wheel with Control.
function wheel(pane, figure, place) {
  let turned = 0;
  return (event) => {
    if (!event.ctrlKey && !event.metaKey && !figure.focused()) return;
    event.preventDefault();
    turned += event.deltaY * (event.deltaMode ? 33 : 1);
    const notch = event.ctrlKey && Math.abs(event.deltaY) < NOTCH.wheel ? NOTCH.pinch : NOTCH.wheel;
    if (Math.abs(turned) < notch) return;
    figure.zoomBy(turned < 0 ? 1 : -1, pane, place(event));
    turned = 0;
  };
}

export function listenToKeys(target, figure) {
  target.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = keyed(event, figure);
    if (!does) return;
    does();
    event.preventDefault();
  });
}

function keyed({ key, shiftKey }, figure) {
  const arrow = ARROWS[key];
  if (arrow) return () => (shiftKey ? figure.walk(arrow) : figure.shift(arrow));
  if (key === "+" || key === "=") return () => figure.zoomBy(1);
  if (key === "-" || key === "_" || key === "−") return () => figure.zoomBy(-1);
  if (key === "Home") return () => figure.reset();
  if (key === "Enter" || key === " ") return () => figure.walk([0, 0]);
  return key === "Escape" ? () => figure.letGo() : null;
}

const distance = ([a, b], [c, d]) => Math.hypot(a - c, b - d);

const middle = (places) =>
  [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
