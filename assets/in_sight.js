// Says whether what stands below this place is in sight.

const watched = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const host = parentElement.getRootNode().host ?? parentElement;
  const place = host.closest('[class*="st-key-in-sight-"]');
  if (!watched.has(place)) watched.set(place, watch(place));
  const seen = watched.get(place);
  Object.assign(seen, { known: data.seen, tell: () => setStateValue("seen", seen.now) });
  tell(seen);
}

function watch(place) {
  const seen = { now: null };
  // What has left above the window is still read: only what is below it is out of sight.
  const root = place.closest('[data-testid="stMain"]');
  const options = { root, rootMargin: "1000000px 0px 0px 0px" };
  const observer = new IntersectionObserver((entries) => {
    if (!place.isConnected) return;
    seen.now = entries.at(-1).isIntersecting;
    tell(seen);
  }, options);
  observer.observe(place);
  return seen;
}

// The place may be new and what the server knows of an older one: so the two are compared, always.
function tell(seen) {
  if (seen.now !== null && seen.now !== seen.known) seen.tell();
}
