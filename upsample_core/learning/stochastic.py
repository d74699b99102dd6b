"""Stochastic gradient descent on the error of a linear layer, exact and from a seed.

Every patch has a quadratic error of its own; a step goes against the mean gradient of a few patches
drawn at random. On the mean that is the gradient over all, with some noise, which does not fade.

References
----------
Robbins and Monro, "A stochastic approximation method", Annals of Mathematical Statistics, 1951.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, finite_number, whole_number
from upsample_core.learning.least_squares import SquaredError


def descend_by_patches(
    errors: Sequence[SquaredError],
    start: ArrayLike,
    rate: float,
    batch: int,
    steps: Sequence[int],
    seed: int = 0,
) -> Array:
    """Return the weights on the way of a training that sees a few patches at each step.

    Parameters
    ----------
    errors : sequence of SquaredError
        One for each patch; patches of one size.
    start : array_like
        The first weights (T,); read in one row.
    rate : float
    batch : int
        How many patches are drawn at each step, each with the same chance.
    steps : sequence of int
        The steps at which the weights are wanted, ascending.
    seed : int

    Returns
    -------
    ndarray, shape (M, T)

    Raises
    ------
    ParameterError
        If there is no patch, the start has another number of weights, or a number is out of range.
    """
    if not errors:
        raise ParameterError("errors must hold at least one")
    weights = np.array(start, float).ravel()
    if weights.shape != errors[0].wanted.shape:
        count = errors[0].wanted.size
        raise ParameterError(f"start must have {count} weights, got {weights.size}")
    size, pace = whole_number("batch", batch, minimum=1), finite_number("rate", rate)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    normals = np.stack([one.normal for one in errors])
    wanted = np.stack([one.wanted for one in errors])
    path, step = [], 0
    for goal in steps:
        drawn = source.integers(len(errors), size=(max(0, goal - step), size))
        for patches in drawn:
            slopes = normals[patches] @ weights - wanted[patches]
            weights = weights - 2 * pace * slopes.mean(axis=0)
        step = max(step, goal)
        path.append(weights)
    return np.array(path)
