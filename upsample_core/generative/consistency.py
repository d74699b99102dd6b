"""Whether an enlarged picture agrees with the small one that it came from, and how to make it.

Small means here: the mean of each 8 × 8 block. Pictures that agree are consistent; that they are
true it does not mean.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array
from upsample_core.operations import avg_pool2d
from upsample_core.resampling import interpolate

FACTOR = 8
"""How many times larger the answers are than the questions."""


def shrink(x: ArrayLike, factor: int = FACTOR) -> Array:
    """Make pictures small: the mean of each block.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    factor : int
        Side of a block.

    Returns
    -------
    ndarray, shape (N, C, H / factor, W / factor)
        What does not fill a whole block at the end is left out.
    """
    return avg_pool2d(x, factor)


def project(x: ArrayLike, small: ArrayLike) -> Array:
    """Make enlarged pictures agree with the small ones: the nearest pictures that do.

    To each block goes what its mean lacks: the residual, enlarged by nearest neighbour.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    small : array_like, shape (N, C, h, w) or (1, C, h, w)
        H and W are whole multiples of h and w, by one factor.

    Returns
    -------
    ndarray, shape (N, C, H, W)

    Raises
    ------
    ParameterError
        If the sizes do not fit.
    """
    large, wanted = number_array("x", x, 4), number_array("small", small, 4)
    factor = _factor(large, wanted)
    return np.asarray(large + interpolate(wanted - shrink(large, factor), scale_factor=factor))


def inconsistency(x: ArrayLike, small: ArrayLike) -> Array:
    """Return by how much pictures, shrunk again, differ from what they were enlarged from.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    small : array_like, shape (N, C, h, w) or (1, C, h, w)

    Returns
    -------
    ndarray, shape (N,)
        Root of the mean square, in grey levels of 255 for pictures from 0 to 1.

    Raises
    ------
    ParameterError
        If the sizes do not fit.
    """
    large, wanted = number_array("x", x, 4), number_array("small", small, 4)
    apart = shrink(large, _factor(large, wanted)) - wanted
    return np.asarray(255 * np.sqrt(np.square(apart).mean(axis=(1, 2, 3))))


def _factor(large: Array, small: Array) -> int:
    """Return how many times larger pictures are than the small ones."""
    factor = int(large.shape[2] // small.shape[2])
    sizes = (factor * small.shape[2], factor * small.shape[3])
    if large.shape[2:] != sizes or small.shape[:2] not in [large.shape[:2], (1, large.shape[1])]:
        raise ParameterError(
            f"x of shape {large.shape} is no enlargement of small of shape {small.shape}: heights "
            "and widths must be one whole multiple, batches and channels the same"
        )
    return factor
