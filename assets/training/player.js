// The way along a training: a slider, a button that plays, and one for a step in each direction.

import { clamp } from "../pictures/measures.js";
import { filled } from "../pictures/texts.js";
import { element, setAttribute, setText } from "../stage/dom.js";

const PACE = 160; // milliseconds a step
const CALM = { pace: 1000, stops: 10 }; // for people who ask for less motion: a few still pictures

export class TrainingPlayer {
  constructor(move) {
    this.move = move;
    this.timer = null;
    this.slider = element("input", { type: "range", min: 0, step: 1 });
    this.slider.addEventListener("input", () => this.to(Number(this.slider.value)));
    const button = (sign, does) => {
      const made = element("button", { type: "button" }, sign);
      made.addEventListener("click", does);
      return made;
    };
    this.play = button("▶", () => this.toggle());
    this.back = button("‹", () => this.to(this.at - 1));
    this.forward = button("›", () => this.to(this.at + 1));
    this.status = element("span", { class: "status" });
    this.root = element("div", { class: "player", role: "group" }, this.play, this.back,
      this.slider, this.forward, this.status);
  }

  // A person's own move ends the playing.
  to(place) {
    this.stop();
    this.move(place);
  }

  toggle() {
    if (this.timer !== null) this.stop();
    else {
      if (this.at === this.reached - 1) this.move(0);
      this.wait();
    }
    this.name();
  }

  wait() {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const by = calm ? Math.ceil(this.steps.length / CALM.stops) : 1;
    this.timer = setTimeout(() => {
      this.move(this.at + by);
      if (this.at < this.reached - 1) this.wait();
      else this.stop();
    }, calm ? CALM.pace : PACE);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.words) this.name();
  }

  get playing() {
    return this.timer !== null;
  }

  // A training that goes on has reached but some of its steps.
  fill(steps, reached, words) {
    Object.assign(this, { steps, reached, words });
    this.slider.max = reached - 1;
    this.name();
  }

  name() {
    const { words, playing } = this;
    setText(this.play, playing ? "❚❚" : "▶");
    const names = [[this.play, playing ? words.pause : words.play], [this.back, words.back],
      [this.forward, words.forward], [this.slider, words.slider]];
    for (const [part, name] of names) {
      setAttribute(part, "aria-label", name);
      setAttribute(part, "title", name);
    }
  }

  show(at) {
    const { steps, reached } = this;
    this.at = clamp(at, 0, reached - 1);
    this.slider.value = this.at;
    this.slider.style.setProperty("--share", this.at / Math.max(1, reached - 1));
    setText(this.status, filled(this.words.step, [steps[this.at], steps.at(-1)]));
    setAttribute(this.slider, "aria-valuetext", this.status.textContent);
    this.back.disabled = this.at === 0;
    this.forward.disabled = this.at === reached - 1;
    this.play.disabled = reached === 1;
  }
}
