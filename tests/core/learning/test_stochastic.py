"""Stochastic gradient descent on the errors of patches."""

import numpy as np
import pytest

from ui.lessons.learned.batches import BATCHES, SHARES, patches, trained_by
from ui.lessons.learned.common import LAYERS, trained
from upsample_core import ParameterError
from upsample_core.learning import SquaredError, descend, descend_by_patches
from upsample_core.lessons import STEPS


def errors(count=5, size=3, seed=0):
    source = np.random.default_rng(seed)
    for _each in range(count):
        roots = source.normal(size=(8, size))
        yield SquaredError(roots.T @ roots / 8, source.normal(size=size), 9.0)


def test_steps_are_those_of_the_plain_rule():
    some, first = list(errors()), np.array([1.0, -2.0, 0.5])
    path = descend_by_patches(some, first, 0.1, 2, [0, 1, 4], seed=3)
    source, weights = np.random.default_rng(3), first
    np.testing.assert_array_equal(path[0], first)
    steps = [source.integers(5, size=(count, 2)) for count in (0, 1, 3)]
    for goal, drawn in zip(path, steps, strict=True):
        for pair in drawn:
            slope = sum(some[place].gradient(weights) for place in pair) / 2
            weights = weights - 0.1 * slope
        np.testing.assert_allclose(goal, weights)


def test_with_one_patch_it_is_plain_descent():
    (one,) = errors(1)
    plain = descend(one, [1, 2, 3], 0.05).path([0, 3, 20])
    found = descend_by_patches([one], [1, 2, 3], 0.05, 4, [0, 3, 20])
    np.testing.assert_allclose(found, plain, atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_few_patches_tremble_about_the_best_and_less_with_more_or_slower(seed):
    late = slice(STEPS.index(500), None)

    def noise(batch, share):
        every = trained_by(None, share, 0)
        return (trained_by(batch, share, seed).excess - every.excess)[late].mean()

    by_batch = [noise(batch, SHARES[-1]) for batch in BATCHES]
    assert by_batch[0] > 1.5 * by_batch[1] > 3 * by_batch[2]
    assert by_batch[0] > 10 * trained_by(None, SHARES[-1], 0).excess[-1]
    assert noise(1, SHARES[0]) < by_batch[0] / 2
    # It goes the same way all the same: nearly all of the error is gone.
    one = trained_by(1, SHARES[-1], seed)
    assert one.error[late].max() < one.error[0] / 10


def test_patches_together_are_the_photographs():
    whole, layer = SquaredError.together(patches()), trained(LAYERS["transposed_3"])
    assert len(patches()) == 4 * 16
    # But for what lies beyond the border of a patch.
    np.testing.assert_allclose(whole.best(), layer.best.ravel(), atol=0.05)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: descend_by_patches([], [1.0], 0.1, 1, [1]), "at least one"),
        (lambda: descend_by_patches(list(errors()), [1.0], 0.1, 1, [1]), "3 weights, got 1"),
        (lambda: descend_by_patches(list(errors()), np.ones(3), 0.1, 0, [1]), "batch must"),
    ],
)
def test_what_is_not_possible_is_named(call, said):
    with pytest.raises(ParameterError, match=said):
        call()
