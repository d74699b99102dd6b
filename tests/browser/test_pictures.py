"""Pictures can be trusted: what is drawn is the picture's own pixels, which say what they are."""

from __future__ import annotations

import math
import re
from io import BytesIO
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.accessibility import SERIOUS, violations
from tests.browser.chromium import FLAGS, program
from tests.browser.pictures_case import overlap, panes
from tests.browser.pictures_page import APP, FIND, PicturesPage
from tests.browser.waiting import frames, look_at

SCALES = [1, 1.25, 1.5, 2]
INPUT, OUTPUT, OVERLAP = range(3)
LARGE = {"before": "256x250", "after": "511x499", "detail": "150"}


@pytest.fixture
def opened(load_page, serve):
    def make(asked=None, **options):
        return PicturesPage.open(load_page, serve, asked=asked, **options)

    return make


@pytest.fixture
def on_a_screen(browser, serve):
    """Open the test app on a screen of another scale, as the browser itself draws for one.

    What a context emulates has other rules of rounding than a real screen.
    """
    started = []

    def make(asked, scale):
        other = browser.browser_type.launch(
            executable_path=program(),
            args=[*FLAGS, f"--force-device-scale-factor={scale}", "--window-size=1237,1000"],
        )
        started.append(other)
        page = other.new_context(no_viewport=True).new_page()
        page.goto(f"{serve(APP)}/?{urlencode(asked)}")
        return PicturesPage(page)

    yield make
    for one in started:
        one.close()


def every_zoom(pictures):
    """Zoom out as far as it goes, then visit every zoom on the way in."""
    while pictures.action("less").is_enabled():
        pictures.press("-")
    yield pictures.zoom()
    while pictures.action("more").is_enabled():
        pictures.press("+")
        yield pictures.zoom()


