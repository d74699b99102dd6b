"""The lesson on transposed convolution in a real Chromium: what it shows is what the core says."""

from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser import lesson_place
from tests.browser.lesson_place import pick
from tests.browser.waiting import eventually, scrolls_down_only
from upsample_core.lessons.expressions import expressions
from upsample_core.lessons.frameworks import conv_transpose_same
from upsample_core.lessons.parameter_search import ranked_parameters
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.transposed_forms import stamp

WHOLE = "/transposed-convolution?step=all"
COUNTING = np.arange(1.0, 10.0).reshape(3, 3)
PI = np.array([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0], [2.0, 6.0, 5.0]])
WIDTHS = [1440, 360]


@pytest.fixture
def step(visit):
    """Go to a step by itself, and find its place once all of it is there."""

    def open_step(name):
        place = lesson_place.step(visit(f"/transposed-convolution?step={name}"), name)
        expect(place.get_by_text("Open this in the lab")).to_be_visible()
        return place

    return open_step


def written(place, pane):
    """Read the cells of a pane of a step's stage."""
    cells = place.locator(f"[data-pane={pane}] .cell")
    expect(cells.first).to_be_visible()
    return cells.evaluate_all(
        "all => all.map((one) => (one.querySelector('.value') ?? one).textContent)"
    )


def shown(values):
    """Spell numbers as the page does, with nothing where there is none."""
    return ["" if np.isnan(value) else f"{value:g}" for value in values]


def test_the_worked_example_is_written_in_letters(step):
    place = step("symbols")
    wanted = expressions(conv_transpose_map((2, 2), COUNTING, 2, 1, 1)).ravel().tolist()
    terms = [
        {frozenset(term.split("·")) for term in cell.split(" + ")} for cell in map(str, wanted)
    ]
    texts = [text.replace("\n", " ") for text in written(place, "output")]
    assert [
        {frozenset(term.strip().split("·")) for term in text.split("+")} for text in texts
    ] == terms


WAYS = {"1 · Stamp": "stamp", "2 · Virtual input": "gather", "3 · Matrix": "matrix"}


@pytest.mark.parametrize("way", WAYS)
def test_each_computation_begins_in_the_middle_and_ends_in_the_same_result(step, way):
    place = step("ways")
    pick(place, "Computation", way)
    order = place.locator(f"[data-choice=order] input[value={WAYS[way]}]")
    expect(order).to_be_checked()
    # In stamp order the whole canvas is there, with what P crops off.
    cells = place.locator("[data-pane=output] .cell:not([aria-label*=cropped])")
    expect(cells.last).to_have_text("·")
    expect(cells.first).to_have_text("15")
    place.locator(".player input[type=range]").evaluate(
        "(bar) => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }"
    )
    expect(cells).to_have_text(shown(stamp(PI, COUNTING, 2, 1).ravel()))


def test_output_padding_adds_what_the_core_computes(step):
    place = step("output_padding")
    pick(place, "Size before the convolution", "14")
    whole = stamp([3.0, 1.0, 4.0, 1.0, 5.0], np.arange(1.0, 6.0), 3, 2, 2)[-8:]
    rows = place.locator(".grid.named tr")
    for row in range(3):
        known = np.where(np.arange(8) < 6 + row, whole, np.nan)
        expect(rows.nth(1 + row).locator("td")).to_have_text(shown(known))


def test_same_is_that_of_the_core(step):
    place = step("frameworks")
    cells = place.locator(".grid.named").nth(1).locator("tr").nth(2).locator("td")
    for kernel_size in (3, 4, 7):
        pick(place, "Kernel size K", str(kernel_size))
        same = conv_transpose_same([1.0, 2.0, 3.0], np.arange(1.0, kernel_size + 1), 2)
        expect(cells, f"K = {kernel_size}").to_have_text(shown(same))


def test_a_row_of_the_search_opens_in_the_lab(step):
    place = step("search")
    table = place.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    expect(table.locator("canvas").first).to_be_visible()
    row = 6
    table.click(position={"x": 16, "y": 36 + 35 * row + 17})
    way = ranked_parameters(7, 14, 4, 8, 1)[row].parameters
    expect(
        place.get_by_text(f"stride={way.stride}, kernel_size={way.kernel_size}, ")
    ).to_be_visible()
    place.get_by_text("Open this in the lab").click()
    expect(place.page.get_by_role("heading", name="Lab", exact=True)).to_be_visible()
    place.page.wait_for_url("**/lab?**")
    address = parse_qs(urlparse(place.page.url).query)
    for name in ("stride", "kernel_size", "padding", "output_padding"):
        assert address[name] == [str(getattr(way, name))]
    expect(place.page.locator("[data-pane=output] .cell")).to_have_count(14 * 14)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_fits_its_width(visit, lang):
    for width in WIDTHS:
        page = visit(WHOLE, lang=lang, width=width)
        expect(page.locator(".st-key-step-questions")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        eventually(page, lambda page=page: scrolls_down_only(page))
