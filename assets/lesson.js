// Page Up and Page Down go to the step before and after: what a presenter's clicker sends.

const WAYS = { PageUp: "before", PageDown: "after" };

export default function () {
  const go = (event) => {
    const way = WAYS[event.key];
    const typing = event.target.closest?.("input, textarea, [contenteditable=true]");
    if (!way || typing || event.defaultPrevented) return;
    const button = document.querySelector(`.st-key-lesson-${way} button`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  const listen = (on) => {
    document[on ? "addEventListener" : "removeEventListener"]("keydown", go);
    document.documentElement.toggleAttribute("data-page-keys", on);
  };
  listen(true);
  return () => listen(false);
}
