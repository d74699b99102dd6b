"""What the lesson on learned kernels says, as inequalities over seeds and photographs."""

import numpy as np
import pytest

from ui.lessons.learned.common import LAYERS, PHOTOGRAPHS, Layer, grey, marks, trained
from upsample_core import ParameterError, assess
from upsample_core.analysis import artifact_score, film, psnr
from upsample_core.learning import EnlargingLayer
from upsample_core.lessons import (
    SHRINKS,
    STEPS,
    fixed,
    grey_middle,
    nearest_kind,
    shrink,
    spread,
    transfer,
)

SEEDS = range(4)
K3, K4 = LAYERS["transposed_3"], LAYERS["transposed_4"]


@pytest.mark.parametrize("size", [2, 3, 4])
def test_random_kernels_go_to_the_same_kernel(size):
    ends = [trained(Layer("transposed", size), seed).kernels for seed in SEEDS]
    assert spread([kernels[0] for kernels in ends]) > 0.3
    assert spread([kernels[-1] for kernels in ends]) < 0.05


@pytest.mark.parametrize("name", ["transposed_3", "transposed_4"])
def test_even_first_and_sharp_long_after(name):
    for seed in SEEDS:
        one = trained(LAYERS[name], seed)
        assert 0 <= one.even_from <= 30
        assert one.sharp_from >= 5 * max(1, one.even_from)
        # Training has made the sums of the phases equal, even where stamps overlap unevenly.
        assert np.ptp(one.sums[-1]) < 0.02 < np.ptp(one.sums[0])


def test_flat_on_a_constant_is_not_flat_on_a_photograph():
    one = trained(LAYERS["sub_pixel"])
    place = STEPS.index(5)
    assert one.shares[place] < 1e-3
    assert one.scores[place] > 1e-2
    for seed in SEEDS:
        one, icnr = trained(LAYERS["sub_pixel"], seed), trained(LAYERS["icnr"], seed)
        late = STEPS.index(20)
        assert one.scores[late] > 2e-3
        assert icnr.scores[late] < one.scores[late] / 2
    assert icnr.shares[0] < 1e-20


@pytest.mark.parametrize("judge", PHOTOGRAPHS[:3])
def test_wider_kernels_can_do_better(judge):
    best = {name: trained(layer, 0, judge).best_decibels for name, layer in LAYERS.items()}
    assert best["transposed_3"] < best["transposed_4"] < best["sub_pixel"] - 0.3
    assert best["nearest"] == pytest.approx(best["transposed_4"], abs=0.1)
    assert best["icnr"] == best["sub_pixel"]
    assert marks(judge)["nearest"] < best["transposed_3"]


def test_a_course_says_what_the_measures_of_the_core_say():
    one, judge = trained(K3, 1), grey(PHOTOGRAPHS[0])
    layer = EnlargingLayer("transposed", 3)
    for place in (0, 5, len(STEPS) - 1):
        made = layer.enlarge(shrink(judge, "mean"), one.kernels[place])
        assert one.decibels[place] == pytest.approx(psnr(judge, made))
        assert one.scores[place] == pytest.approx(artifact_score(made, 2, judge), abs=1e-12)
        verdict = assess(one.kernels[place], 2)
        assert one.shares[place] == pytest.approx(verdict.pattern_share)


def test_no_training_passes_the_best_on_what_teaches():
    for layer in LAYERS.values():
        one = trained(layer)
        assert (one.error >= one.best_error - 1e-12).all()
        assert (np.diff(one.error) <= 1e-12).all()
        assert one.excess >= 0


