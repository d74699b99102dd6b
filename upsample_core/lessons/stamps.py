"""The stamps of a transposed convolution laid out one by one, and what they add up to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, ParameterError, grid_shape, number_array, per_axis
from upsample_core.operations.transposed_convolution import conv_transpose_map

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
