// From numbers to places on the screen and back.

export class Scale {
  constructor(low, high, from, to) {
    Object.assign(this, { low, from });
    this.step = (to - from) / (high - low);
    this.unit = Math.abs(this.step);
  }

  at(number) {
    return this.from + (number - this.low) * this.step;
  }

  back(place) {
    return this.low + (place - this.from) / this.step;
  }
}
