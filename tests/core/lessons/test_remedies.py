"""Remedies: each against its definition, and the ranking that the lesson claims."""

import numpy as np
import pytest

from upsample_core.analysis.evenness import is_flat
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.remedies import REMEDIES, Weights, one_filter, ranked, remedy
from upsample_core.resampling.interpolation import interpolate

RNG = np.random.default_rng(21)
PICTURE = RNG.uniform(size=(9, 11))
SMOOTH = 0.5 + 0.2 * np.sin(np.arange(24)[:, None] * 0.5 + np.arange(28) * 0.3)
TREATS_PHASES_ALIKE = ("icnr", "nearest", "bilinear", "smoothed")


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
    cases = {"uneven": stride + 1, "divides": 2 * stride}
    for name, side in cases.items():
        kernel = np.ones((side, side)) * (stride / side) ** 2
        expected = enlarge(PICTURE, kernel, stride, "replicate")
        np.testing.assert_allclose(remedy(name, PICTURE, stride), expected)
    kernel = preset_kernel("bilinear", (2 * stride - stride % 2,) * 2)
    expected = enlarge(PICTURE, kernel, stride, "replicate")
    np.testing.assert_allclose(remedy("bilinear_start", PICTURE, stride), expected)


def test_a_bilinear_start_is_bilinear():
    expected = interpolate(PICTURE[None, None], scale_factor=2, mode="bilinear")[0, 0]
    np.testing.assert_allclose(remedy("bilinear_start", PICTURE), expected, atol=1e-12)


def test_icnr_is_a_convolution_and_then_nearest():
    made = remedy("icnr", PICTURE, 3, 0.8, 2)
    assert made.shape == (27, 33)
    blocks = made.reshape(9, 3, 11, 3)
    np.testing.assert_allclose(blocks, np.broadcast_to(blocks[:, :1, :, :1], blocks.shape))


def test_smoothing_averages_the_uneven_result():
    rough, smooth = (remedy(name, PICTURE, 2, 0.5, 3) for name in ("uneven", "smoothed"))
    for row, column in ((3, 5), (8, 10)):
        assert smooth[row, column] == pytest.approx(
            rough[row : row + 2, column : column + 2].mean()
        )


def test_weights_are_off_by_at_most_their_spread():
    weights = Weights(2, 0.25, 6).around(np.ones((4, 4)), 4.0)
    assert weights.sum() == pytest.approx(4)
    assert weights.max() / weights.min() <= 1.25 / 0.75
    assert np.ptp(weights) > 0.01
    np.testing.assert_allclose(Weights(2, 0.0, 6).around(np.ones((4, 4)), 4.0), 0.25)


def test_dividing_alone_is_often_not_enough():
    scores = {score.name: score.score for score in ranked(SMOOTH, 2, 0.5, 1)}
    assert scores["divides"] > 5 * max(scores[name] for name in ("nearest", "bilinear", "smoothed"))
    assert scores["uneven"] > scores["divides"]


def test_the_ranking_is_by_score_beyond_the_bilinear_resize():
    reference = interpolate(SMOOTH[None, None], scale_factor=3, mode="bilinear")[0, 0]
    scores = ranked(SMOOTH, 3, 0.4, 8)
    assert {score.name for score in scores} == set(REMEDIES)
    assert [s.score for s in scores] == sorted(s.score for s in scores)
    for score in scores:
        assert score.score == artifact_score(score.picture, 3, reference)
        np.testing.assert_array_equal(score.picture, remedy(score.name, SMOOTH, 3, 0.4, 8))


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
