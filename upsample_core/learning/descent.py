"""Gradient descent on a quadratic error, all of it at once.

Along every eigenvector of the second derivative the distance to the best is multiplied by the same
factor at each step, ``1 - rate · eigenvalue``. So any step follows from the start by a power of
these factors, and training converges where none of them exceeds 1 in size: with a rate below two
over the largest eigenvalue.

References
----------
Goh, "Why momentum really works", Distill, 2017 (the decomposition into eigenvectors).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, finite_number, number_array
from upsample_core.learning.least_squares import SquaredError

MAX_STEP = 100_000
_TOO_FAR = 1e4
"""How many times its first distance to the best a training that diverges may go: beyond that its
numbers say nothing more."""


@dataclass(frozen=True, eq=False)
class Descent:
    """A training by gradient descent, each step with all pictures.

    Attributes
    ----------
    rate : float
        What the gradient is multiplied by at each step.
    best : ndarray, shape (T,)
        The weights of the least error.
    eigenvalues : ndarray, shape (T,)
        Of the second derivative of the error, ascending.
    """

    rate: float
    best: Array
    eigenvalues: Array
    _vectors: Array
    _first: Array

    @property
    def limit(self) -> float:
        """The rate from which on training diverges: two over the largest eigenvalue."""
        return float(2 / self.eigenvalues[-1])

    @property
    def factors(self) -> Array:
        """What the distance to the best is multiplied by at each step, along each eigenvector."""
        return np.asarray(1 - self.rate * self.eigenvalues)

    @property
    def diverges(self) -> bool:
        """Whether a step leads further away from the best, along some eigenvector."""
        return bool(np.abs(self.factors).max() > 1)

    @property
    def last(self) -> int:
        """The last step that can be followed: a training that diverges is stopped."""
        if not self.diverges:
            return MAX_STEP
        return min(MAX_STEP, int(math.log(_TOO_FAR) / math.log(np.abs(self.factors).max())))

    def weights(self, step: int) -> Array:
        """Return the weights (T,) after so many steps; after `last` of them, if they are fewer."""
        return np.asarray(self.path([step])[0])

    def path(self, steps: ArrayLike) -> Array:
        """Return the weights (M, T) after each of several numbers of steps.

        Raises
        ------
        ParameterError
            If a number of steps is negative or no number.
        """
        counts = number_array("steps", steps, 1)
        if not np.isfinite(counts).all() or (counts < 0).any():
            raise ParameterError("steps must be whole numbers from 0 on")
        counts = np.minimum(counts, self.last).astype(int)
        distances = self.factors ** counts[:, None] * self._first
        return np.asarray(self.best + distances @ self._vectors.T)


def descend(
    error: SquaredError, start: ArrayLike, rate: float | None = None, share: float = 0.5
) -> Descent:
    """Train weights by gradient descent.

    Parameters
    ----------
    error : SquaredError
    start : array_like
        The first weights; read in one row.
    rate : float, optional
        More than 0.
    share : float
        Of the limit, which the rate is where it is left out.

    Raises
    ------
    ParameterError
        If the start has another number of weights, or the rate is out of range.
    """
    weights = np.asarray(start, float).ravel()
    if weights.shape != error.wanted.shape:
        raise ParameterError(f"start must have {error.wanted.size} weights, got {weights.size}")
    eigenvalues, vectors = np.linalg.eigh(2 * error.normal)
    if rate is None:
        rate = finite_number("share", share) * 2 / float(eigenvalues[-1])
    used = finite_number("rate", rate)
    if used <= 0:
        raise ParameterError(f"rate must be more than 0, got {used}")
    best = error.best()
    return Descent(float(used), best, eigenvalues, vectors, vectors.T @ (weights - best))
