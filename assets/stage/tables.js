// The numbers of every pane as tables, for screen readers and for copying: one switch shows all.

import { element } from "./dom.js";
import { filled, written } from "./numbers.js";

export class Tables {
  constructor() {
    this.root = element("div", { class: "tables", hidden: true });
  }

  draw(scene, names, shown) {
    this.root.hidden = !shown;
    this.root.replaceChildren(...(shown ? [
      ...names.map((name) => gridTables(scene.panes[name], scene.words)),
      matrixTable(scene.shown, scene.words)] : []));
  }
}

const region = (name, label, ...children) => element("div", { class: "scroll", tabindex: 0,
  role: "region", "aria-label": label, "data-table": name }, ...children);

const table = (title, head, rows) => element("table", {}, element("caption", {}, title),
  element("thead", {}, head), element("tbody", {}, ...rows));

function gridTables(pane, words) {
  const tables = Array.from({ length: pane.channels }, (_, channel) => {
    const title = pane.channels > 1
      ? `${pane.title}, ${filled(words.channel, { channel })}` : pane.title;
    const numbers = Array.from({ length: pane.columns }, (_, column) =>
      element("th", { scope: "col" }, String(column)));
    const rows = Array.from({ length: pane.rows }, (_, row) => gridRow(pane, channel, row));
    return table(title, element("tr", {}, element("td"), ...numbers), rows);
  });
  return region(pane.name, pane.title, ...tables);
}

function gridRow(pane, channel, row) {
  const cells = Array.from({ length: pane.columns }, (_, column) =>
    element("td", {}, tableText(pane, channel * pane.area + row * pane.columns + column)));
  return element("tr", {}, element("th", { scope: "row" }, String(row)), ...cells);
}

const tableText = (pane, index) => pane.texts?.[index] ?? written(pane.values[index], 6);

function matrixTable(map, words) {
  const head = [words.row, words.column, words.weight].map((text) =>
    element("th", { scope: "col" }, text));
  const rows = Array.from(map.inputs, (column, entry) => element("tr", {},
    ...[map.rowOf[entry], column, written(map.weights[entry], 6)].map((value) =>
      element("td", {}, String(value)))));
  return region("matrix", map.title, table(map.title, element("tr", {}, ...head), rows));
}
