"""Remedies: each against its definition, and the ranking that the lesson claims."""

import numpy as np
import pytest

from upsample_core.analysis.evenness import is_flat
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import ParameterError
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.layers import sub_pixel
from upsample_core.lessons.remedies import (
    REMEDIES,
    Weights,
    one_filter,
    ranked,
    remedy,
    stamp_taps,
)
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.transposed_convolution import conv_transpose2d
from upsample_core.resampling.interpolation import interpolate

RNG = np.random.default_rng(21)
PICTURE = RNG.uniform(size=(9, 11))
SMOOTH = 0.5 + 0.2 * np.sin(np.arange(24)[:, None] * 0.5 + np.arange(28) * 0.3)
TREATS_PHASES_ALIKE = ("icnr", "nearest", "bilinear")


def interior(picture, stride):
    return picture[3 * stride : -3 * stride, 3 * stride : -3 * stride]


@pytest.mark.parametrize("stride", [2, 3])
@pytest.mark.parametrize("name", REMEDIES)
def test_the_size_and_the_mean_of_a_constant_are_right(name, stride):
    made = remedy(name, np.full((9, 11), 0.6), stride, 0.7, 4)
    assert made.shape == (9 * stride, 11 * stride)
    # Whole periods from the interior.
    assert interior(made, stride).mean() == pytest.approx(0.6)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", REMEDIES)
def test_a_constant_stays_one_where_phases_are_treated_alike(name, seed):
    made = interior(remedy(name, np.ones((9, 11)), 2, 0.9, seed), 2)
    assert (np.ptp(made) < 1e-9) == (name in TREATS_PHASES_ALIKE)


def test_without_deviations_only_the_sizes_decide():
    flat = {
        name for name in REMEDIES if np.ptp(interior(remedy(name, np.ones((9, 11)), 2), 2)) < 1e-9
    }
    assert flat == set(REMEDIES) - {"uneven"}


@pytest.mark.parametrize("stride", [2, 3])
def test_transposed_ways_are_their_kernels(stride):
    cases = {"uneven": 3 * stride - 1, "divides": 3 * stride}
    for name, side in cases.items():
        kernel = np.ones((side, side)) * (stride / side) ** 2
        expected = enlarge(PICTURE, kernel, stride, "replicate")
        np.testing.assert_allclose(remedy(name, PICTURE, stride), expected)


@pytest.mark.parametrize("stride", [2, 3, 4, 5])
@pytest.mark.parametrize("name", REMEDIES)
def test_all_stamps_have_as_many_taps(name, stride):
    assert stamp_taps(name, stride) == 3 * stride - (name == "uneven")


@pytest.mark.parametrize("stride", [2, 3])
def test_dividing_is_a_sub_pixel_convolution(stride):
    """Every kernel whose size S divides is one, so that it is no way of its own."""
    kernel = RNG.normal(size=(3 * stride, 3 * stride))
    # Output phase (i, j) sees the taps (i, j), (i, j + S), …, turned round.
    filters = np.stack([
        kernel[i::stride, j::stride][::-1, ::-1] for i in range(stride) for j in range(stride)
    ])  # fmt: skip
    made = sub_pixel(PICTURE[None, None], filters[:, None], stride)[0, 0]
    np.testing.assert_allclose(made, enlarge(PICTURE, kernel, stride, "replicate"))


def test_smoothing_afterwards_is_nearest_and_then_convolution():
    """So that it is no way of its own either."""
    kernel = RNG.normal(size=(3, 3))
    x = np.pad(PICTURE, 3)[None, None]
    stamped = conv_transpose2d(x, kernel[None, None], 2)
    smoothed = conv2d(stamped, np.full((1, 1, 2, 2), 0.25), padding=1)[0, 0]
    nearest = interpolate(x, scale_factor=2, mode="nearest")
    turned = conv2d(nearest, kernel[None, None, ::-1, ::-1] / 4, padding=2)[0, 0]
    rows, columns = smoothed.shape
    np.testing.assert_allclose(smoothed, turned[:rows, :columns], atol=1e-12)


