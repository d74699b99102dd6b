// How phrases and numbers are written below pictures.

// What stands for {0}, {1}, … filled in.
export function filled(phrase, values) {
  return values.reduce((text, value, place) => text.replace(`{${place}}`, value), phrase);
}

// A number with so many decimals.
export function decimal(value, digits) {
  return value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
}
