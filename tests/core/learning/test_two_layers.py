"""A network of two layers: what it computes, its gradients, and a training by patches."""

import math

import numpy as np
import pytest

from upsample_core import ParameterError, avg_pool2d
from upsample_core.learning import PatchTraining, TwoLayers
from upsample_core.lessons import PatchRun, fallen_errors


def network(channels=3, seed=2):
    """One whose second layer is not zero."""
    made = TwoLayers.begin(channels, seed)
    source = np.random.default_rng(seed)
    for one in made[1:]:
        one += source.normal(0, 0.3, one.shape).astype(np.float32)
    return made


def naive(made, small):
    """The network by its definition, pixel by pixel, in float64."""
    height, width = small.shape
    wide = np.pad(small, 3, mode="edge") - 0.5
    first, first_bias, second, second_bias = (np.asarray(one, float) for one in made)
    hidden = np.zeros((len(first), height + 2, width + 2))
    for c, row, column in np.ndindex(hidden.shape):
        window = wide[row : row + 5, column : column + 5]
        hidden[c, row, column] = max(0.0, (window * first[c, 0]).sum() + first_bias[c])
    large = np.zeros((2 * height, 2 * width))
    for row, column in np.ndindex(large.shape):
        r, c, filter_ = row // 2, column // 2, 2 * (row % 2) + column % 2
        window = hidden[:, r : r + 3, c : c + 3]
        large[row, column] = (window * second[filter_]).sum() + second_bias[filter_] + small[r, c]
    return large


def test_the_network_is_its_definition():
    small = np.random.default_rng(0).random((5, 7))
    np.testing.assert_allclose(network().enlarge(small), naive(network(), small), atol=1e-5)


def test_it_begins_as_nearest():
    small = np.random.default_rng(1).random((4, 6)).astype(np.float32)
    np.testing.assert_array_equal(
        TwoLayers.begin(4, 3).enlarge(small), np.kron(small, np.ones((2, 2)))
    )
    assert TwoLayers.begin(4).size == 4 * 25 + 4 + 4 * 4 * 9 + 4


def test_gradients_by_differences():
    made = network()
    doubled = TwoLayers(*(one.astype(np.float64) for one in made))
    source = np.random.default_rng(4)
    x, wanted = source.random((2, 1, 9, 11)), source.random((2, 1, 6, 10))
    _error, gradients = doubled.gradients(x, wanted)
    for weights, gradient in zip(doubled, gradients, strict=True):
        assert gradient.shape == weights.shape
        place = tuple(int(source.integers(size)) for size in weights.shape)
        tiny, old = 1e-6, weights[place]
        weights[place] = old + tiny
        above = doubled.gradients(x, wanted)[0]
        weights[place] = old - tiny
        below = doubled.gradients(x, wanted)[0]
        weights[place] = old
        assert gradient[place] == pytest.approx((above - below) / (2 * tiny), rel=1e-4, abs=1e-9)


def ramp(height=40, width=44, seed=5):
    source = np.random.default_rng(seed)
    rows, columns = np.mgrid[: 2 * height, : 2 * width]
    large = 0.5 + 0.3 * np.sin(rows / 3 + columns / 5) + 0.02 * source.standard_normal(rows.shape)
    return avg_pool2d(large[None, None], 2)[0, 0], large


def test_patches_fit_what_is_wanted_of_them():
    small, large = ramp()
    training = PatchTraining([(small, large)], 4, batch=3, side=8)
    for _turn in range(8):
        x, wanted = training._patches()
        assert x.shape == (3, 1, 14, 14)
        means = avg_pool2d(wanted, 2)
        np.testing.assert_allclose(means, x[:, :, 3:-3, 3:-3], atol=1e-6)


def test_a_step_is_adam():
    training = PatchTraining([ramp()], 4, seed=1, steps=50, rate=0.01, batch=2, side=8)
    other = PatchTraining([ramp()], 4, seed=1, steps=50, rate=0.01, batch=2, side=8)
    before = [one.copy() for one in training.network]
    means = [np.zeros(one.shape) for one in before]
    squares = [np.zeros(one.shape) for one in before]
    for step in (1, 2, 3):
        gradients = other.network.gradients(*other._patches())[1]
        rate = 0.01 * (1 + math.cos(math.pi * (step - 1) / 50)) / 2
        for place, gradient in enumerate(gradients):
            means[place] = 0.9 * means[place] + 0.1 * gradient
            squares[place] = 0.999 * squares[place] + 0.001 * gradient.astype(float) ** 2
            mean, square = means[place] / (1 - 0.9**step), squares[place] / (1 - 0.999**step)
            before[place] -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)
        training.advance()
        for kept, now in zip(other.network, before, strict=True):
            kept[...] = now
        for mine, now in zip(training.network, before, strict=True):
            np.testing.assert_allclose(mine, now, atol=2e-5)


def test_training_learns_the_same_from_the_same_seed_and_ends():
    runs = [PatchTraining([ramp()], 4, seed, 60, batch=4, side=12) for seed in (0, 0, 1)]
    errors = [[run.advance() for _step in range(60)] for run in runs]
    assert all(run.done for run in runs)
    assert errors[0] == errors[1] != errors[2]
    assert np.mean(errors[0][-10:]) < np.mean(errors[0][:10]) / 2


def test_a_run_is_looked_at_on_its_way():
    _small, large = ramp()
    run = PatchRun([large], large[:30, :34], 4)
    looked = [step for step in range(1, 21) if run.advance()]
    assert looked == [5, 10, 20]
    assert run.frames.shape == (4, 30, 34)
    assert (run.step, run.done, run.decibels.shape) == (20, False, (4,))


def test_where_the_error_fell():
    judge = np.zeros((9, 9))
    before, nearer = np.full((9, 9), 0.2), np.full((9, 9), 0.2)
    nearer[:, :1] = 0.0
    found = fallen_errors(judge, before, [before, nearer, np.zeros((9, 9)), 2 * before])
    np.testing.assert_allclose(found[0], 0.5)
    np.testing.assert_allclose(found[2], 1)
    assert (found[3] < 0.5).all()
    assert found[1, 4, 0] > 0.5
    np.testing.assert_allclose(found[1, 4, 4:], 0.5)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: PatchTraining([], 4), "at least one pair"),
        (lambda: PatchTraining([(np.ones((9, 40)), np.ones((18, 80)))], 4), "at least 30, got 9"),
        (lambda: PatchTraining([(np.ones((40, 40)), np.ones((80, 79)))], 4), "twice as large"),
        (lambda: TwoLayers.begin(0), "channels must"),
    ],
)
def test_what_is_not_possible_is_named(call, said):
    with pytest.raises(ParameterError, match=said):
        call()
