"""Reading and using a figure of pictures in a page, as a person would."""

from __future__ import annotations

import base64
import re
from urllib.parse import urlencode

import numpy as np

APP = "tests/browser/apps/pictures_app.py"

FIND = """(() => [...document.querySelectorAll("*")]
  .map((one) => one.shadowRoot?.querySelector(".pictures[data-draws]")).find(Boolean))()"""

PIXELS = """(pane) => {
  const canvas = FIND.querySelectorAll(".window canvas")[pane];
  const { width, height } = canvas;
  const bytes = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return [height, width, btoa(text)];
}""".replace("FIND", FIND)

BOX = """([selector, place]) => {
  const { x, y, width, height } = FIND.querySelectorAll(selector)[place].getBoundingClientRect();
  return { x, y, width, height };
}""".replace("FIND", FIND)


class PicturesPage:
    """The figure in one page."""

    def __init__(self, page):
        self.page = page
        page.wait_for_selector(".pictures[data-draws] .window canvas")
        page.wait_for_function(f"{FIND}.dataset.zoom")

    @classmethod
    def open(cls, open_page, serve, *, asked=None, **options):
        """Open the test app at the address that `asked` spells."""
        return cls(open_page(f"{serve(APP)}/?{urlencode(asked or {})}", **options))

    def zoom(self):
        """Return how many device pixels a pixel of the finest picture is wide."""
        return int(self.page.locator(".pictures").get_attribute("data-zoom"))

    def pixels(self, pane):
        """Return what a canvas holds, shape (H, W, 4)."""
        height, width, text = self.page.evaluate(PIXELS, pane)
        return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)

    def box(self, selector, place):
        """Return the box of an element, in CSS pixels."""
        return self.page.evaluate(BOX, [selector, place])

    def action(self, name):
        """Return the locator of a button."""
        return self.page.locator(f'.pictures [data-action="{name}"]')

    def spot(self, pane, down=0.5, across=0.5):
        """Return a place in a pane, in CSS pixels of the page, from shares of its size."""
        box = self.box(".window", pane)
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def hover(self, pane, down=0.5, across=0.5):
        """Move the mouse to a place in a pane."""
        self.page.mouse.move(*self.spot(pane, down, across))

    def drag(self, pane, down, right):
        """Drag a pane from its middle, by CSS pixels."""
        x, y = self.spot(pane)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right / 2, y + down / 2)
        self.page.mouse.move(x + right, y + down)
        self.page.mouse.up()

    def reading(self, pane):
        """Return what is written below a pane."""
        return self.page.locator(".pictures .reading").nth(pane).inner_text()

    def cell(self, pane):
        """Return the row and column that are read in a pane."""
        found = re.search(r"row (\d+), column (\d+)", self.reading(pane))
        return tuple(int(part) for part in found.groups())

    def press(self, *keys):
        """Press keys with the pictures in focus."""
        self.page.locator(".pictures .panes").focus()
        for key in keys:
            self.page.keyboard.press(key)
