"""Coordinate conventions against ONNX's formulas in fractions, and the reading of scales."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import coordinate, rounded
from upsample_core.checks import ParameterError
from upsample_core.linear_map.entries import MAX_ENTRIES
from upsample_core.resampling.coordinates import (
    COORDINATES,
    NEAREST_MODES,
    pitch_between,
    sampling_points,
    scaled_size,
    source_coordinates,
)

sizes = st.integers(1, 40)


def exact(points):
    return [Fraction(int(n), points.denominator) for n in points.numerators]


@pytest.mark.parametrize("convention", COORDINATES)
@given(before=sizes, after=sizes)
def test_coordinates_are_those_of_the_definition_exactly(convention, before, after):
    points = sampling_points(after, before, convention)
    wanted = [coordinate(d, before, after, convention) for d in range(after)]
    assert exact(points) == wanted
    # Both divide the same two whole numbers, once: not even the last bit differs.
    assert source_coordinates(after, before, convention).tolist() == [float(x) for x in wanted]


@pytest.mark.parametrize("nearest_mode", NEAREST_MODES)
@pytest.mark.parametrize("convention", COORDINATES)
@given(before=sizes, after=sizes)
def test_rounding_is_exact_ties_included(convention, nearest_mode, before, after):
    wanted = [rounded(coordinate(d, before, after, convention), nearest_mode) for d in range(after)]
    assert sampling_points(after, before, convention).nearest(nearest_mode).tolist() == wanted


def test_a_coordinate_that_is_mathematically_an_integer_is_one():
    # (8 + 1/2) / (17/7) - 1/2 = 3, which floats overshoot when they divide by the scale.
    points = sampling_points(17, 7, "half_pixel")
    assert points.floor()[8] == points.ceil()[8] == 3
    assert 8.5 / (17 / 7) - 0.5 == 3.0000000000000004
    assert source_coordinates(17, 7)[8] == 3


def test_the_rulers_of_doubling_four_samples():
    np.testing.assert_array_equal(
        source_coordinates(8, 4), [-0.25, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25]
    )
    np.testing.assert_array_equal(
        source_coordinates(8, 4, "asymmetric"), [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    )
    np.testing.assert_array_equal(
        source_coordinates(8, 4, "align_corners"), [3 * d / 7 for d in range(8)]
    )


def test_one_output_sample():
    assert source_coordinates(1, 5, "half_pixel").tolist() == [2.0]
    assert source_coordinates(1, 5, "half_pixel_symmetric").tolist() == [2.0]
    for convention in ("pytorch_half_pixel", "align_corners", "asymmetric"):
        assert source_coordinates(1, 5, convention).tolist() == [0.0]


@given(before=st.integers(2, 40), scale=st.sampled_from([1.5, 0.7, 2.3, 1.1, 5 / 3]))
def test_a_scale_factor_spaces_the_coordinates(before, scale):
    after = scaled_size(before, scale)
    pitch = 1 / Fraction(scale).limit_denominator(100)
    half = Fraction(1, 2)

    def points(convention):
        pitch_given = pitch_between(before, after, scale)
        return exact(sampling_points(after, before, convention, pitch_given))

    outputs = range(after)
    assert points("asymmetric") == [d * pitch for d in outputs]
    assert points("half_pixel") == [(d + half) * pitch - half for d in outputs]
    # ONNX: symmetric about the middle of the input, for whichever size the floor left.
    adjusted = after / (before / pitch)
    offset = Fraction(before, 2) * (1 - adjusted)
    wanted = [offset + (d + half) * pitch - half for d in outputs]
    assert points("half_pixel_symmetric") == wanted
    assert [before - 1 - x for x in reversed(wanted)] == wanted
    aligned = [coordinate(d, before, after, "align_corners") for d in outputs]
    assert points("align_corners") == aligned
    np.testing.assert_allclose(
        source_coordinates(after, before, "half_pixel_symmetric", scale), [float(x) for x in wanted]
    )


@given(p=st.integers(1, 2500), q=st.integers(1, 2500))
def test_a_float_is_read_as_the_fraction_that_was_meant(p, q):
    scale, before = p / q, 2501
    assert pitch_between(before, scaled_size(before, scale), scale) == Fraction(q, p)


@given(scale=st.floats(0.01, 8000))
def test_the_fraction_read_is_that_float(scale):
    pitch = pitch_between(1000, scaled_size(1000, scale), scale)
    assert pitch.denominator / pitch.numerator == pytest.approx(scale, rel=1e-11)
    assert max(pitch.numerator, pitch.denominator) * max(1000, scaled_size(1000, scale)) <= 2**60


@given(before=st.integers(1, 500), scale=st.floats(0.01, 100))
def test_scaled_size_is_the_floor_of_the_product_of_floats(before, scale):
    if before * scale >= 1:
        assert scaled_size(before, scale) == math.floor(before * scale)


def test_scaled_size_follows_pytorch_where_the_product_is_rounded():
    assert 100 * Fraction("0.29") == 29
    assert scaled_size(100, 0.29) == 28  # 100 * 0.29 = 28.999999999999996
    assert scaled_size(10, 0.7) == 7


def test_long_axes_stay_exact():
    before, after = MAX_ENTRIES - 1, 1 << 16
    last = exact(sampling_points(after, before, "half_pixel"))[-1]
    assert last == coordinate(after - 1, before, after, "half_pixel")
    scale = math.pi * 100
    points = sampling_points(
        scaled_size(1000, scale), 1000, "half_pixel", pitch_between(1000, 314159, scale)
    )
    wanted = (Fraction(314159) - Fraction(1, 2)) * pitch_between(1000, 314159, scale)
    assert exact(points)[-1] == wanted - Fraction(1, 2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: source_coordinates(0, 4), r"output_size must be a whole number .* got 0"),
        (lambda: source_coordinates(4, 2.5), r"input_size must be a whole number .* got 2.5"),
        (lambda: source_coordinates(4, 2, "middle"), r"coordinates must be one of .* got 'middle'"),
        (lambda: source_coordinates(2**27, 2), r"the output axis would have shape .* bound"),
        (lambda: source_coordinates(2, 2**27), r"the input axis would have shape .* bound"),
        (lambda: source_coordinates(4, 2, scale_factor=0), r"scale_factor must be greater than 0"),
        (lambda: source_coordinates(4, 2, scale_factor=-2.0), r"greater than 0, got -2"),
        (lambda: source_coordinates(5, 2, scale_factor=2), r"floor\(2 \* 2\) = 4 .* got 5"),
        (lambda: scaled_size(4, math.nan), r"scale_factor must be a finite number, got nan"),
        (lambda: scaled_size(4, math.inf), r"scale_factor must be a finite number, got inf"),
        (lambda: scaled_size(4, 10**5000), r"finite number, got one too large"),
        (lambda: scaled_size(4, True), r"scale_factor must be a finite number, got True"),
        (lambda: scaled_size(4, "2"), r"scale_factor must be a finite number, got '2'"),
        (lambda: scaled_size(3, 0.3), r"1 to \d+ samples, got 0.3: 3 \* 0.3 = 0.9"),
        (lambda: scaled_size(3, 1e300), r"1 to \d+ samples, got 1e\+300"),
        (lambda: scaled_size(10**6, 1e308), r"1 to \d+ samples, .* = inf"),
        (lambda: scaled_size(10**400, 0.5), "the input axis would have shape"),
        (lambda: scaled_size(4, np.timedelta64(2)), "scale_factor must be a finite number"),
    ],
)
def test_bad_arguments_are_named(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
