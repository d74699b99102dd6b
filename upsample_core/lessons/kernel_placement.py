"""The kernel of a convolution laid on its input: one row of the matrix while it is still a grid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, grid_shape, number_array, per_axis
from upsample_core.linear_map.entries import flat_index
from upsample_core.operations.convolution import conv_map


class PlacedKernel(NamedTuple):
    """A kernel on the padded input, all of shape (H + 2P, W + 2P).

    Attributes
    ----------
    values : ndarray
        The taps in their places, zeros elsewhere. Without its border, and flattened, it is the
        output's row of the matrix.
    covered : ndarray of bool
        Where a tap lies, be it zero or not.
    outside : ndarray of bool
        The cells of the padding.
    """

    values: Array
    covered: NDArray[np.bool_]
    outside: NDArray[np.bool_]


def placed_kernel(
    input_shape: int | Axes,
    kernel: ArrayLike,
    output_index: int | Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> PlacedKernel:
    """Lay the kernel on the padded input where one output wants it.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    output_index : int or tuple of int
        A multi-index into the output, or a flat index.
    stride, padding, dilation : int or tuple of int

    Raises
    ------
    ParameterError
        As `conv_map`, or if the index lies outside the output.

    Examples
    --------
    >>> placed_kernel((4,), [1.0, 2.0, 3.0], 1, stride=2, padding=1).values
    array([0., 0., 1., 2., 3., 0.])
    """
    taps = number_array("kernel", kernel, (1, 2))
    shape = grid_shape("input_shape", input_shape, taps.ndim)
    outputs = conv_map(shape, taps, stride, padding, dilation).output_shape
    index = np.unravel_index(flat_index("output_index", output_index, outputs), outputs)
    strides = per_axis("stride", stride, taps.ndim)
    steps = per_axis("dilation", dilation, taps.ndim)
    borders = per_axis("padding", padding, taps.ndim, minimum=0)
    starts = [int(place) * step for place, step in zip(index, strides, strict=True)]
    laid = np.zeros([size + 2 * border for size, border in zip(shape, borders, strict=True)])
    covered = np.zeros(laid.shape, dtype=bool)
    window = tuple(
        slice(start, start + step * (size - 1) + 1, step)
        for start, step, size in zip(starts, steps, taps.shape, strict=True)
    )
    laid[window] = taps
    covered[window] = True
    outside = np.ones(laid.shape, dtype=bool)
    outside[tuple(slice(b, b + n) for b, n in zip(borders, shape, strict=True))] = False
    return PlacedKernel(laid, covered, outside)
