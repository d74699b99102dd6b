// The strip at the bottom: the equation, and beside it the player and the choices.

import { Segmented, Toggle } from "./controls.js";
import { element } from "./dom.js";
import { EquationBox } from "./equation.js";
import { ORDERS } from "./player.js";

const MAPS = ["whole", "first", "second"];

export class Strip {
  // `act`: choose(change), order(value), matrix(value).
  constructor(act, player) {
    this.player = player;
    this.equation = new EquationBox(() => act.unfold());
    this.orders = new Segmented("order", ORDERS, act.order);
    this.forms = new Segmented("form", ["numbers", "symbols"], (form) => act.choose({ form }));
    this.maps = new Segmented("matrix", MAPS, act.matrix);
    this.results = new Segmented("results", ["output", "overlap", "mistaken"], (result) =>
      act.choose({ result }));
    this.flip = new Toggle("flip", (on) => act.choose({ flip: !on }));
    this.tables = new Toggle("tables", (tables) => act.choose({ tables }));
    this.present = new Toggle("present", (present) => act.choose({ present }));
    this.root = element("div", { class: "strip" }, this.equation.root,
      element("div", { class: "controls" }, player.root,
        element("div", { class: "choices" }, this.orders.root, this.forms.root, this.tables.root,
          this.present.root)));
  }

  show(scene, state, total, entry) {
    const { words } = scene;
    this.equation.name(words);
    this.orders.show(state.order, words.orders, words.order, words.orderNames);
    this.forms.show(state.form, words.forms, words.form);
    const maps = MAPS.filter((name) => scene.maps[name]);
    const each = (value) => Object.fromEntries(maps.map((name) => [name, value(scene.maps[name])]));
    this.maps.show(state.matrix, each((map) => map.symbol), words.matrix,
      each((map) => `${map.symbol}: ${map.choice}`));
    this.maps.root.hidden = maps.length < 2;
    this.flip.root.hidden = !scene.maps.mistaken;
    this.flip.show(!state.flip, words.noFlip);
    this.flip.root.title = words.withoutFlip;
    this.tables.show(state.tables, words.tables);
    this.present.show(state.present, words.present);
    this.player.show(scene, state.step, total, entry);
  }
}
