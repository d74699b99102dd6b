"""The window that glides, presenting by keyboard alone, wires, and what the page is told."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.bare_stage import LAB, LECTURE, mount, open_stage, told
from tests.browser.stage_case import traced
from tests.browser.waiting import eventually

CASE = {"size": "4x4", "output_padding": "1"}

FRAME = """(pane) => {
  const frame = document.querySelector(`.${pane} .frame`).getBoundingClientRect();
  const cells = [...document.querySelectorAll(`.${pane} .cell`)].filter((cell) => {
    const box = cell.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
  });
  return cells.map((cell) => Number(cell.dataset.index)).sort((a, b) => a - b);
}"""


# Pointing and looking are one task of the browser's: nothing comes to its end in between.
POINT = """([pane, index]) => {
  const cell = document.querySelector(`.${pane} .cell[data-index="${index}"]`);
  cell.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  return document.querySelector(".stage .frame")?.getAnimations().length;
}"""


def point(page, pane, index):
    """Point at a cell, and return how many animations move the window's frame from then on."""
    return page.evaluate(POINT, [pane, index])


def frames_the(page, pane, cells):
    """Wait until the window's frame has come to rest around some cells."""
    eventually(page, lambda: compare(page.evaluate(FRAME, pane), sorted(cells)))


def compare(seen, expected):
    assert seen == expected


def test_the_window_is_one_frame_that_glides(load_page):
    truth = traced(CASE)
    page = open_stage(load_page, LAB, truth)
    for output in (0, 9, 35):
        point(page, "output", output)
        row = truth.steps[1].inputs[slice(*truth.steps[1].indptr[output : output + 2])]
        frames_the(page, "stage", row)
    assert page.locator(".stage .frame:visible").count() == 1
    assert point(page, "output", 36) > 0


def test_who_asks_for_less_motion_sees_none(load_page):
    page = open_stage(load_page, LAB, traced(CASE), reduced_motion="reduce")
    point(page, "output", 9)
    assert point(page, "output", 10) == 0


def test_max_pooling_frames_its_window_and_lights_the_largest(load_page):
    truth = traced({"method": "max_pool", "size": "5x6", "kernel_size": "2,3", "stride": "2"})
    page = open_stage(load_page, LAB, truth)
    point(page, "output", 3)
    window = truth.windows.inputs[slice(*truth.windows.indptr[3:5])]
    frames_the(page, "input", window)
    lit = page.locator(".input .cell[data-lit]")
    assert lit.count() == 1
    assert int(lit.get_attribute("data-index")) == truth.map.inputs[3]


def test_weights_are_large_enough_to_read(load_page):
    for box, view, least in ((LAB, {}, 11), (LECTURE, {"present": True}, 16)):
        page = open_stage(load_page, box, traced({"size": "2x2"}), view=view)
        sizes = page.evaluate(
            """() => [...document.querySelectorAll(".cell[data-note]")].map((cell) =>
              parseFloat(getComputedStyle(cell, "::after").fontSize))"""
        )
        assert sizes
        assert min(sizes) >= least


def test_it_begins_with_the_most_central_of_the_most_reached(load_page):
    truth = traced(CASE)
    page = open_stage(load_page, LAB, truth)
    cell = int(page.locator('.output .cell[data-lit="focus"]').get_attribute("data-index"))
    assert truth.overlap.flat[cell] == truth.overlap.max()
    assert cell == 3 * 8 + 3
    assert page.locator(".chip").is_hidden()


def test_captions_number_the_way(load_page):
    page = open_stage(load_page, LAB, traced(CASE))
    ways = page.locator(".way").all_inner_texts()
    for said in ("1 spread out, zeros between", "2 slide, rotated by 180°", "3 sums"):
        assert said in ways


# ---------------------------------------------------------------- presenting


def test_a_lecture_is_given_by_keyboard_alone(load_page):
    page = open_stage(load_page, LECTURE, traced(CASE))
    small = page.locator(".output .cell").first.bounding_box()["width"]
    page.locator('[data-choice="present"]').focus()
    page.keyboard.press("Enter")
    assert told(page, "view") == [{"present": True}]
    assert page.locator(".output .cell").first.bounding_box()["width"] > small
    assert not page.locator('[data-choice="tables"]').is_visible()
    # A presenter's clicker goes on by one cell, the arrows and space by one term.
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    assert page.locator(".output .cell[data-now]").get_attribute("data-index") == "0"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    assert page.locator(".output .cell[data-now]").get_attribute("data-index") == "1"
    assert page.locator(".player input").input_value() == "3"
    page.keyboard.press("ArrowLeft")
    assert page.locator(".player input").input_value() == "2"
    page.keyboard.press("Escape")
    assert page.locator(".output .cell[data-now]").count() == 0
    assert told(page, "view")[-1] == {"present": True}


