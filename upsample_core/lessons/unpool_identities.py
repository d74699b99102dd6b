"""What unpooling is equal to, each side computed in its own way.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4;
Dosovitskiy, Springenberg and Brox, "Learning to generate chairs with convolutional neural
networks", CVPR 2015 (bed of nails).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, flag, grid_shape, number_array, whole_number
from upsample_core.operations.pooling import average_pool_map, max_pool2d
from upsample_core.operations.transposed_convolution import conv_transpose2d
from upsample_core.operations.unpooling import average_unpool_map, bed_of_nails_map, max_unpool2d
from upsample_core.resampling.interpolation import interpolate


class PooledAgain(NamedTuple):
    """Values that are unpooled and pooled again.

    Attributes
    ----------
    unpooled : ndarray, shape (H * K, W * K)
    again : ndarray, shape (H, W)
    differs : ndarray of bool, shape (H, W)
        Where a value did not come back: where it was less than zero.
    """

    unpooled: Array
    again: Array
    differs: NDArray[np.bool_]

    @property
    def changed(self) -> int:
        """How many values did not come back."""
        return int(np.count_nonzero(self.differs))


class Equal(NamedTuple):
    """One result, computed in several ways.

    Attributes
    ----------
    results : tuple of ndarray
        Unpooling first, then what it is equal to.
    difference : float
        The largest absolute difference from the first.
    """

    results: tuple[Array, ...]
    difference: float


def drawn_values(shape: Axes, seed: int, below_zero: bool = False) -> Array:
    """Draw whole numbers from 1 to 9; with `below_zero`, every second one with a minus.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    sizes = grid_shape("shape", shape)
    values = np.random.default_rng(whole_number("seed", seed, minimum=0)).integers(1, 10, sizes)
    signs = np.where(np.indices(sizes).sum(axis=0) % 2, -1.0, 1.0)
    return np.asarray(values * (signs if flag("below_zero", below_zero) else 1.0))


def pooled_again(x: ArrayLike, kernel_size: int, seed: int = 0) -> PooledAgain:
    """Put values back at places drawn at random in their windows, and pool them again.

    Parameters
    ----------
    x : array_like, shape (H, W)
    kernel_size : int
        K, of windows that lie side by side.
    seed : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("x", x, 2)
    size = whole_number("kernel_size", kernel_size)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    rows, columns = (
        step * size + source.integers(0, size, values.shape) for step in np.indices(values.shape)
    )
    switches = rows * (values.shape[1] * size) + columns
    unpooled = max_unpool2d(values[None, None], switches[None, None], size)
    again = max_pool2d(unpooled, size)[0, 0]
    return PooledAgain(unpooled[0, 0], again, again != values)


def nails_as_transposed(x: ArrayLike, stride: int) -> Equal:
    """Return bed of nails, and a transposed convolution with one tap and OP = S - 1.

    Parameters
    ----------
    x : array_like, shape (H, W)
    stride : int
        S.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("x", x, 2)
    step = whole_number("stride", stride)
    nails = bed_of_nails_map(values.shape, step).apply(values)
    one = np.ones((1, 1, 1, 1))
    transposed = conv_transpose2d(values[None, None], one, step, output_padding=step - 1)[0, 0]
    return _equal(nails, transposed)


def average_as_others(x: ArrayLike, kernel_size: int) -> Equal:
    """Return average unpooling, K² times the transpose of average pooling, and nearest.

    Parameters
    ----------
    x : array_like, shape (H, W)
    kernel_size : int
        K.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("x", x, 2)
    size = whole_number("kernel_size", kernel_size)
    unpool = average_unpool_map(values.shape, size)
    pool = average_pool_map(unpool.output_shape, size)
    nearest = interpolate(values[None, None], scale_factor=size, mode="nearest")[0, 0]
    return _equal(unpool.apply(values), size**2 * pool.T.apply(values), nearest)


def _equal(*results: Array) -> Equal:
    first, *others = results
    return Equal(results, max(float(np.abs(first - other).max()) for other in others))
