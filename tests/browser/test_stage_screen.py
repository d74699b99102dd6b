"""One screen: all panes, the equation and the player are inside the box, and nothing overlaps."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from tests.browser.bare_stage import DESKTOP, LAB, LAPTOP, LESSON, PHONE, Box, mount, open_stage
from tests.browser.stage_case import traced
from tests.browser.waiting import eventually
from upsample_core.methods import METHODS

LARGEST = {"size": "8x8", "output_padding": "1"}
CASES = [{"method": name, "size": size} for name in METHODS for size in ("4x4", "8x8", "7")]
CASES += [LARGEST, {"size": "5x3", "kernel_size": "8", "padding": "0"}]
CASES += [{"size": "4x4", "order": "stamp"}, {"size": "4x4", "order": "matrix"}]
CASES += [{"method": "strided_convolution", "size": "8x8", "order": "matrix"}]
CASES += [{"method": "max_pool", "size": "6x5", "padding": "1", "kernel_size": "3"}]
CASES += [{"method": "sub_pixel", "size": "4x4", "upscale_factor": "3"}]
BOXES = {"lab": LAB, "laptop": LAPTOP, "desktop": DESKTOP, "lesson": LESSON}

SEEN = """() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const box = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { name: one.className, x, y, width, height };
  };
  const root = document.querySelector(".instrument");
  const parts = [".pane .cells", ".pane.matrix .canvases", ".pane > header", ".equation",
    ".controls", ".legend", ".rulers-body", ".segmented[data-choice=results]"];
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() && shown(parent)) {
      texts.push([walker.currentNode.textContent, parseFloat(getComputedStyle(parent).fontSize)]);
    }
  }
  const cells = [...root.querySelectorAll(".cell")].filter(shown);
  return {
    parts: parts.flatMap((one) => [...root.querySelectorAll(one)]).filter(shown).map(box)
      .filter((one) => one.width && one.height),
    small: texts.filter(([, size]) => size < 9),
    spilling: cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .map((cell) => [cell.closest("[data-pane]").dataset.pane, cell.textContent]),
    output: cells.filter((cell) => cell.closest(".output") && cell.textContent).length,
    lit: root.querySelectorAll(".cell[data-lit]").length,
  };
}"""


def shares(a, b):
    wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return wide > 1 and high > 1


def check(page, box: Box, case):
    seen = page.evaluate(SEEN)
    low, right = box.window[1], box.left + box.width
    for part in seen["parts"]:
        assert part["x"] >= box.left - 1, (case, part)
        assert part["x"] + part["width"] <= right + 1, (case, part)
        assert part["y"] + part["height"] <= low, (case, part)
    overlapping = [
        (a["name"], b["name"]) for a, b in combinations(seen["parts"], 2) if shares(a, b)
    ]
    assert not [pair for pair in overlapping if "segmented" not in str(pair)], case
    assert not seen["small"], case
    assert not seen["spilling"], case
    assert seen["lit"] > 0, case


@pytest.mark.parametrize("name", BOXES)
def test_everything_is_inside_the_window_and_nothing_overlaps(load_page, name):
    box = BOXES[name]
    page = open_stage(load_page, box, traced({}))
    for case in CASES:
        view = {"order": case["order"]} if "order" in case else {}
        mount(page, traced(case), view=view)
        check(page, box, case)


def test_the_numbers_of_the_largest_usual_state_are_drawn(load_page):
    truth = traced(LARGEST)
    for name in ("lab", "laptop", "lesson"):
        page = open_stage(load_page, BOXES[name], truth)
        assert page.evaluate(SEEN)["output"] == truth.output.size == 256, name


def test_two_results_that_share_a_place_take_turns(load_page):
    page = open_stage(load_page, LAPTOP, traced(LARGEST))
    assert not page.locator(".pane.overlap").is_visible()
    page.locator('[data-choice="results"] input[value="overlap"]').check(force=True)
    assert page.locator(".pane.overlap").is_visible()
    assert not page.locator(".pane.output").is_visible()


def test_cells_grow_with_the_window_and_fill_small_states(load_page):
    sizes = {}
    for name, box in (("lab", LAB), ("desktop", DESKTOP)):
        page = open_stage(load_page, box, traced({}))
        sizes[name] = page.locator(".stage .cell").first.bounding_box()["width"]
    assert sizes["desktop"] > 1.2 * sizes["lab"]
    page = open_stage(load_page, LAB, traced({"method": "average_pool", "size": "4x4"}))
    assert page.locator(".output .cell").first.bounding_box()["width"] > 60


EDGES = """() => [...document.querySelectorAll(".cells")].flatMap((grid) => {
  const columns = Number(grid.getAttribute("aria-colcount"));
  const cells = [...grid.querySelectorAll(".cell")].slice(0, columns)
    .map((cell) => cell.getBoundingClientRect());
  const by = window.devicePixelRatio;
  return [[cells.map((cell) => cell.left * by), cells.map((cell) => cell.right * by),
    cells[0].top * by]];
})"""


@pytest.mark.parametrize("density", [1, 1.25, 1.5, 2])
def test_cells_are_whole_device_pixels_with_even_separators(load_page, density):
    for left in (290, 290.4):
        box = Box(LAB.window, left, 150.3, LAB.width)
        page = open_stage(load_page, box, traced({"size": "5x6"}), device_scale_factor=density)
        eventually(page, lambda page=page: whole_pixels(page))


def whole_pixels(page):
    for lefts, rights, top in page.evaluate(EDGES):
        for edge in (*lefts, *rights, top):
            assert abs(edge - round(edge)) < 0.06
        widths = {round(b) - round(a) for a, b in pairwise(lefts)}
        gaps = {round(b) - round(a) for a, b in zip(rights, lefts[1:], strict=False)}
        assert len(widths) <= 1
        assert gaps <= {1}


def test_on_a_phone_nothing_sticks_out_and_the_output_is_near_the_top(load_page):
    page = open_stage(load_page, PHONE, traced({}))
    for case in CASES:
        mount(page, traced(case))
        seen = page.evaluate(SEEN)
        width = PHONE.left + PHONE.width + 1
        for part in seen["parts"]:
            assert part["x"] + part["width"] <= width, (case, part)
        assert not seen["small"], case
        assert page.locator(".pane.output").bounding_box()["y"] < 700, case


def test_a_window_that_changes_its_size_is_followed(load_page):
    page = open_stage(load_page, LAB, traced({}))
    page.set_viewport_size({"width": 1440, "height": 700})
    smaller = Box((1440, 700), LAB.left, LAB.top, LAB.width)
    eventually(page, lambda: check(page, smaller, {}))
