"""Numbers as people write them: short, exact where that is short, and never a lie."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.numbers import (
    among,
    counted,
    decibels,
    dimensions,
    listed,
    number,
    percent,
    ratio,
    short,
    signed,
)

CASES = [
    # value, number, short
    (0, "0", "0"),
    (-0.0, "0", "0"),
    (3, "3", "3"),
    (-1.5, "−1.5", "−1.5"),
    (0.0625, "0.0625", "0.0625"),
    (0.1875, "0.1875", "0.1875"),
    (0.03125, "0.03125", "0.0313"),
    (9 / 64, "0.1406", "0.141"),
    (1 / 3, "0.3333", "0.333"),
    (-2 / 3, "−0.6667", "−0.667"),
    (0.1 + 0.2, "0.3", "0.3"),
    (12.0, "12", "12"),
    (1 / 3 + 12, "12.33", "12.3"),
    (9.99996, "9.99996", "10"),
    (1234.5, "1234.5", "1234.5"),
    (1 / 3 + 123456, "123456", "123456"),
    (65536, "65536", "65536"),
    (999_999.6, "1000000", "1000000"),
    (1e6, "1e6", "1e6"),
    (123_456_789, "1.2e8", "1.2e8"),
    (0.001, "0.001", "0.001"),
    (0.00098, "9.8e−4", "9.8e−4"),
    (0.000996, "1e−3", "1e−3"),
    (-2.2e-16, "−2.2e−16", "−2.2e−16"),
    (5e-324, "4.9e−324", "4.9e−324"),
    (math.nan, "NaN", "NaN"),
    (-math.inf, "−∞", "−∞"),
]


@pytest.mark.parametrize(("value", "long", "cell"), CASES)
def test_numbers_and_those_in_cells(value, long, cell):
    assert (number(value), short(value)) == (long, cell)


def read(text):
    """The value of a number as it is written."""
    return float(text.replace("−", "-"))


@given(st.floats(-1e300, 1e300), st.integers(2, 9))
def test_what_is_written_is_near_the_number(value, digits):
    text = number(value, digits)
    assert "-" not in text
    tolerance = 0.5 * 10 ** (1 - digits) if 1e-3 <= abs(value) < 1e6 else 0.05
    assert math.isclose(read(text), value, rel_tol=1.0001 * tolerance, abs_tol=5e-324)


@given(st.integers(-99_999, 99_999), st.integers(0, 6))
def test_short_decimals_are_exact(numerator, halvings):
    value = numerator / 2**halvings
    if len(f"{abs(value)!r}".removesuffix(".0")) <= 7 and (value == 0 or abs(value) >= 1e-3):
        assert read(number(value)) == value


@given(st.floats(1e-3, 1e5))
def test_a_number_and_its_negative_are_written_alike(value):
    assert number(-value) == "−" + number(value)


def test_halves_are_rounded_away_from_zero():
    assert [number(value) for value in (1 / 64, -1 / 64, 3 / 64)] == [
        "0.01563",
        "−0.01563",
        "0.04688",
    ]


def test_changes_have_a_sign():
    assert [signed(value) for value in (2, -2, 0, 0.25, -1e-9)] == [
        "+2",
        "−2",
        "0",
        "+0.25",
        "−1e−9",
    ]


def test_counts_and_shapes():
    assert [counted(count) for count in (0, 9999, 10_000, -3)] == ["0", "9999", "10,000", "−3"]
    assert dimensions((4, 6)) == "4 × 6"
    assert dimensions(np.zeros((3, 16_384)).shape) == "3 × 16,384"
    assert dimensions([np.int64(7)]) == "7"


def test_lists():
    assert listed([4, 6.5, -1 / 3]) == "4, 6.5, −0.3333"
    assert listed(np.array([])) == ""


def test_ratios_are_in_lowest_terms():
    told = [ratio(*pair) for pair in ((4, 1), (9, 9), (9, 6), (2, 0), (0, 0))]
    assert told == [
        text.replace(" ", "\u00a0") for text in ("4 : 1", "1 : 1", "3 : 2", "1 : 0", "0 : 0")
    ]


def test_shares():
    told = [percent(share) for share in (0, 0.5, 0.0625, 1 / 3, 0.0219, 1)]
    assert told == ["0%", "50%", "6.25%", "33.3%", "2.19%", "100%"]
    assert percent(1 - 1e-9) == ">\u00a099.9%"


def test_decibels_have_a_tenth():
    assert [decibels(value) for value in (25.732, 30, math.inf)] == [
        "25.7\u00a0dB",
        "30.0\u00a0dB",
        "∞\u00a0dB",
    ]


def test_rounding_beside_larger_numbers_is_nothing():
    values = among([3.0, 1e-15, -2e-11, math.nan, math.inf])
    np.testing.assert_array_equal(values, [3, 0, -2e-11, math.nan, math.inf])
    np.testing.assert_array_equal(among([1e-20, 2e-20]), [1e-20, 2e-20])
    assert among([]).size == 0
