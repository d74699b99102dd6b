// The slider along the frames of a film, and its play button.

import { element, setAttribute, setText } from "../stage/dom.js";

const FRAME = 260; // milliseconds
const CALM = 1000; // for those who ask for less motion

export class Scrubber {
  constructor(seek) {
    this.seek = seek;
    this.place = 0;
    this.count = 1;
    this.label = element("span");
    this.slider = element("input", { type: "range", min: 0, step: 1 });
    this.name = element("output");
    this.button = element("button", { type: "button", "data-action": "play" });
    this.root = element("div", { class: "film-scrubber", role: "group" }, this.button,
      element("label", {}, this.label, this.slider), this.name);
    this.slider.addEventListener("input", () => {
      const asked = Number(this.slider.value); // before what is written says otherwise
      this.pause();
      this.go(asked);
    });
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
  }

  // Where no other frame is asked for, what is seen stays.
  update(frames, words, asked) {
    this.words = words;
    this.root.hidden = !frames;
    this.count = frames?.names.length ?? 1;
    if (asked !== null) {
      this.pause();
      this.place = asked;
    }
    this.place = Math.min(this.place, this.count - 1);
    this.names = frames?.names ?? [""];
    setText(this.label, frames?.label ?? "");
    setAttribute(this.slider, "max", this.count - 1);
    this.write();
  }

  go(place) {
    this.place = place;
    this.write();
    this.seek(place);
  }

  write() {
    this.slider.value = this.place;
    setText(this.name, this.names[this.place]);
    setAttribute(this.slider, "aria-valuetext", this.names[this.place]);
    setText(this.button, this.timer ? "❚❚" : "▶");
    setAttribute(this.button, "aria-label", this.timer ? this.words?.pause : this.words?.play);
  }

  play() {
    if (this.place === this.count - 1) this.go(0);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.timer = setInterval(() => {
      if (this.place < this.count - 1) this.go(this.place + 1);
      else this.pause();
    }, calm ? CALM : FRAME);
    this.write();
  }

  get playing() {
    return this.timer != null;
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    if (this.names) this.write();
  }
}
