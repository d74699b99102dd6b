"""The error of a layer that is linear in its weights: a quadratic, known by a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array
from upsample_core.learning.enlarging_layers import EnlargingLayer


@dataclass(frozen=True, eq=False)
class SquaredError:
    """The mean squared error over some pictures, ``w·Aw - 2b·w + c``, for weights w.

    Attributes
    ----------
    normal : ndarray, shape (T, T)
        A, the mean products of what two weights make of the pictures.
    wanted : ndarray, shape (T,)
        b, the mean products of what a weight makes with what is wanted.
    energy : float
        c, the mean square of what is wanted.
    pixels : int
        Over how many pixels the means are.
    """

    normal: Array
    wanted: Array
    energy: float
    pixels: int = 1

    def of(self, weights: ArrayLike) -> Array:
        """Return the mean squared error of weights (T,), or of each of several (M, T)."""
        given = np.asarray(weights, float)
        squares = ((given @ self.normal) * given).sum(axis=-1)
        return np.asarray(squares - 2 * (given @ self.wanted) + self.energy)

    def gradient(self, weights: ArrayLike) -> Array:
        """Return the gradient for weights (T,): ``2(Aw - b)``."""
        return np.asarray(2 * (self.normal @ np.asarray(weights, float) - self.wanted))

    @staticmethod
    def together(errors: Sequence[SquaredError]) -> SquaredError:
        """Return the error over the pictures of several errors, each pixel counting alike.

        Raises
        ------
        ParameterError
            If there is none.
        """
        if not errors:
            raise ParameterError("errors must hold at least one")
        pixels = sum(one.pixels for one in errors)
        shares = [one.pixels / pixels for one in errors]
        parts = list(zip(shares, errors, strict=True))
        return SquaredError(
            np.asarray(sum(share * one.normal for share, one in parts)),
            np.asarray(sum(share * one.wanted for share, one in parts)),
            float(sum(share * one.energy for share, one in parts)),
            pixels,
        )

    def best(self) -> Array:
        """Return the weights (T,) of the least error, which no training can pass."""
        return np.asarray(np.linalg.lstsq(self.normal, self.wanted)[0])


def squared_error(
    layer: EnlargingLayer, pairs: Sequence[tuple[ArrayLike, ArrayLike]]
) -> SquaredError:
    """Return the mean squared error of a layer that is to enlarge pictures.

    Parameters
    ----------
    layer : EnlargingLayer
    pairs : sequence of (small, large)
        Pictures (H, W), and what is wanted of them, (2H, 2W).

    Raises
    ------
    ParameterError
        If there is no pair, or the sizes do not fit.
    """
    if not len(pairs):
        raise ParameterError("pairs must hold at least one pair of pictures")
    count = layer.side**2
    normal, wanted, energy, pixels = np.zeros((count, count)), np.zeros(count), 0.0, 0
    for small, large in pairs:
        target = number_array("large", large, 2)
        made = layer.responses(small)
        if made.shape[1:] != target.shape:
            raise ParameterError(
                f"large must be {made.shape[1]} × {made.shape[2]}, twice as large as small, got "
                f"shape {target.shape}"
            )
        flat = made.reshape(count, -1)
        normal += flat @ flat.T
        wanted += flat @ target.ravel()
        energy += float((target**2).sum())
        pixels += target.size
    return SquaredError(normal / pixels, wanted / pixels, energy / pixels, pixels)
