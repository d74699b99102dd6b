// The hourglass of a network: shapes as the server has placed them. A link opens the lab.

import { element, setAttribute, setText, shape } from "../stage/dom.js";

export default function ({ data, parentElement }) {
  const drawing = parentElement.querySelector("svg") ?? made(parentElement);
  setAttribute(drawing, "class", `hourglass ${data.kind ?? ""}`.trim());
  setAttribute(drawing, "viewBox", `0 0 ${data.width} ${data.height}`);
  setAttribute(drawing, "aria-label", data.name);
  const shapes = data.shapes.map((one) => {
    const drawn = shape(one.tag, one.set);
    if (one.text !== undefined) setText(drawn, one.text);
    if (one.href !== undefined) return linked(drawn, one);
    if (one.about !== undefined) drawn.append(told(one.about));
    return drawn;
  });
  drawing.replaceChildren(...shapes);
}

function made(parent) {
  const drawing = shape("svg", { class: "hourglass", role: "group" });
  parent.append(element("div", { class: "hourglass-room" }, drawing));
  return drawing;
}

function told(about) {
  const title = shape("title");
  setText(title, about);
  return title;
}

function linked(drawn, { href, about, text }) {
  const link = shape("a", { href, "aria-label": `${text}: ${about}` });
  link.append(told(about), drawn);
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(href);
  };
  return link;
}

// To go where the address leads without loading anything, as the back button would: so it leads
// back here with one step.
function follow(address) {
  window.history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
