// How the stage is looked at, in the names and values of the address. Only what differs from these
// defaults is told to the page.

export const DEFAULTS = { order: "gather", step: null, form: "numbers", flip: true, matrix: "whole",
  present: false };

// The part of a state that is a view, in one order of names so that two spellings are equal.
export function viewOf(state) {
  const names = Object.keys(DEFAULTS).filter((name) => (state[name] ?? DEFAULTS[name]) !== DEFAULTS[name]);
  return Object.fromEntries(names.map((name) => [name, state[name]]));
}

export const withDefaults = (view) => ({ ...DEFAULTS, ...view });
