// The questions by keyboard alone: Enter checks a choice too, and for who works with keys the
// focus goes where the next key belongs: to the new field, or to the way on.

const QUIZ = ".st-key-quiz";
const PATIENCE = 60; // frames
let keyed = false;
let seen = null;

const onKey = (event) => {
  keyed = true;
  if (event.key !== "Enter" || !event.target.matches?.(`${QUIZ} input[type=radio]`)) return;
  event.preventDefault();
  document.querySelector(`${QUIZ} [data-testid="stFormSubmitButton"] button`)?.click();
};
const onPointer = () => {
  keyed = false;
};

const focus = (settled, frames) => {
  const quiz = document.querySelector(QUIZ);
  const target = settled
    ? quiz?.querySelector('[data-testid="stBaseButton-primary"]')
    : (quiz?.querySelector("input:checked:enabled") ?? quiz?.querySelector("input:enabled"));
  if (target) {
    target.focus();
    target.select?.(); // a reply that was wrong is typed over
  } else if (frames > 0) requestAnimationFrame(() => focus(settled, frames - 1));
};

export default function ({ data }) {
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("pointerdown", onPointer, true);
  const state = JSON.stringify(data);
  if (seen !== null && seen !== state && keyed) {
    requestAnimationFrame(() => focus(data.settled, PATIENCE));
  }
  seen = state;
  return () => {
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("pointerdown", onPointer, true);
    seen = null;
  };
}
