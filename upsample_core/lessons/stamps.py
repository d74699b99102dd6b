"""The stamps of a transposed convolution laid out one by one, and what they add up to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, ParameterError, grid_shape, number_array, per_axis
from upsample_core.operations.transposed_convolution import conv_transpose2d, conv_transpose_map

Mask = NDArray[np.bool_]


class Stamps(NamedTuple):
    """The stamps of every input cell on the whole canvas, before anything is cropped.

    Attributes
    ----------
    one_by_one : ndarray, shape (inputs, outputs)
        1 where the stamp of an input has a tap, 0 elsewhere.
    counts : ndarray of int, shape of the canvas
        How many stamps reach each cell.
    cropped : ndarray of bool, same shape
        The cells that padding cuts off.
    holes : ndarray of bool, same shape
        The cells that stay and that no stamp reaches.
    """

    one_by_one: Array
    counts: NDArray[np.intp]
    cropped: Mask
    holes: Mask

    @property
    def cropped_rows(self) -> Mask:
        """The cropped cells again in every row of `one_by_one`."""
        return np.broadcast_to(self.cropped.ravel(), self.one_by_one.shape)


def stamps(
    input_shape: int | Axes,
    kernel_size: int | Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Stamps:
    """Lay the stamps of a transposed convolution out, whatever its weights are.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    kernel_size, stride, padding, dilation : int or tuple of int

    Raises
    ------
    ParameterError
        If a parameter is invalid, or padding leaves nothing.

    Examples
    --------
    >>> stamps((3,), 3, 2, 1).counts
    array([1, 1, 2, 1, 2, 1, 1])
    """
    shape = grid_shape("input_shape", input_shape)
    sizes = per_axis("kernel_size", kernel_size, len(shape))
    whole = conv_transpose_map(shape, np.ones(sizes), stride, 0, 0, dilation)
    borders = per_axis("padding", padding, len(shape), minimum=0)
    canvas = whole.output_shape
    if any(2 * border >= size for border, size in zip(borders, canvas, strict=True)):
        raise ParameterError(f"padding must leave something of {canvas} cells, got {borders}")
    cropped = np.ones(canvas, bool)
    cropped[tuple(slice(b, n - b) for b, n in zip(borders, canvas, strict=True))] = False
    counts = whole.overlap()
    return Stamps(
        whole.pattern().matrix.toarray().T, counts, cropped, np.asarray((counts == 0) & ~cropped)
    )


def stamped_picture(
    picture: ArrayLike,
    kernel_size: int | Axes,
    stride: int | Axes = 1,
    dilation: int | Axes = 1,
) -> Array:
    """Enlarge a picture by stamps of ones, which show nothing but how often each cell is reached.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        Continued by its last cells, so that no stamp is missing at the border.
    kernel_size, stride, dilation : int or pair of int

    Returns
    -------
    ndarray, shape (H * SH, W * SW)
        Divided by the mean of the overlap, so that a constant keeps its mean.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> stamped_picture([[1.0, 1.0]], 2, 2)
    array([[1., 1., 1., 1.],
           [1., 1., 1., 1.]])
    """
    values = number_array("picture", picture, 2)
    sizes, strides, steps = (
        per_axis(name, given, 2)
        for name, given in (
            ("kernel_size", kernel_size),
            ("stride", stride),
            ("dilation", dilation),
        )
    )
    extents = [step * (size - 1) + 1 for size, step in zip(sizes, steps, strict=True)]
    reaches = [-(-extent // step) for extent, step in zip(extents, strides, strict=True)]
    wide = np.pad(values, [(reach, reach) for reach in reaches], "edge")
    full = conv_transpose2d(wide[None, None], np.ones((1, 1, *sizes)), strides, dilation=steps)
    inside = tuple(
        slice(start := reach * step + max(0, extent - step) // 2, start + cells * step)
        for reach, step, extent, cells in zip(reaches, strides, extents, values.shape, strict=True)
    )
    mean = np.prod(sizes) / np.prod(strides)
    return np.asarray(full[0, 0][inside] / mean)


def uncovered(overlap: ArrayLike) -> int:
    """Return how many cells of an overlap map no stamp reaches.

    Raises
    ------
    ParameterError
        If it is no array of real numbers.

    Examples
    --------
    >>> uncovered([1, 0, 1, 0])
    2
    """
    counts = number_array("overlap", overlap, (1, 2))
    return int(counts.size - np.count_nonzero(counts))
