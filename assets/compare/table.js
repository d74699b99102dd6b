// A table of numbers that a click on a head sorts. The server sorts: the order is in the address.

import { element, fill, setAttribute, setText } from "../stage/dom.js";

const ARROWS = { ascending: "▲", descending: "▼", none: "" };

export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table") ?? made(parentElement);
  setAttribute(table, "aria-label", data.words.name);
  fill(table.tHead.rows[0], data.heads, head, (cell, { key, title, about, order }) => {
    const [button] = cell.children;
    setAttribute(cell, "aria-sort", order);
    button.title = about ? `${about} ${data.words.sort}` : data.words.sort;
    setText(button.firstChild, title);
    setText(button.lastChild, ARROWS[order]);
    button.onclick = () => setTriggerValue("sort", key);
  });
  fill(table.tBodies[0], data.rows, () => element("tr", {}, element("th", { scope: "row" })),
    (row, { title, cells, reason }) => {
      setText(row.cells[0], title);
      const texts = reason ? [reason] : cells;
      while (row.cells.length > texts.length + 1) row.lastElementChild.remove();
      while (row.cells.length < texts.length + 1) row.append(element("td"));
      texts.forEach((text, place) => setText(row.cells[place + 1], text));
      row.cells[1].colSpan = reason ? data.heads.length - 1 : 1;
      row.classList.toggle("failed", Boolean(reason));
    });
}

function made(parent) {
  const table = element("table", {}, element("thead", {}, element("tr")), element("tbody"));
  parent.append(element("div", { class: "compare-table", tabindex: 0 }, table));
  return table;
}

function head() {
  const button = element("button", { type: "button" }, element("span"), element("i"));
  return element("th", { scope: "col" }, button);
}
