"""The stage's JavaScript writes numbers and colours counts as Python does."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from ui.count_scale import MOST, cell_colours, count_colours
from ui.numbers import number

ASSETS = Path(__file__).parents[2] / "assets" / "stage"
HOST = "http://stage.test"


@pytest.fixture
def modules(browser):
    """Return what evaluates an expression with the stage's modules `numbers` and `colours`."""
    context = browser.new_context()
    page = context.new_page()

    def serve(route):
        name = route.request.url.removeprefix(HOST)
        if name.endswith(".js"):
            headers = {"Content-Type": "text/javascript"}
            route.fulfill(body=(ASSETS / name.strip("/")).read_text("utf-8"), headers=headers)
        else:
            route.fulfill(body="<p>", content_type="text/html")

    page.route(f"{HOST}/**", serve)
    page.goto(f"{HOST}/")
    yield lambda expression, given=None: page.evaluate(
        f"""async (given) => {{
          const numbers = await import("{HOST}/numbers.js");
          const colours = await import("{HOST}/colours.js");
          return {expression};
        }}""",
        given,
    )
    context.close()


def many_values(seed):
    """Values of every size; short and long decimals, fractions, halves, and the edges of rules."""
    rng = np.random.default_rng(seed)
    sizes = 10.0 ** rng.uniform(-14, 10, 1500)
    return [
        *sizes,
        *-sizes[:200],
        *(rng.integers(-999, 999, 400) / rng.choice([1, 2, 3, 4, 8, 9, 16, 25, 64, 1000], 400)),
        *(np.round(size, digits) for size in sizes[:300] for digits in (1, 3, 5)),
        *(
            edge * (1 + step)
            for edge in (1e-4, 1e-3, 1, 1e3, 1e5, 1e6)
            for step in (0, 2e-6, -2e-6)
        ),
        *(0.0, 0.00015, 0.0625, 0.1 + 0.2, 1 - 1e-16, 999999.5, 5e-324, 1.7e308, 2.0**-20),
    ]


def test_numbers_are_written_alike(modules, seed):
    values = [float(value) for value in many_values(seed)]
    for digits in (2, 3, 4, 6, 9):
        told = modules(f"given.map((value) => numbers.written(value, {digits}))", values)
        different = {
            value: (number(value, digits), text)
            for value, text in zip(values, told, strict=True)
            if number(value, digits) != text
        }
        assert not different


def test_what_is_no_number_is_written_alike(modules):
    told = modules("[NaN, Infinity, -Infinity, -0].map((value) => numbers.written(value))")
    assert told == [number(value) for value in (math.nan, math.inf, -math.inf, -0.0)]


def test_factors_are_exact_enough_and_bracketed(modules):
    values = [0.0625, 1 / 3, 100 * math.pi, -0.5, -1 / 7, 3.0]
    told = modules("given.map(numbers.factor)", values)
    assert told == ["0.0625", "0.3333", "314.1593", "(−0.5)", "(−0.1429)", "3"]


def test_counts_have_the_same_colours(modules):
    counts = [*range(2 * MOST), 1000]
    told = modules("given.map(colours.countColour)", counts)
    np.testing.assert_array_equal(told, count_colours(counts))
    inks = modules("given.map((count) => colours.inkOn(colours.countColour(count)))", counts)
    assert inks == [cell_colours(count)[1] for count in counts]