def test_the_kernel_undoes_how_pictures_were_made_small():
    best = {way: trained(K3, 0, PHOTOGRAPHS[0], way).best for way in SHRINKS}
    assert nearest_kind(best["decimate"]) == "bilinear"
    across = best["decimate"][1]
    np.testing.assert_allclose(across, [0.5, 1, 0.5], atol=0.05)
    pairs = transfer(EnlargingLayer("transposed", 3), best, grey(PHOTOGRAPHS[0]))
    assert set(pairs) == {(one, other) for one in SHRINKS for other in SHRINKS}
    assert pairs["decimate", "decimate"] > pairs["mean", "decimate"] + 1
    assert pairs["mean", "mean"] > pairs["decimate", "mean"] + 1
    four = trained(K4, 0, PHOTOGRAPHS[0], "mean").best
    border = np.ones((4, 4), bool)
    border[1:3, 1:3] = False
    # The mean of a block says most of the block itself.
    assert four[~border].min() > 2 * np.abs(four[border]).max()


def test_simple_kernels_are_named():
    assert nearest_kind(np.full((3, 3), 0.7)) == "ones"
    assert nearest_kind([[0.2, 0.5, 0.3], [0.5, 1, 0.5], [0.2, 0.5, 0.3]]) == "bilinear"
    assert nearest_kind([[0, 0, 0], [0, 2, 0], [0, 0.1, 0]]) == "one"
    with pytest.raises(ParameterError, match="square"):
        nearest_kind(np.ones((2, 3)))


def test_pictures_are_made_small_in_three_ways():
    picture = np.arange(48.0).reshape(6, 8) / 48
    np.testing.assert_allclose(shrink(picture, "decimate"), picture[::2, ::2])
    blocks = picture.reshape(3, 2, 4, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(shrink(picture, "mean"), blocks)
    # A Gaussian leaves a ramp as it is, away from the border.
    inner = (slice(1, -1), slice(1, -1))
    np.testing.assert_allclose(shrink(picture, "gaussian")[inner], picture[::2, ::2][inner])
    with pytest.raises(ParameterError, match="even sides"):
        shrink(np.ones((3, 4)), "mean")
    with pytest.raises(ParameterError, match="way must be one of"):
        shrink(picture, "max")


def test_methods_that_do_not_learn_know_where_pixels_lie():
    """A ramp comes back as it was by bilinear, wherever its pixels were taken."""
    rows, columns = np.mgrid[:32, :40]
    ramp = 0.2 + (rows + columns) / 150
    for way in ("mean", "decimate"):
        found = fixed(ramp, way)
        assert found["bilinear"] > found["nearest"] + 3
    assert fixed(ramp, "mean")["nearest"] > fixed(ramp, "decimate")["nearest"]


def test_a_rate_beyond_the_limit_is_followed_until_it_says_nothing_more():
    limit = trained(K3).limit
    beyond = trained(K3, rate=1.1 * limit)
    assert beyond.diverges
    assert 0 < beyond.last < STEPS[-1]
    assert beyond.error[-1] > 1000 * beyond.error[0]
    assert all(np.isfinite(each).all() for each in (beyond.kernels, beyond.decibels, beyond.scores))
    assert beyond.steepest * beyond.limit == pytest.approx(2)
    assert min(beyond.factors) == pytest.approx(1 - 2 * 1.1)
    assert trained(LAYERS["nearest"]).limit < limit / 5


def test_the_middle_of_a_picture_has_even_sides():
    picture = np.random.default_rng(3).random((3, 31, 120))
    made = grey_middle(picture, 96, 16)
    assert made.shape == (30, 96)
    np.testing.assert_allclose(made, picture.mean(axis=0)[:30, 12:108])
    with pytest.raises(ParameterError, match="sides of at least 32, got 31"):
        grey_middle(picture, 96, 32)


def test_a_film_is_its_first_frame_and_what_changes():
    frames = np.array([[[0, 0.5], [1, 1.5]], [[1, 0.25], [-3, 1]]])
    first, second = [0, 128, 255, 255], [255, 64, 0, 255]
    changes = [(b - a) % 256 for a, b in zip(first, second, strict=True)]
    assert film(frames) == bytes(first + changes)
