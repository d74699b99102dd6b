"""The lesson on the matrix in a real Chromium: what it shows is what the core computes."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser import lesson_place
from tests.browser.waiting import eventually, scrolls_down_only
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.operations.convolution import conv_map

WHOLE = "/convolution-matrix?step=all"
KERNEL = preset_kernel("counting", (3, 3))
PRESETS = {"A": (1, 0), "B": (2, 1)}


@pytest.fixture
def step(visit):
    """Go to a step by itself, and find its place."""

    def open_step(name):
        return lesson_place.step(visit(f"/convolution-matrix?step={name}"), name)

    return open_step


def numbers(table):
    """Return the numbers of a table, nan where a cell is empty."""
    rows = [row.split("\t") for row in table.inner_text().splitlines()]
    return [[float(cell.replace("−", "-")) if cell.strip() else np.nan for cell in r] for r in rows]


@pytest.mark.parametrize("preset", PRESETS)
def test_rows_are_those_of_the_core(step, preset):
    stride, padding = PRESETS[preset]
    whole = conv_map((4, 4), KERNEL, stride, padding)
    dense = whole.matrix.toarray()
    rows = step("rows")
    rows.get_by_text(f"{preset} · S = {stride}").click()
    for row, cell in enumerate(("y[0,0]", "y[0,1]", "y[1,0]", "y[1,1]")):
        rows.get_by_text(cell, exact=True).click()
        output = whole.apply(grid_pattern("pi", (4, 4))).flat[row]
        expect(
            rows.get_by_text(re.compile(rf"{re.escape(cell)} = .* = {output:.0f}\."))
        ).to_be_visible()
        built = np.where(np.arange(4)[:, None] <= row, dense, np.nan)

        def the_row_is_laid(built=built, row=row):
            tables = rows.locator("table")
            np.testing.assert_array_equal(numbers(tables.nth(2)), dense[[row]])
            np.testing.assert_array_equal(numbers(tables.nth(3)), built)

        eventually(rows.page, the_row_is_laid)


def test_the_adjoint_identity_holds_on_the_page(step):
    place = step("transpose")
    told = place.get_by_text(re.compile("they differ by"))
    heard = told.inner_text()
    for seed in ("8", "9"):
        field = place.get_by_role("spinbutton")
        field.fill(seed)
        field.press("Enter")
        expect(told).not_to_have_text(heard, use_inner_text=True)
        heard = told.inner_text()
        forward, backward = told.locator("strong").all_inner_texts()
        assert forward == backward
        apart = re.search(r"differ by ([\d.e−]+)\.", heard)[1]
        assert float(apart.replace("−", "-")) < 1e-9


def test_the_photograph_comes_back_in_two_ways(step):
    photograph = step("photograph")
    expect(photograph.locator(".window canvas")).to_have_count(5)
    title = photograph.locator(".pane").nth(3).locator("b")
    before = title.inner_text()
    photograph.get_by_text("Box", exact=True).click()
    # The other kernel loses more or less, and the title says how much.
    expect(title).not_to_have_text(before)
    for canvas in photograph.locator(".window canvas").all():
        drawn = canvas.evaluate(
            "one => new Set(one.getContext('2d').getImageData(0, 0, one.width, one.height).data)"
            ".size"
        )
        assert drawn > 30


def test_a_link_opens_the_lab_in_that_state(step):
    rows = step("rows")
    rows.get_by_text("B · S = 2").click()
    rows.get_by_text("y[1,0]", exact=True).click()
    expect(rows.get_by_text(re.compile(r"y\[1,0\] = "))).to_be_visible()
    rows.get_by_text("Open this in the lab").click()
    expect(rows.page.get_by_role("heading", name="Lab", exact=True)).to_be_visible()
    expect(
        rows.page.locator(".equation").get_by_text(re.compile(r"y\[1,0\]")).first
    ).to_be_visible()
    assert "method=strided_convolution" in rows.page.url
    assert "padding=1" in rows.page.url


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_phone_needs_no_sideways_scrolling(visit, lang):
    page = visit(WHOLE, lang=lang, width=360, height=780)
    expect(page.locator(".st-key-step-photograph .window canvas")).to_have_count(5)
    eventually(page, lambda: scrolls_down_only(page))
    for table in page.locator(".grid table").all():
        assert table.evaluate("one => one.getBoundingClientRect().right") <= 360


def test_the_first_visitor_of_a_server_finds_the_page(open_page, serve):
    # Spelled so, it is a server of its own, which nobody has asked for a page yet.
    page = open_page(f"{serve('./app.py')}/convolution-matrix")
    expect(page.get_by_role("heading", name="Convolution as a matrix")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
