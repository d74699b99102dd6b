"""The point among its neighbours in a real Chromium: dragged, walked, and kept in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from upsample_core import grid_pattern
from upsample_core.lessons import interpolated

START = (5, 6)
NAMES = ("nearest", "linear", "cubic")


@pytest.fixture
def lesson(visit):
    page = visit("/interpolation?step=neighbours")
    expect(figure(page)).to_have_attribute("data-at", spelled(START))
    return page


def figure(page):
    return page.locator(".neighbours")


def spelled(at):
    return ",".join(map(str, at))


def sums(page):
    """What each method makes of the picture where the point stands, as the page writes it."""
    totals = figure(page).locator("figure .sum:last-child .total")
    return [float(text.replace("−", "-")) for text in totals.all_inner_texts()]


def values_at(at):
    values = grid_pattern("random", (4, 5), seed=11)
    return [float(interpolated(values, name, 3).output[at]) for name in NAMES]


def test_the_sums_are_the_core_s_and_go_with_the_point(lesson):
    assert sums(lesson) == pytest.approx(values_at(START), abs=5e-3)
    discs = figure(lesson).locator(".plane .discs")
    assert [discs.nth(place).locator("circle").count() for place in range(3)] == [1, 4, 16]


def test_arrow_keys_walk_and_the_address_keeps_the_place(lesson):
    figure(lesson).focus()
    for key in ("ArrowUp", "ArrowLeft", "ArrowLeft"):
        lesson.keyboard.press(key)
    at = (4, 4)  # a sample
    expect(figure(lesson)).to_have_attribute("data-at", spelled(at))
    assert sums(lesson) == pytest.approx(values_at(at), abs=5e-3)
    assert len(set(sums(lesson))) == 1
    expect(lesson).to_have_url(re.compile("neighbours_at=4"))
    lesson.reload()
    expect(figure(lesson)).to_have_attribute("data-at", spelled(at))


def test_the_point_is_dragged_in_every_pane_at_once(lesson):
    box = figure(lesson).locator("svg.plane").first.bounding_box()
    lesson.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lesson.mouse.down()
    lesson.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=4)
    expect(figure(lesson)).to_have_attribute("data-at", "11,14")
    lesson.mouse.up()
    assert sums(lesson) == pytest.approx(values_at((11, 14)), abs=5e-3)
    expect(lesson).to_have_url(re.compile(r"neighbours_at=11(,|%2C)14"))
    line = figure(lesson).locator("svg.line").first.bounding_box()
    lesson.mouse.click(line["x"] + 3, line["y"] + 40)
    expect(figure(lesson)).to_have_attribute("data-at", "11,0")
    expect(lesson).to_have_url(re.compile(r"neighbours_at=11(,|%2C)0"))
    lesson.go_back()
    expect(figure(lesson)).to_have_attribute("data-at", "11,14")


def test_the_kernel_s_samples_sit_on_its_curve(visit):
    page = visit("/interpolation?step=kernel")
    expect(figure(page)).to_have_attribute("data-at", "34")
    assert figure(page).locator(".kernel .marks .weight").count() == 2
    assert figure(page).locator(".kernel .marks .minus").count() == 2
    figure(page).focus()
    for _step in range(6):
        page.keyboard.press("ArrowRight")
    expect(figure(page)).to_have_attribute("data-at", "40")
    expect(figure(page).locator(".kernel .marks .weight")).to_have_count(1)


def test_on_a_phone_the_methods_stand_under_one_another(open_page, serve):
    address = f"{serve('app.py')}/interpolation?lang=zh"
    page = open_page(address, width=390, height=844, has_touch=True)
    expect(figure(page)).to_have_attribute("data-at", spelled(START))
    boxes = [one.bounding_box() for one in figure(page).locator("figure").all()]
    assert len({box["x"] for box in boxes}) == 1
    assert all(box["x"] + box["width"] <= 390 for box in boxes)
    plane = figure(page).locator("svg.plane").first
    plane.scroll_into_view_if_needed()
    plane.tap(position={"x": 3, "y": 3})
    expect(figure(page)).to_have_attribute("data-at", "0,0")


@pytest.mark.parametrize("step", ["neighbours", "kernel"])
def test_the_figure_breaks_no_serious_rule_of_accessibility(visit, step):
    for theme in ("light", "dark"):
        page = visit(f"/interpolation?step={step}", theme=theme)
        expect(figure(page)).to_have_attribute("data-draws", re.compile("."))
        assert violations(page) == [], theme
