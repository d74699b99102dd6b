"""A picture through several levels of max pooling and back, with the switches and without.

References
----------
Noh, Hong and Han, "Learning deconvolution network for semantic segmentation", ICCV 2015, section
3.1; Badrinarayanan, Kendall and Cipolla, "SegNet: a deep convolutional encoder-decoder
architecture for image segmentation", 2017, section 3 (each level unpools with its own switches,
then convolves); Knutsson and Westin, "Normalized and differential convolution", CVPR 1993 (gaps).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import psnr
from upsample_core.checks import Array, ParameterError, flag, number_array, one_of, whole_number
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pooling import max_pool_map
from upsample_core.operations.unpooling import (
    average_unpool_map,
    bed_of_nails_map,
    max_unpool_map,
)

WAYS_BACK = ("switches", "corner", "window")
"""Where a value is put: where it was, in the corner of its window, or all over its window."""

MAX_LEVELS = 4

_WINDOW = 2
_TENT = np.outer([0.5, 1.0, 0.5], [0.5, 1.0, 0.5])


class Levels(NamedTuple):
    """A picture that was pooled several times: 2 × 2 windows, side by side.

    Attributes
    ----------
    input : ndarray, shape (H, W)
    pooled : ndarray, shape (H / 2^levels, W / 2^levels)
    pools : tuple of LinearMap
        The pooling of each level, the first one first: one entry a row, at the switch.
    """

    input: Array
    pooled: Array
    pools: tuple[LinearMap, ...]


class WayBack(NamedTuple):
    """One way back to the size of the picture.

    Attributes
    ----------
    picture : ndarray, shape (H, W)
    filled : float
        The share of its pixels that a value was put in.
    decibels : float
        PSNR against the picture that was pooled.
    """

    picture: Array
    filled: float
    decibels: float


def edge_strength(picture: ArrayLike) -> Array:
    """Return how steep a picture is at each pixel: Sobel's filters, as a feature map.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        From 0 to 1. Its border pixels are repeated beyond it.

    Returns
    -------
    ndarray, shape (H, W)
        From 0 to 1, never less than zero, as after a ReLU.
    """
    values = np.pad(number_array("picture", picture, 2), 1, mode="edge")[None, None]
    across = np.outer([1.0, 2.0, 1.0], [-1.0, 0.0, 1.0]) / 4
    slopes = [conv2d(values, kernel[None, None])[0, 0] for kernel in (across, across.T)]
    return np.asarray(np.minimum(np.hypot(*slopes), 1.0))


def pool_levels(picture: ArrayLike, levels: int) -> Levels:
    """Pool a picture so many times, and keep what each level chose.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        Both divisible by 2^levels.
    levels : int
        At most `MAX_LEVELS`.

    Raises
    ------
    ParameterError
        If `levels` is out of range, or a side is not divisible.
    """
    values = number_array("picture", picture, 2)
    count = whole_number("levels", levels, maximum=MAX_LEVELS)
    if any(size % _WINDOW**count for size in values.shape):
        raise ParameterError(
            f"picture must have sides divisible by {_WINDOW**count} for {count} levels, "
            f"got {' × '.join(map(str, values.shape))}"
        )
    pooled, pools = values, []
    for _level in range(count):
        pools.append(max_pool_map(pooled, _WINDOW))
        pooled = pools[-1].apply(pooled)
    return Levels(values, pooled, tuple(pools))


def way_back(levels: Levels, way: str, smooth: bool = False) -> WayBack:
    """Unpool level by level, the last one first.

    Parameters
    ----------
    levels : Levels
    way : str
        One of `WAYS_BACK`.
    smooth : bool
        Whether a convolution fills the gaps after each level: every pixel becomes the mean of what
        lies around it, weighted by a tent of 3 × 3, the gaps not counted.

    Raises
    ------
    ParameterError
        If there is no such way.
    """
    one_of("way", way, WAYS_BACK)
    fill = flag("smooth", smooth)
    picture, there = levels.pooled, np.ones(levels.pooled.shape)
    for pool in reversed(levels.pools):
        unpool = _unpool(pool, way)
        picture, there = unpool.apply(picture), unpool.apply(there)
        if fill and way != "window":
            picture, there = _filled(picture, there), np.ones(picture.shape)
    return WayBack(picture, float(there.mean()), psnr(levels.input, picture))


def _unpool(pool: LinearMap, way: str) -> LinearMap:
    small, large = pool.output_shape, pool.input_shape
    if way == "switches":
        return max_unpool_map(pool.inputs.reshape(small), small, large)
    return (bed_of_nails_map if way == "corner" else average_unpool_map)(small, _WINDOW)


def _filled(values: Array, there: Array) -> Array:
    """Return the weighted mean of the values around each pixel."""
    sums, weights = (
        conv2d(grid[None, None], _TENT[None, None], padding=1)[0, 0] for grid in (values, there)
    )
    return np.asarray(np.divide(sums, weights, out=np.zeros_like(sums), where=weights > 0))
