// A link to a step: Streamlit goes there when the heading is drawn, while figures above it are still
// on their way and push it out of sight. So the page goes there again while it grows, until the
// person takes over or it has had time enough.

const PATIENCE = 5000; // milliseconds
const HANDS = ["wheel", "touchstart", "pointerdown", "keydown"];
let followed = false;

export default function follow() {
  const step = document.getElementById(location.hash.slice(1));
  if (followed || !step) return;
  followed = true;
  const growing = new ResizeObserver(() => step.scrollIntoView());
  growing.observe(step.closest("[data-testid=stMainBlockContainer]"));
  const stop = () => {
    growing.disconnect();
    for (const hand of HANDS) removeEventListener(hand, stop, true);
  };
  for (const hand of HANDS) addEventListener(hand, stop, true);
  setTimeout(stop, PATIENCE);
}
