"""A blur before decimation: its parts by sums of cosines, its errors by their definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.lessons.downsampling.pictures import NAMES, grey
from upsample_core.checks import ParameterError
from upsample_core.lessons.blurring import (
    MAX_SIGMA,
    blur,
    blur_curves,
    keep_blurred,
    levels,
    parted,
)

PICTURE = np.random.default_rng(11).random((9, 14))


def cosines(size):
    """Row k is a wave of k / 2N cycles per cell, which the mirror image continues."""
    cells = np.arange(size) + 0.5
    return np.cos(np.pi * np.outer(np.arange(size), cells) / size)


def coarse_by_least_squares(values, stride):
    """The nearest sum of products of waves below 1 / (2S)."""
    down, across = (cosines(size)[: -(-size // stride)] for size in values.shape)
    waves = np.einsum("ky,mx->kmyx", down, across).reshape(-1, values.size)
    return (waves.T @ np.linalg.lstsq(waves.T, values.ravel(), rcond=None)[0]).reshape(values.shape)


@pytest.mark.parametrize("stride", [1, 2, 3, 4])
def test_the_coarse_part_is_what_slow_waves_can_hold(stride):
    parts = parted(PICTURE, stride)
    np.testing.assert_allclose(parts.coarse, coarse_by_least_squares(PICTURE, stride), atol=1e-9)
    np.testing.assert_allclose(parts.coarse + parts.fine, PICTURE)
    assert abs((parts.coarse * parts.fine).sum()) < 1e-9, "they share no wave"


def blurred_by_hand(values, sigma):
    """Gaussian weights out to four standard deviations, over the mirror image, axis by axis."""
    reach = int(4 * sigma + 0.5)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        pad = [(reach, reach) if a == axis else (0, 0) for a in (0, 1)]
        wide = np.pad(values, pad, mode="symmetric")
        values = sum(
            w * np.take(wide, range(k, k + values.shape[axis]), axis) for k, w in enumerate(weights)
        )
    return values


@pytest.mark.parametrize("sigma", [0.4, 1.3, 2.0])
def test_a_blur_is_a_weighted_mean(sigma):
    np.testing.assert_allclose(blur(PICTURE, sigma), blurred_by_hand(PICTURE, sigma), atol=1e-12)
    np.testing.assert_array_equal(blur(PICTURE, 0), PICTURE)


@pytest.mark.parametrize(("stride", "sigma"), [(2, 0.0), (2, 0.7), (3, 1.3), (4, 2.5)])
def test_errors_are_what_they_are_called(stride, sigma):
    found, parts = keep_blurred(PICTURE, stride, sigma), parted(PICTURE, stride)
    every = np.s_[::stride, ::stride]
    np.testing.assert_allclose(found.blurred, blur(PICTURE, sigma), atol=1e-12)
    np.testing.assert_allclose(found.picture, blur(PICTURE, sigma)[every], atol=1e-12)
    np.testing.assert_allclose(found.false, blur(parts.fine, sigma)[every], atol=1e-12)
    np.testing.assert_allclose(found.ideal, parts.coarse[every])
    error = found.picture - found.ideal
    assert found.error_levels == pytest.approx(255 * np.sqrt((error**2).mean()))
    assert found.false_levels == pytest.approx(255 * np.sqrt((found.false**2).mean()))
    lost = (blur(parts.coarse, sigma) - parts.coarse)[every]
    assert found.lost_levels == pytest.approx(255 * np.sqrt((lost**2).mean()))


@settings(max_examples=25)
@given(
    stride=st.sampled_from([2, 3, 4]),
    sigma=st.floats(0, MAX_SIGMA),
    slow=st.integers(0, 4),
    fast=st.integers(0, 4),
)
def test_a_slow_picture_has_nothing_false_and_a_fast_one_nothing_lost(stride, sigma, slow, fast):
    size = 36
    waves = cosines(size)
    coarse = np.outer(waves[slow], waves[slow // 2])
    fine = np.outer(waves[size // stride + fast], waves[fast])
    assert keep_blurred(coarse, stride, sigma).false_levels < 1e-9
    assert keep_blurred(fine, stride, sigma).lost_levels < 1e-9


def test_curves_are_single_runs_and_their_least():
    found = blur_curves(PICTURE, 2)
    for place in (0, 7, 25):
        one = keep_blurred(PICTURE, 2, float(found.sigmas[place]))
        curves = found.false[place], found.lost[place], found.error[place]
        assert curves == pytest.approx((one.false_levels, one.lost_levels, one.error_levels))
    assert found.sigmas[0] == 0
    assert found.sigmas[-1] == MAX_SIGMA
    assert keep_blurred(PICTURE, 2, found.best).error_levels == pytest.approx(found.error.min())


@pytest.mark.parametrize("name", NAMES)
def test_what_the_words_say_of_every_picture(name):
    """The best blur grows with S; kept pixels hold the fine part as strongly as it was."""
    values = grey(name)
    best = [blur_curves(values, stride).best for stride in (2, 4)]
    assert 0 < best[0] < best[1] < MAX_SIGMA
    for stride in (2, 4):
        found = keep_blurred(values, stride, 0)
        assert found.lost_levels < 1e-9
        assert found.false_levels == pytest.approx(levels(parted(values, stride).fine), rel=0.05)


def test_a_photograph_needs_less_blur_than_the_zone_plate():
    plate = blur_curves(grey("zone_plate"), 4).best
    assert all(blur_curves(grey(name), 4).best <= plate for name in ("cat", "brick", "coffee"))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: keep_blurred(PICTURE, 2, 4.5), "sigma must be from 0 to 4 pixels, got 4.5"),
        (lambda: keep_blurred(PICTURE, 2, -1), "sigma"),
        (lambda: keep_blurred(PICTURE, 0, 1), "stride"),
        (lambda: parted(PICTURE[0], 2), "picture"),
        (lambda: blur_curves(PICTURE, 1.5), "stride"),
        (lambda: levels(np.zeros((2, 2, 2))), "values"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
