"""Reading and using the stage in a page, as a person would."""

from __future__ import annotations

import re
from urllib.parse import urlencode

APP = "tests/browser/apps/stage_app.py"

FIND = """() => [...document.querySelectorAll("*")]
  .map((one) => one.shadowRoot?.querySelector(".instrument")).find(Boolean)"""

READ = """() => {
  const root = (FIND)();
  const panes = {};
  for (const section of root.querySelectorAll("[data-pane]:not([hidden])")) {
    const pane = panes[section.dataset.pane] = { lit: {}, texts: {}, said: {}, focus: null,
      now: [] };
    for (const cell of section.querySelectorAll(".cell[data-index]")) {
      const index = Number(cell.dataset.index);
      pane.texts[index] = cell.textContent;
      pane.said[index] = cell.getAttribute("aria-label").split(", ").pop();
      if (cell.dataset.lit) pane.lit[index] = cell.dataset.note ?? "";
      if (cell.dataset.lit === "focus") pane.focus = index;
      if (cell.hasAttribute("data-now")) pane.now.push(index);
    }
  }
  return {
    panes,
    equation: [...root.querySelectorAll(".equation p")].map((line) => line.textContent),
    entries: [...root.querySelectorAll(".entries li")].map((item) =>
      [...item.children].map((part) => part.textContent)),
  };
}""".replace("FIND", FIND)

CENTRE = """([pane, index]) => {
  const cell = (FIND)().querySelector(`[data-pane="${pane}"] .cell[data-index="${index}"]`);
  cell.scrollIntoView({ block: "center" });
  const box = cell.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}""".replace("FIND", FIND)


RESET = """() => {
  const root = (FIND)();
  for (const group of root.querySelectorAll(".segmented")) group.querySelector("input").click();
  for (const on of root.querySelectorAll("[aria-pressed=true]")) on.click();
}""".replace("FIND", FIND)


class StagePage:
    """The stage in one page."""

    def __init__(self, page):
        self.page = page
        page.wait_for_selector("[data-pane=output] .cell")

    @classmethod
    def open(cls, open_page, serve, *, asked=None, **options):
        """Open the test app at the address that `asked` spells."""
        return cls(open_page(f"{serve(APP)}/?{urlencode(asked or {})}", **options))

    def show(self, asked):
        """Show another case in place, with nothing pinned, stepped, chosen or pointed at."""
        self.leave()
        self.cell("output", 0).focus()
        self.page.keyboard.press("Escape")
        self.page.evaluate(RESET)
        spelled = urlencode(asked)
        field = self.page.get_by_label("Case")
        if field.input_value() == spelled:
            return
        before = self.draws()
        field.fill(spelled)
        field.press("Enter")
        self.wait_for_draw(before)

    def draws(self):
        """Return how often the stage has drawn new data."""
        return int(self.page.locator(".instrument").get_attribute("data-draws"))

    def wait_for_draw(self, before):
        """Wait until the stage has drawn more often than `before`."""
        self.page.wait_for_function(f"({FIND})().dataset.draws > {before}")

    def read(self):
        """Return what is written and lit, with cells by their index."""
        seen = self.page.evaluate(READ)
        for pane in seen["panes"].values():
            for part in ("lit", "texts", "said"):
                pane[part] = {int(index): text for index, text in pane[part].items()}
        return seen

    def lit(self, pane):
        """Return the lit cells of a pane."""
        return set(self.read()["panes"][pane]["lit"])

    def cell(self, pane, index):
        """Return the locator of a cell."""
        return self.page.locator(f'[data-pane="{pane}"] .cell[data-index="{index}"]')

    def hover(self, pane, index):
        """Move the mouse onto a cell."""
        x, y = self.page.evaluate(CENTRE, [pane, index])
        self.page.mouse.move(x + 3, y + 3)
        self.page.mouse.move(x, y)

    def leave(self):
        """Move the mouse away from everything."""
        self.page.mouse.move(2, 2)

    def choose(self, choice, value):
        """Pick a segment, such as the order of steps."""
        option = self.page.locator(f'[data-choice="{choice}"] input[value="{value}"]')
        # Out from under the header, which lies over the page.
        option.evaluate("one => one.scrollIntoView({ block: 'center' })")
        option.check(force=True)

    def press(self, action, times=1):
        """Press one of the player's buttons."""
        for _ in range(times):
            self.page.locator(f'[data-action="{action}"]').click()

    def seek(self, step):
        """Drag the scrub bar to a step; "max" is its end."""
        self.page.locator(".player input[type=range]").evaluate(
            """(bar, step) => {
              bar.value = step === "max" ? bar.max : step;
              bar.dispatchEvent(new Event("input"));
            }""",
            step,
        )

    def unfold(self):
        """Show every term of a long sum."""
        button = self.page.locator(".equation .fold")
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()


def number(text):
    """Read a number as the stage writes it."""
    return float(text.replace("−", "-").replace("∞", "inf").strip("×() "))


def evaluated(line):
    """Return the value of the sum in an equation's line of numbers, and the result it states."""
    _name, *sums, result = line.split(" = ")
    stated = number(result.split(" ")[0])
    if not sums:
        return stated, stated
    python = sums[0].replace("−", "-").replace("·", "*")
    assert re.fullmatch(r"[-+*()\d.e ]+", python), python
    return eval(python), stated
