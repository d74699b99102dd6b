"""Guesses by a flow: from a seed alone, straight, consistent where that is asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core import ParameterError
from upsample_core.generative import (
    MAX_SEED,
    inconsistency,
    noise_for,
    project,
    sample_flow,
    shrink,
)

SMALL = np.random.default_rng(0).random((1, 1, 2, 3)).astype(np.float32)


class Told:
    """A denoiser that knows the picture, or its negative on the second half of the way."""

    def __init__(self, picture, turns=False):
        self.picture, self.turns, self.asked = np.float32(picture), turns, []

    def predict(self, noisy, small, time):
        self.asked.append((noisy.shape, small.shape, time))
        return np.broadcast_to(1 - self.picture if self.turns and time >= 0.5 else self.picture,
                               noisy.shape)  # fmt: skip


PICTURE = np.random.default_rng(1).random((1, 1, 16, 24)).astype(np.float32)


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_a_flow_goes_straight_to_an_answer_that_stays(steps):
    denoiser = Told(PICTURE)
    path = sample_flow(denoiser, SMALL, [5, 6], steps)
    noise = (1 + noise_for([5, 6], (1, 16, 24))) / 2
    assert path.states.shape == (steps + 1, 2, 1, 16, 24)
    assert path.states.dtype == np.float32
    for t, state in zip(path.times, path.states, strict=True):
        np.testing.assert_allclose(state, (1 - t) * noise + t * PICTURE, atol=1e-5)
    np.testing.assert_array_equal(path.result, path.answers[-1])
    assert [time for _, _, time in denoiser.asked] == pytest.approx(np.arange(steps) / steps)


def test_the_last_answer_wins():
    path = sample_flow(Told(PICTURE, turns=True), SMALL, [0], 4)
    np.testing.assert_array_equal(path.result, 1 - PICTURE)


def test_each_seed_may_have_its_own_picture():
    smalls = np.concatenate([SMALL, 1 - SMALL])
    path = sample_flow(Told(PICTURE), smalls, [1, 2], 2, projected=True)
    np.testing.assert_allclose(shrink(path.result), smalls, atol=1e-6)


def test_a_projected_flow_agrees_with_its_question():
    free = sample_flow(Told(PICTURE), SMALL, [0, 1], 3)
    held = sample_flow(Told(PICTURE), SMALL, [0, 1], 3, projected=True)
    assert inconsistency(free.result, SMALL).min() > 10
    assert inconsistency(held.result, SMALL).max() < 1e-3


@pytest.mark.parametrize(
    ("small", "seeds", "steps"),
    [(SMALL, [], 3), (SMALL, [-1], 3), (SMALL, [0.5], 3), (SMALL, [MAX_SEED + 1], 3),
     (SMALL, [1], 0), (SMALL, [1], 65), (SMALL[0], [1], 3), (np.zeros((2, 1, 2, 2)), [1, 2, 3], 1),
     (np.zeros((1, 3, 2, 2)), [1], 1), (np.zeros((1, 1, 4000, 4000)), [1], 60)],
)  # fmt: skip
def test_what_cannot_be_sampled_is_refused(small, seeds, steps):
    with pytest.raises(ParameterError):
        sample_flow(Told(PICTURE), small, seeds, steps)


# ---------------------------------------------------------------- noise


def test_noise_is_fixed_by_its_seed_for_ever():
    """These numbers stand for every guess that was ever shown: they must not change."""
    found = noise_for([0, 7, 2**32 - 1], 3)
    expected = [
        [0.350349, -0.613458, -1.739499],
        [0.318891, 1.265834, 0.757703],
        [-0.668386, -0.775352, -0.561335],
    ]
    np.testing.assert_allclose(found, expected, atol=1e-5)


@given(st.lists(st.integers(0, MAX_SEED), min_size=1, max_size=4))
def test_a_seed_gives_the_same_noise_whatever_stands_beside_it(seeds):
    found = noise_for(seeds, (2, 3))
    for seed, noise in zip(seeds, found, strict=True):
        np.testing.assert_array_equal(noise, noise_for([seed], (2, 3))[0])


def test_noise_is_standard_normal():
    noise = noise_for(range(20), (8, 5, 25)).astype(float)
    assert abs(noise.mean()) < 0.03
    assert abs(noise.std() - 1) < 0.03
    assert abs((np.abs(noise) < 1.0).mean() - 0.6827) < 0.01
    assert abs(np.corrcoef(noise.reshape(20, -1)) - np.eye(20)).max() < 0.15


# ---------------------------------------------------------------- consistency


@given(st.integers(0, 10**6), st.sampled_from([2, 3, 8]))
def test_projection_is_the_nearest_consistent_picture(seed, factor):
    rng = np.random.default_rng(seed)
    small, x = rng.random((2, 1, 2, 3)), rng.random((2, 1, 2 * factor, 3 * factor))
    near = project(x, small)
    np.testing.assert_allclose(shrink(near, factor), small, atol=1e-12)
    np.testing.assert_allclose(project(near, small), near, atol=1e-12)
    other = project(rng.random(x.shape), small)
    np.testing.assert_allclose(((near - x) * (other - near)).sum(), 0, atol=1e-9)


def test_inconsistency_is_in_grey_levels():
    small = np.array([[[[0.2, 0.4, 0.6]]], [[[0.5, 0.5, 0.5]]]])
    large = small.repeat(8, 2).repeat(8, 3) + np.array([3, -5]).reshape(2, 1, 1, 1) / 255
    np.testing.assert_allclose(inconsistency(large, small), [3, 5])
    np.testing.assert_allclose(inconsistency(large[:, :, :, :8] * 0, small[:1, :, :, :1]), [51, 51])


@pytest.mark.parametrize("shape", [(1, 1, 16, 23), (1, 1, 15, 24), (1, 2, 16, 24), (1, 1, 1, 1)])
def test_pictures_that_do_not_fit_are_refused(shape):
    for function in (project, inconsistency):
        with pytest.raises(ParameterError):
            function(np.zeros(shape), SMALL)
