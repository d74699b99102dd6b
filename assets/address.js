// Replaces what the address says by what the page shows, without a new entry of the history.
// What was replaced meanwhile, or left by a click, is let be; so is another page, which what was said
// of the last one reaches when a person goes back.

export default function ({ data }) {
  if (!data) return;
  const now = new URLSearchParams(window.location.search).toString();
  if (now !== new URLSearchParams(data.was).toString()) return;
  const query = new URLSearchParams(data.becomes).toString();
  const { pathname, hash } = window.location;
  if (data.page && !pathname.replace(/\/+$/, "").endsWith(`/${data.page}`)) return;
  window.history.replaceState(window.history.state, "", `${pathname}${query && "?"}${query}${hash}`);
}
