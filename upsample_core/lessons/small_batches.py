"""A kernel that learns from a few patches at a time, beside one that learns from all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import psnr
from upsample_core.checks import Array, number_array
from upsample_core.learning import (
    EnlargingLayer,
    SquaredError,
    descend,
    descend_by_patches,
    squared_error,
)
from upsample_core.lessons.learned_kernels import STEPS, shrink

PATCH_SIDE = 24


class Batches(NamedTuple):
    """A training by patches, at every one of `STEPS`.

    Attributes
    ----------
    kernels : ndarray, shape (M, side, side)
    error : ndarray, shape (M,)
        The mean squared error over all patches.
    decibels : ndarray, shape (M,)
        PSNR on the picture that judges.
    best_error : float
        The least error over all patches.
    """

    kernels: Array
    error: Array
    decibels: Array
    best_error: float

    @property
    def excess(self) -> Array:
        """By what share the error is above the least, at every step; shape (M,)."""
        return np.maximum(self.error / self.best_error - 1, 1e-9)


def patch_errors(layer: EnlargingLayer, pictures: Sequence[ArrayLike]) -> list[SquaredError]:
    """Return the error of a layer on each patch of pictures, made small by the mean of blocks.

    Parameters
    ----------
    layer : EnlargingLayer
    pictures : sequence of array_like, shape (2H, 2W)
        Cut into patches of 24 × 24; what is left over at their ends is left out.

    Raises
    ------
    ParameterError
        As `shrink`.
    """
    errors = []
    for picture in pictures:
        values = number_array("picture", picture, 2)
        rows, columns = (size // PATCH_SIDE for size in values.shape)
        for row, column in np.ndindex(rows, columns):
            top, left = PATCH_SIDE * row, PATCH_SIDE * column
            patch = values[top : top + PATCH_SIDE, left : left + PATCH_SIDE]
            errors.append(squared_error(layer, [(shrink(patch, "mean"), patch)]))
    return errors


def small_batches(
    layer: EnlargingLayer,
    first: ArrayLike,
    errors: Sequence[SquaredError],
    judge: ArrayLike,
    batch: int | None,
    share: float,
    seed: int = 0,
) -> Batches:
    """Train a kernel by patches.

    Parameters
    ----------
    layer : EnlargingLayer
    first : array_like, shape (side, side)
        The kernel before training.
    errors : sequence of SquaredError
        One for each patch.
    judge : array_like, shape (2H, 2W), values from 0 to 1
    batch : int, optional
        How many patches are drawn at each step; all of them where left out.
    share : float
        The rate, as a share of the limit over all patches.
    seed : int
        Of the patches that are drawn.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("judge", judge, 2)
    whole = SquaredError.together(errors)
    training = descend(whole, first, share=share)
    if batch is None:
        weights = training.path(STEPS)
    else:
        weights = descend_by_patches(errors, first, training.rate, batch, STEPS, seed)
    kernels = weights.reshape(-1, layer.side, layer.side)
    made = layer.enlarge(shrink(values, "mean"), kernels)
    decibels = np.array([psnr(values, one) for one in made])
    return Batches(kernels, whole.of(weights), decibels, float(whole.of(whole.best())))
