"""Coordinate conventions side by side: the rows of the curriculum, and loops over fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import coordinate
from upsample_core.checks import ParameterError
from upsample_core.lessons.coordinate_rulers import CONVENTIONS, sampled

COUNTING = [1.0, 2.0, 3.0, 4.0]
ROWS = {
    "half_pixel": [1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4],
    "align_corners": [1, 10 / 7, 13 / 7, 16 / 7, 19 / 7, 22 / 7, 25 / 7, 4],
    "asymmetric": [1, 1.5, 2, 2.5, 3, 3.5, 4, 4],
}


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_rows_of_the_curriculum(convention):
    np.testing.assert_allclose(sampled(COUNTING, 2)[convention].output, ROWS[convention])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("cubic", [0.89453125, 1.19140625, 1.66796875, 2.296875]),
        ("cubic_half", [0.9296875, 1.1796875, 1.7265625, 2.25]),
    ],
)
def test_both_usual_cubics(name, begins):
    np.testing.assert_allclose(sampled(COUNTING, 2, name)["half_pixel"].output[:4], begins)


@pytest.mark.parametrize(
    ("nearest_mode", "row"),
    [("ceil", [1, 2, 2, 3, 3, 4, 4, 4]), ("floor", [1, 1, 1, 2, 2, 3, 3, 4])],
)
def test_nearest_goes_by_its_rounding(nearest_mode, row):
    made = sampled(COUNTING, 2, "nearest", nearest_mode=nearest_mode)
    assert made["half_pixel"].output.tolist() == row


@given(size=st.integers(2, 7), factor=st.sampled_from([1.25, 1.5, 2, 2.5, 3]))
def test_places_and_shifts_are_as_defined(size, factor):
    x = np.random.default_rng(2).standard_normal(size)
    outputs = int(size * factor)
    for name, found in sampled(x, factor).items():
        wanted = [coordinate(d, size, outputs, name) for d in range(outputs)]
        usual = [coordinate(d, size, outputs, "half_pixel") for d in range(outputs)]
        np.testing.assert_allclose(found.coordinates, [float(place) for place in wanted])
        shifts = [float(a - b) for a, b in zip(wanted, usual, strict=True)]
        np.testing.assert_allclose(found.shift, shifts, atol=1e-12)
        clamped = np.clip(found.coordinates, 0, size - 1)
        np.testing.assert_allclose(found.output, np.interp(clamped, np.arange(size), x), atol=1e-12)


def test_a_factor_that_is_given_spaces_the_outputs_by_itself():
    """[1, 2, 3, 4] by 1.6 gives six outputs, 1/1.6 apart; by size they lie 4/6 apart."""
    by_scale, by_size = (sampled(COUNTING, 1.6, by_scale=given) for given in (True, False))
    wanted = [float((d + Fraction(1, 2)) / Fraction(8, 5) - Fraction(1, 2)) for d in range(6)]
    np.testing.assert_allclose(by_scale["half_pixel"].coordinates, wanted)
    np.testing.assert_allclose(
        by_scale["half_pixel"].output, [1, 1.4375, 2.0625, 2.6875, 3.3125, 3.9375]
    )
    np.testing.assert_allclose(by_size["half_pixel"].output, [1, 1.5, 13 / 6, 17 / 6, 3.5, 4])
    np.testing.assert_allclose(by_scale["asymmetric"].coordinates, np.arange(6) / 1.6)
    assert by_scale["align_corners"].coordinates.tolist() == pytest.approx(
        by_size["align_corners"].coordinates.tolist()
    )


def test_a_whole_factor_is_the_same_however_it_is_given():
    for name, found in sampled(COUNTING, 3, by_scale=True).items():
        np.testing.assert_allclose(found.output, sampled(COUNTING, 3)[name].output)


@pytest.mark.parametrize("arguments", [(COUNTING, 0), (COUNTING, 2, "sinc"), ([[1.0]], 2)])
def test_what_is_not_possible_is_refused(arguments):
    with pytest.raises(ParameterError):
        sampled(*arguments)