def drawn(pixels):
    """Return the part of a canvas that holds a picture, as one number a pixel."""
    words = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
    rows, columns = (np.flatnonzero(words.any(axis=axis)) for axis in (1, 0))
    return words[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def runs(line):
    """Return the lengths of equal neighbours along a line."""
    ends = np.flatnonzero(np.diff(line.astype(np.int64), append=-1))
    return np.diff(ends, prepend=-1)


class TestPixels:
    @pytest.mark.parametrize("scale", SCALES)
    @pytest.mark.parametrize("asked", [{}, LARGE], ids=["small", "large"])
    def test_a_uniform_overlap_is_drawn_uniformly_at_every_zoom(self, opened, asked, scale):
        pictures = opened(asked, device_scale_factor=scale, width=1237)
        seen = set()
        for zoom in every_zoom(pictures):
            words = drawn(pictures.pixels(OVERLAP))
            assert len(np.unique(words)) == (3 if min(words.shape) > zoom else 1)
            for axis in (0, 1):
                line = np.moveaxis(words, axis, 0)
                # It repeats after two pixels, which are `zoom` device pixels each.
                np.testing.assert_array_equal(
                    line[2 * zoom :], line[: -2 * zoom or None][: len(line) - 2 * zoom]
                )
                assert set(runs(line[:, line.shape[1] // 2])[1:-1]) <= {zoom}
            seen.add(zoom)
        assert {1, 2, 3, 4} <= seen
        assert len(seen) > 8

    @pytest.mark.parametrize("scale", [*SCALES, 1.1, 1.75])
    def test_the_screen_shows_the_canvas_pixel_by_pixel(self, on_a_screen, scale):
        pictures = on_a_screen(LARGE, scale)
        shot = Image.open(BytesIO(pictures.page.screenshot())).convert("RGB")
        screen = np.asarray(shot)
        for pane in (INPUT, OUTPUT, OVERLAP):
            canvas = pictures.pixels(pane)[..., :3]
            box = pictures.box(".window canvas", pane)
            top, left = (round(box[side] * scale) for side in ("y", "x"))
            height, width = canvas.shape[:2]
            np.testing.assert_array_equal(screen[top : top + height, left : left + width], canvas)

    def test_what_is_drawn_is_the_picture(self, opened):
        pictures = opened()
        truth = panes({})
        zoom = pictures.zoom()
        for pane, times in ((INPUT, 2 * zoom), (OUTPUT, zoom)):
            values = np.broadcast_to(truth[pane].values, (3, *truth[pane].values.shape[1:]))
            levels = np.clip(255 * np.moveaxis(values, 0, -1), 0, 255)
            found = pictures.pixels(pane)[..., :3]
            expected = levels.repeat(times, 0).repeat(times, 1)
            assert found.shape == expected.shape
            # Half a level for eight bits, and what three decimals leave.
            assert np.abs(found - expected).max() <= 0.5 + 255 * 0.0005 + 1e-3

    @pytest.mark.parametrize(
        ("before", "after"), [("40x60", "60x90"), ("70x35", "100x50"), ("64x90", "16x45")]
    )
    def test_ratios_that_are_not_whole_still_have_whole_pixels(self, opened, before, after):
        pictures = opened({"before": before, "after": after}, device_scale_factor=1.25)
        shapes = [panes({"before": before, "after": after})[p].values.shape[1:] for p in (0, 1)]
        finest = [max(sizes) for sizes in zip(*shapes, strict=True)]
        for zoom in every_zoom(pictures):
            for pane, shape in enumerate(shapes):
                words = drawn(pictures.pixels(pane))
                for axis in (0, 1):
                    # What one pixel takes, to the nearest whole number; neighbours may be alike.
                    side = max(1, math.floor(zoom * finest[axis] / shape[axis] + 0.5))
                    line = np.moveaxis(words, axis, 0)
                    lengths = runs(line[:, line.shape[1] // 2])[1:-1]
                    assert not (lengths % side).any()


class TestTogether:
    def test_panes_zoom_and_move_together(self, opened):
        pictures = opened(LARGE)
        places = [(0.5, 0.5), (0.2, 0.7), (0.9, 0.1)]
        for change in (
            lambda: None,
            lambda: pictures.drag(OUTPUT, 40, -60),
            lambda: pictures.press("+", "+", "ArrowLeft"),
            lambda: pictures.drag(INPUT, -30, 90),
            lambda: pictures.press("-", "-", "-"),
        ):
            change()
            for down, across in places:
                pictures.hover(INPUT, down, across)
                from_input = pictures.cell(INPUT)
                pictures.hover(OUTPUT, down, across)
                # The same place of the window is the same place of the scene, half a pixel apart
                # where sizes differ by one.
                for one, other in zip(from_input, pictures.cell(INPUT), strict=True):
                    assert abs(one - other) <= 1
                row, column = pictures.cell(OUTPUT)
                expected = ((row + 1) / 2 - 0.25, (column + 1) / 2 - 0.25)
                for one, other in zip(pictures.cell(INPUT), expected, strict=True):
                    assert abs(one - other) <= 1
                assert pictures.cell(OVERLAP) == (row, column)

    def test_the_same_pixel_is_marked_in_every_pane(self, opened):
        pictures = opened()
        pictures.hover(OUTPUT, 0.31, 0.62)
        boxes = [pictures.box(".window", pane) for pane in range(3)]
        marks = [pictures.box(".mark", pane) for pane in range(3)]
        zoom = pictures.zoom()
        assert [mark["width"] for mark in marks] == [2 * zoom, zoom, zoom]
        for box, mark in zip(boxes, marks, strict=True):
            x, y = box["x"] + 0.62 * box["width"], box["y"] + 0.31 * box["height"]
            assert mark["x"] <= x <= mark["x"] + mark["width"]
            assert mark["y"] <= y <= mark["y"] + mark["height"]

    def test_a_map_shows_which_part_is_seen(self, opened):
        pictures = opened(LARGE)
        expect(pictures.page.locator(".overview")).to_be_visible()
        expect(pictures.page.locator(".overview")).to_contain_text("averaged")
        before = pictures.box(".seen", 0)
        pictures.drag(OUTPUT, 80, 0)
        after = pictures.box(".seen", 0)
        assert after["y"] < before["y"]
        assert after["x"] == before["x"]
        whole = pictures.box(".map", 0)
        pictures.page.mouse.click(whole["x"] + 3, whole["y"] + 3)
        pictures.hover(OUTPUT, 0.002, 0.002)
        assert pictures.cell(OUTPUT) == (0, 0)

    def test_a_picture_that_is_seen_whole_needs_no_map(self, opened):
        expect(opened().page.locator(".overview")).to_be_hidden()


class TestValues:
    @pytest.mark.parametrize("asked", [{}, LARGE], ids=["small", "large"])
    def test_the_value_under_the_pointer_is_that_of_the_core(self, opened, asked):
        pictures = opened(asked)
        truth = panes(asked)
        for down, across in ((0.1, 0.2), (0.5, 0.5), (0.83, 0.97)):
            pictures.hover(OUTPUT, down, across)
            row, column = pictures.cell(OUTPUT)
            value = float(truth[OUTPUT].values[0, row, column])
            told = f"{value:.3f}".replace("-", "−")
            clipped = " · clipped" if not -0.002 < value < 1.002 else ""
            count = truth[OUTPUT].overlap[row, column]
            assert pictures.reading(OUTPUT) == (
                f"row {row}, column {column} · {told}{clipped} · overlap {count}"
            )
            row, column = pictures.cell(INPUT)
            values = truth[INPUT].values[:, row, column]
            assert pictures.reading(INPUT).endswith(" ".join(f"{float(v):.3f}" for v in values))
            assert pictures.reading(OVERLAP).endswith(f" · {count}")

    def test_a_kept_pixel_comes_back_when_the_pointer_leaves(self, opened):
        pictures = opened()
        pictures.page.mouse.click(*pictures.spot(OUTPUT, 0.4, 0.3))
        kept = pictures.reading(OUTPUT)
        pictures.hover(OUTPUT, 0.8, 0.8)
        assert pictures.reading(OUTPUT) != kept
        pictures.page.mouse.move(2, 2)
        assert pictures.reading(OUTPUT) == kept
        pictures.page.keyboard.press("Escape")
        pictures.press("Escape")
        assert pictures.reading(OUTPUT) == ""

    def test_another_picture_keeps_the_place(self, opened):
        pictures = opened(LARGE)
        pictures.press("+", "ArrowRight")
        pictures.page.mouse.click(*pictures.spot(OUTPUT))
        zoom, cell = pictures.zoom(), pictures.cell(OUTPUT)
        field = pictures.page.get_by_label("Case")
        field.fill("after=512x500")
        field.press("Enter")
        expect(pictures.page.locator(".pictures small").nth(1)).to_have_text("500 × 512")
        assert pictures.zoom() == zoom
        pictures.page.mouse.move(2, 2)
        assert pictures.cell(OUTPUT) == cell
        pictures.hover(OUTPUT)
        for one, other in zip(pictures.cell(OUTPUT), cell, strict=True):
            assert abs(one - other) <= 1


class TestOpening:
    def test_a_kept_pixel_is_told_to_the_page(self, opened):
        pictures = opened()
        expect(pictures.action("open")).to_be_disabled()
        pictures.page.mouse.click(*pictures.spot(OUTPUT, 0.4, 0.3))
        row, column = pictures.cell(OUTPUT)
        pictures.action("open").click()
        expect(pictures.page.get_by_text(f"opened {OUTPUT} {row} {column}")).to_be_visible()

    def test_the_lab_opens_with_the_neighbours_and_the_pixel_pinned(self, load_page, serve):
        asked = "method=transposed_convolution&kernel_size=4&kernel=bilinear&picture=cameraman"
        page = load_page(f"{serve('app.py')}/lab?{asked}")
        drawn = page.locator(".pictures .window canvas")
        expect(drawn).to_have_count(0)  # below the window nothing is drawn
        look_at(page, ".st-key-lab-below", ".pictures .window canvas")
        expect(drawn.first).to_be_visible()
        pictures = PicturesPage(page)
        page.locator(".pictures .panes").scroll_into_view_if_needed()
        page.mouse.click(*pictures.spot(OUTPUT, 0.4, 0.3))
        page.mouse.move(2, 2)
        value = float(pictures.reading(OUTPUT).split(" · ")[1])
        pictures.action("open").click()
        page.wait_for_url(re.compile("input=custom"))
        expect(page.locator("[data-pane=input] .cell")).to_have_count(16)
        expect(page.locator(".equation")).to_contain_text("pinned")
        shown = float(page.locator(".equation [data-result]").inner_text())
        # The inputs are rounded to three decimals.
        assert shown == pytest.approx(value, abs=0.002)


class TestMoving:
    def test_keys_zoom_move_and_go_back(self, opened):
        pictures = opened(LARGE)
        start = pictures.zoom()
        pictures.hover(OUTPUT)
        middle = pictures.cell(OUTPUT)
        pictures.press("+")
        assert pictures.zoom() > start
        pictures.press("ArrowDown", "ArrowRight")
        pictures.hover(OUTPUT, 0.501)
        assert all(now > then for now, then in zip(pictures.cell(OUTPUT), middle, strict=True))
        pictures.press("Home")
        assert pictures.zoom() == start
        pictures.hover(OUTPUT)
        assert pictures.cell(OUTPUT) == middle

    def test_shift_and_arrows_walk_from_pixel_to_pixel_and_say_so(self, opened):
        pictures = opened(LARGE)
        pictures.press("Enter")
        row, column = pictures.cell(OUTPUT)
        pictures.press("Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowLeft")
        assert pictures.cell(OUTPUT) == (row + 1, column - 2)
        said = pictures.page.locator(".pictures [role=status]")
        expect(said).to_contain_text(f"Output: row {row + 1}, column {column - 2}")
        pictures.press(*["Shift+ArrowUp"] * 120)
        mark, window = pictures.box(".mark", OUTPUT), pictures.box(".window", OUTPUT)
        assert mark["y"] >= window["y"] - 0.5

    def test_the_wheel_is_the_page_s_until_the_pictures_are_used(self, opened):
        pictures = opened(LARGE)
        start = pictures.zoom()
        pictures.hover(OUTPUT)
        pictures.page.mouse.wheel(0, -120)
        frames(pictures.page)
        assert pictures.zoom() == start
        pictures.page.keyboard.down("Control")
        pictures.page.mouse.wheel(0, -120)
        pictures.page.wait_for_function(f"{FIND}.dataset.zoom > {start}")
        pictures.page.keyboard.up("Control")
        pictures.press("-")
        pictures.page.mouse.wheel(0, -120)
        pictures.page.wait_for_function(f"{FIND}.dataset.zoom > {start}")

    def test_zooming_by_the_wheel_keeps_what_is_under_the_pointer(self, opened):
        pictures = opened(LARGE)
        pictures.hover(OUTPUT, 0.3, 0.6)
        before = pictures.cell(OUTPUT)
        pictures.page.keyboard.down("Control")
        pictures.page.mouse.wheel(0, -120)
        pictures.page.wait_for_function(f"{FIND}.dataset.zoom > 2")
        pictures.page.keyboard.up("Control")
        pictures.hover(OUTPUT, 0.301, 0.6)
        for now, then in zip(pictures.cell(OUTPUT), before, strict=True):
            assert abs(now - then) <= 1

    def test_a_double_click_goes_back(self, opened):
        pictures = opened(LARGE)
        start = pictures.zoom()
        pictures.press("+", "+")
        pictures.page.mouse.dblclick(*pictures.spot(OUTPUT))
        assert pictures.zoom() == start


class TestTouch:
    @pytest.fixture
    def phone(self, opened):
        pictures = opened(
            LARGE, width=360, height=780, has_touch=True, is_mobile=True, device_scale_factor=2
        )
        session = pictures.page.context.new_cdp_session(pictures.page)

        def touch(kind, *points):
            places = [{"x": x, "y": y, "id": place} for place, (x, y) in enumerate(points)]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

        pictures.touch = touch
        return pictures

    def test_a_finger_moves_and_a_tap_keeps(self, phone):
        x, y = phone.spot(INPUT)
        phone.touch("touchStart", (x, y))
        phone.touch("touchEnd")
        before = phone.cell(INPUT)
        phone.touch("touchStart", (x, y))
        for step in range(1, 6):
            phone.touch("touchMove", (x - 12 * step, y - 8 * step))
        phone.touch("touchEnd")
        # What was kept moved with the finger.
        assert phone.cell(INPUT) == before
        mark = phone.box(".mark", INPUT)
        assert abs(mark["x"] - (x - 60)) < 20
        assert abs(mark["y"] - (y - 40)) < 20

    def test_two_fingers_zoom(self, phone):
        x, y = phone.spot(INPUT)
        start = phone.zoom()
        phone.touch("touchStart", (x - 20, y), (x + 20, y))
        for step in range(1, 6):
            phone.touch("touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
        phone.touch("touchEnd")
        assert phone.zoom() >= 2 * start
        assert phone.zoom() % 1 == 0

    def test_two_taps_go_back(self, phone):
        start = phone.zoom()
        phone.action("more").tap()
        assert phone.zoom() > start
        phone.page.locator(".pictures .window").first.scroll_into_view_if_needed()
        x, y = phone.spot(INPUT)
        for _tap in range(2):
            phone.touch("touchStart", (x, y))
            phone.touch("touchEnd")
        phone.page.wait_for_function(f"{FIND}.dataset.zoom == {start}")

    def test_panes_stack_and_nothing_is_wider_than_the_screen(self, phone):
        boxes = [phone.box(".window", pane) for pane in range(3)]
        assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]
        assert all(box["x"] + box["width"] <= 360 for box in boxes)
        main = phone.page.get_by_test_id("stMain")
        assert main.evaluate("one => one.scrollWidth - one.clientWidth") <= 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_rule_of_access_is_broken(opened, theme):
    pictures = opened(LARGE, theme=theme)
    pictures.press("Enter")
    assert violations(pictures.page, impacts=("minor", "moderate", *SERIOUS)) == []


def test_the_case_has_a_uniform_overlap():
    counts = overlap((6, 8))
    np.testing.assert_array_equal(counts[2:], counts[:-2])
    assert set(np.unique(counts)) == {1, 2, 4}
