"""Backgrounds: what the weights make of them, and what a bias does."""

import numpy as np
import pytest

from upsample_core.analysis.evenness import phase_sums
from upsample_core.checks import ParameterError
from upsample_core.lessons.backgrounds import gains, on_background, pattern_size

RNG = np.random.default_rng(3)
KERNEL = RNG.uniform(0.5, 1.5, (3, 4))


@pytest.mark.parametrize("level", [-0.7, 0.0, 0.4, 2.0])
def test_a_background_alone_comes_out_as_its_phase_sums(level):
    made = on_background(np.zeros((6, 8)), level, KERNEL, 2)
    sums = phase_sums(KERNEL, 2) / phase_sums(KERNEL, 2).mean()
    assert pattern_size(made.stamped, 2) == pytest.approx(abs(level) * np.std(sums))
    np.testing.assert_allclose(made.biased, level)
    assert made.stamped.shape == made.biased.shape == (12, 16)
    assert made.stamped.mean() == pytest.approx(level)


def test_both_ways_are_the_same_for_a_flat_kernel():
    detail = RNG.normal(size=(5, 7))
    made = on_background(detail, 0.8, np.outer([0.5, 1, 0.5], [0.5, 1, 0.5]), 2)
    np.testing.assert_allclose(made.stamped, made.biased)


def test_the_pattern_is_the_spread_of_the_means_of_the_phases():
    picture = RNG.normal(size=(7, 11))
    means = [picture[i:6:3, j:9:3].mean() for i in range(3) for j in range(3)]
    assert pattern_size(picture, 3) == pytest.approx(np.std(means))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="stride"):
        pattern_size(np.zeros((4, 2)), 3)
    with pytest.raises(ParameterError, match="detail"):
        on_background([1.0, 2.0], 0, KERNEL, 2)


def test_gains_are_what_a_constant_becomes_by_its_mean():
    kernel = np.arange(1.0, 10.0).reshape(3, 3)
    found = gains(kernel, 2)
    assert found.mean() == pytest.approx(1)
    np.testing.assert_allclose(found[1, 1] / found[0, 0], 5 / (1 + 3 + 7 + 9))
