"""The lesson on unpooling in a real Chromium: each value goes from its cell to its place."""

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import eventually, has_run

# Where the lines end, and where the cells are that they should lead to, in pixels of the window.
DRAWN = """(all) => all.map((wires) =>
  [...wires.querySelectorAll('line')].map((line) => {
    const at = wires.querySelector('svg').getBoundingClientRect();
    const end = (n) => [at.left + Number(line.getAttribute('x' + n)),
      at.top + Number(line.getAttribute('y' + n))];
    return { from: end(1), to: end(2), lit: line.hasAttribute('data-lit') };
  }))"""
CELL = """(cell) => { const { left, right, top, bottom } = cell.getBoundingClientRect();
  return { left, right, level: top + 0.14 * (bottom - top) }; }"""


@pytest.fixture
def lesson(visit):
    def opened(query="", **window):
        page = visit(f"/unpooling?step=switches{query}", **window)
        expect(page.locator("[data-pane=output] .cell").first).to_be_visible()
        has_run(page)
        return page

    return opened


def box(page, pane, index):
    return page.locator(f"[data-pane={pane}] .cell[data-index='{index}']").evaluate(CELL)


def near(point, x, y):
    return abs(point[0] - x) < 2 and abs(point[1] - y) < 2


# Digits of pi, 4 × 4: 3 1 4 1 / 5 9 2 6 / 5 3 5 8 / 9 7 9 3; with 10 more in the first cell.
SWITCHES = {"": (5, 7, 12, 14), "&switches_cell_4=0,0": (0, 7, 12, 14)}


@pytest.mark.parametrize("query", SWITCHES)
def test_every_value_goes_from_its_cell_to_its_place(lesson, query):
    page = lesson(query)

    def lines_meet_cells():
        drawn = page.locator(".wires[data-across]").evaluate_all(DRAWN)
        assert len(drawn) == 2
        first, second = drawn
        assert (len(first), len(second)) == (4, 4)
        # The output's lines come in the order of its cells, those of the pooled map in its own.
        for line, (pooled, cell) in zip(first, enumerate(SWITCHES[query]), strict=True):
            source, target = box(page, "input", cell), box(page, "stage", pooled)
            assert near(line["from"], source["right"], source["level"])
            assert near(line["to"], target["left"], target["level"])
        for line, (cell, pooled) in zip(
            second, sorted((cell, at) for at, cell in enumerate(SWITCHES[query])), strict=True
        ):
            source, target = box(page, "stage", pooled), box(page, "output", cell)
            assert near(line["from"], source["right"], source["level"])
            assert near(line["to"], target["left"], target["level"])
        # The pooled cell that is pinned lights its way in and its way out.
        assert [[line["lit"] for line in lines].count(True) for lines in (first, second)] == [1, 1]

    eventually(page, lines_meet_cells)


def test_on_a_phone_panes_stand_one_above_the_other_without_lines(lesson):
    page = lesson(width=390, height=844)
    expect(page.locator("[data-pane=stage] .cell").first).to_be_visible()
    expect(page.locator(".wires:visible")).to_have_count(0)
