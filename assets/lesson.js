// Page Up and Page Down go to the step before and after: what a presenter's clicker sends.
// They are listened to once for all, so also while a step gives way to the next.

const WAYS = { PageUp: "before", PageDown: "after" };
const LISTENS = "data-page-keys";

function go(event) {
  const way = WAYS[event.key];
  const typing = event.target.closest?.("input, textarea, [contenteditable=true]");
  if (!way || typing || event.defaultPrevented) return;
  const button = document.querySelector(`.st-key-lesson-${way} button`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

export default function () {
  const page = document.documentElement;
  if (page.hasAttribute(LISTENS)) return;
  page.setAttribute(LISTENS, "");
  document.addEventListener("keydown", go);
}