def test_nobody_else_loses_keys(load_page):
    page = open_stage(load_page, LAB, traced(CASE))
    page.keyboard.press("PageDown")
    assert page.locator("[data-now]").count() == 0


def test_a_lecture_fits_its_window(load_page):
    page = open_stage(load_page, LECTURE, traced(CASE), view={"present": True})
    low = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll(".cells, .equation, .controls")]
          .map((one) => one.getBoundingClientRect().bottom))"""
    )
    assert low <= LECTURE.window[1]


# ---------------------------------------------------------------- what the page is told


@pytest.fixture
def timed(open_page):
    """A stage whose clock goes on when the test says so."""
    page = open_stage(open_page, LAB, traced(CASE))
    page.clock.install()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
    return page


def test_only_what_differs_is_told_and_playing_tells_little(timed):
    page = timed
    page.locator('[data-choice="order"] input[value="stamp"]').check(force=True)
    page.locator('[data-choice="order"] input[value="gather"]').check(force=True)
    page.locator('[data-choice="form"] input[value="symbols"]').check(force=True)
    page.locator('[data-choice="flip"]').click()
    assert told(page, "view") == [
        {"order": "stamp"},
        {},
        {"form": "symbols"},
        {"form": "symbols", "flip": False},
    ]
    for _ in range(4):
        page.locator('[data-action="speed"]').click()
    page.locator('[data-action="play"]').click()
    page.clock.run_for(900)
    assert len(told(page, "view")) == 4
    page.locator('[data-action="play"]').click()
    page.clock.run_for(500)
    last = told(page, "view")
    assert len(last) == 5
    assert last[-1]["step"] > 3


def test_steps_are_told_once_they_rest(timed):
    for _ in range(3):
        timed.locator('[data-action="forward"]').click()
        timed.clock.run_for(300)
        assert told(timed, "view") == []
    timed.clock.run_for(100)
    assert told(timed, "view") == [{"step": 3}]


def test_what_comes_back_is_no_news_and_another_wish_is_followed(load_page):
    truth = traced(CASE)
    page = open_stage(load_page, LAB, truth, pin="output:0,0")
    page.locator('.output .cell[data-index="9"]').click()
    page.locator('[data-choice="order"] input[value="matrix"]').check(force=True)
    assert told(page, "pin") == ["output:1,1"]
    # An answer from before the last choice changes nothing.
    mount(page, truth, pin="output:1,1", view={})
    expect(page.locator(".chip")).to_have_text("y[1,1] pinned ×")
    assert page.locator('[data-choice="order"] input[value="matrix"]').is_checked()
    mount(page, truth, pin="output:1,1", view={"order": "matrix"})
    # The back button.
    mount(page, truth, pin="output:0,0", view={})
    expect(page.locator(".chip")).to_have_text("y[0,0] pinned ×")
    assert page.locator('[data-choice="order"] input[value="gather"]').is_checked()


# ---------------------------------------------------------------- 1-D


@pytest.mark.parametrize("method", ["transposed_convolution", "bilinear"])
def test_wires_join_what_is_linked_with_their_weights(load_page, method):
    truth = traced({"method": method, "size": "7"})
    page = open_stage(load_page, LAB, truth)
    last = truth.map if truth.stage is None else truth.steps[1]
    bed = page.locator(".wires:visible").last
    point(page, "output", 5)
    row = last.inputs[slice(*last.indptr[5:7])]
    data = [one for one in row if truth.stage is None or truth.stage.kinds[one] == 0]
    assert bed.locator("line[data-lit]").count() == len(data)
    texts = [text for text in bed.locator("text").all_text_contents() if text]
    weights = dict(zip(row, last.weights[slice(*last.indptr[5:7])], strict=True))
    assert len(texts) == sum(weights[one] != 1 for one in data)