def test_a_bilinear_start_is_bilinear():
    expected = interpolate(PICTURE[None, None], scale_factor=2, mode="bilinear")[0, 0]
    np.testing.assert_allclose(remedy("bilinear_start", PICTURE), expected, atol=1e-12)


def test_icnr_is_a_convolution_and_then_nearest():
    made = remedy("icnr", PICTURE, 3, 0.8, 2)
    assert made.shape == (27, 33)
    blocks = made.reshape(9, 3, 11, 3)
    np.testing.assert_allclose(blocks, np.broadcast_to(blocks[:, :1, :, :1], blocks.shape))


def test_weights_are_off_by_at_most_their_spread():
    weights = Weights(2, 0.25, 6).around(np.ones((4, 4)), 4.0)
    assert weights.sum() == pytest.approx(4)
    assert weights.max() / weights.min() <= 1.25 / 0.75
    assert np.ptp(weights) > 0.01
    np.testing.assert_allclose(Weights(2, 0.0, 6).around(np.ones((4, 4)), 4.0), 0.25)


def test_weights_that_begin_as_zero_are_off_too():
    weights = Weights(2, 0.5, 6).around(np.pad(np.ones((2, 2)), 1), 4.0)
    assert np.count_nonzero(weights) == 16


def test_dividing_alone_is_often_not_enough():
    scores = {score.name: score.score for score in ranked(SMOOTH, 2, 0.5, 1)}
    assert scores["divides"] > 5 * max(scores[name] for name in TREATS_PHASES_ALIKE)
    assert scores["uneven"] > scores["divides"]


def test_the_ranking_is_by_what_the_original_has_not():
    original = RNG.uniform(size=(24, 30))
    small = original.reshape(8, 3, 10, 3).mean(axis=(1, 3))
    scores = ranked(original, 3, 0.4, 8)
    assert {score.name for score in scores} == set(REMEDIES)
    order = [(score.score, -score.decibels) for score in scores]
    assert order == sorted(order)
    own = artifact_score(original, 3)
    for score in scores:
        np.testing.assert_allclose(score.picture, remedy(score.name, small, 3, 0.4, 8))
        beyond = artifact_score(score.picture, 3) - own
        assert score.score == pytest.approx(max(0, beyond))
        error = ((score.picture - original) ** 2).mean()
        assert score.decibels == pytest.approx(-10 * np.log10(error))


def test_blur_is_no_remedy():
    """With even weights K = 3S is flat and has no pattern, and is the most blurred of all."""
    found = {score.name: score for score in ranked(SMOOTH, 2)}
    assert found["divides"].score < 1e-3
    assert found["bilinear_start"].decibels > found["divides"].decibels + 1


def test_an_original_of_another_size_is_refused():
    with pytest.raises(ParameterError, match="multiples of S = 3"):
        ranked(np.zeros((24, 28)), 3)


def test_one_filter_gives_every_phase_the_same_weights():
    kernel = RNG.normal(size=(4, 5))
    made = one_filter(kernel, 2)
    assert made.shape == (4, 6)
    for row in range(2):
        for column in range(2):
            np.testing.assert_array_equal(made[row::2, column::2], kernel[::2, ::2])
    assert is_flat(made, 2)
    assert one_filter([1, 2, 3, 4], 3).tolist() == [1, 1, 1, 4, 4, 4]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="name must be one of"):
        remedy("hope", PICTURE)
    with pytest.raises(ParameterError, match="spread must be a number from 0 to 1"):
        remedy("nearest", PICTURE, 2, 1.5)
    with pytest.raises(ParameterError, match="stride"):
        remedy("nearest", PICTURE, 1)
    with pytest.raises(ParameterError, match="seed"):
        remedy("nearest", PICTURE, 2, 0.5, -1)
