"""Guesses at one picture, and what becomes of them when they are averaged.

References
----------
Blau and Michaeli, "The Perception-Distortion Tradeoff", CVPR 2018, section 2: a sample of the exact
posterior has twice the least possible mean squared error, which its mean has.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.analysis import psnr
from upsample_core.checks import Array, ParameterError, number_array
from upsample_core.generative import inconsistency, shrink

SIDE = 32
"""Pixels along an axis of what is guessed."""

SMALL = 4
"""Pixels along an axis of what is given: an eighth."""

Values = NDArray[np.float32]


def made_small(picture: ArrayLike) -> Values:
    """Return a picture (32, 32) made small, (4, 4): each pixel the mean of a block of 8 × 8.

    Raises
    ------
    ParameterError
        If it is no picture of that size.
    """
    values = number_array("picture", picture, 2)
    if values.shape != (SIDE, SIDE):
        raise ParameterError(f"picture must be {SIDE} × {SIDE}, got shape {values.shape}")
    return np.asarray(shrink(values[None, None].astype(np.float32))[0, 0])


def undecided(pictures: ArrayLike) -> Array:
    """Return how grey pictures are: the mean of ``4 p (1 - p)``, p being cut off at 0 and 1.

    It is 0 for black and white alone, and 1 for an even grey: ink or no ink, undecided.

    Parameters
    ----------
    pictures : array_like, shape (N, H, W)

    Returns
    -------
    ndarray, shape (N,)
    """
    shares = number_array("pictures", pictures, 3).clip(0, 1)
    grey: Array = (4 * shares * (1 - shares)).mean(axis=(1, 2))
    return grey


def differences(pictures: ArrayLike, small: ArrayLike) -> tuple[float, ...]:
    """Return how far pictures (N, 32, 32), made small, are from what is given, (4, 4).

    It is the root of the mean square, in grey levels of 255.
    """
    given = number_array("small", small, 2)[None, None]
    values = number_array("pictures", pictures, 3)[:, None]
    return tuple(inconsistency(values, given).tolist())


def decibels_of(pictures: ArrayLike, original: ArrayLike) -> tuple[float, ...]:
    """Return the PSNR of each of some pictures (N, H, W) against the original (H, W)."""
    return tuple(psnr(original, one) for one in number_array("pictures", pictures, 3))


def mean_of(values: tuple[float, ...]) -> float:
    """Return the mean of some numbers."""
    return float(np.mean(values))


class Averages(NamedTuple):
    """The means of the first guesses: of one, of two, and so on.

    Attributes
    ----------
    means : ndarray, shape (N, 32, 32)
    decibels : tuple of float
        PSNR of each mean against the original.
    greys : tuple of float
        How undecided the pixels of each are, see `undecided`.
    """

    means: Values
    decibels: tuple[float, ...]
    greys: tuple[float, ...]


def averages(guesses: ArrayLike, original: ArrayLike) -> Averages:
    """Average the first n of some guesses, for every n.

    Parameters
    ----------
    guesses : array_like, shape (N, 32, 32)
    original : array_like, shape (32, 32)
    """
    values = number_array("guesses", guesses, 3)
    counts = np.arange(1, len(values) + 1)[:, None, None]
    means = (np.cumsum(values, axis=0, dtype=np.float64) / counts).astype(np.float32)
    return Averages(means, decibels_of(means, original), tuple(undecided(means).tolist()))
