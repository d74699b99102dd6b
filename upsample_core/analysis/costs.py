"""What inserting zeros costs: multiplications of a transposed convolution, counted.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4.1
(the zero-inserted form adds useless multiplications).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from upsample_core.checks import MAX_AXES, Axes, grid_shape, per_axis, whole_number
from upsample_core.linear_map.entries import incidence
from upsample_core.operations.transposed_geometry import TransposedAxis, transposed_geometry


@dataclass(frozen=True)
class Multiplications:
    """Multiplications for one channel of input and one of output.

    Attributes
    ----------
    sliding : int
        A kernel that slides over the virtual input: all taps for every output cell.
    useful : int
        Those that meet a datum, not an inserted zero or the border: the stored entries of Cᵀ.
    stamped : int
        Every input times every tap, those that padding then crops included.
    """

    sliding: int
    useful: int
    stamped: int

    @property
    def wasted(self) -> float:
        """The share of the sliding kernel's multiplications that multiply a zero."""
        return 1 - self.useful / self.sliding


def multiplications(
    input_shape: int | Axes,
    kernel_size: int | Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Multiplications:
    """Count the multiplications of a transposed convolution in three ways to compute it.

    Parameters
    ----------
    input_shape : tuple of int
        (L,) or (H, W).
    kernel_size, stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    Multiplications

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.

    Examples
    --------
    >>> multiplications((8, 8), 4, stride=2, padding=1)
    Multiplications(sliding=4096, useful=900, stamped=1024)
    """
    shape = grid_shape("input_shape", input_shape)
    sizes = per_axis("kernel_size", kernel_size, len(shape))
    axes = transposed_geometry(shape, sizes, stride, padding, output_padding, dilation).axes
    sliding = math.prod(axis.output_size * axis.kernel_size for axis in axes)
    stamped = math.prod(axis.size * axis.kernel_size for axis in axes)
    return Multiplications(sliding, math.prod(map(_stored, axes)), stamped)


def inserted_share(stride: int | Axes, axes: int = 2) -> float:
    """Return the share of zeros among the cells of a zero-inserted grid, away from its border.

    It is (S²-1)/S² on two axes, and with it the share of the multiplications that is wasted.

    Raises
    ------
    ParameterError
        If `axes` is no whole number from 1 to `MAX_AXES`, or `stride` does not fit.
    """
    count = whole_number("axes", axes, maximum=MAX_AXES)
    cells = math.prod(per_axis("stride", stride, count))
    return (cells - 1) / cells


def _stored(axis: TransposedAxis) -> int:
    """Entries that the matrix of one axis stores."""
    inputs, _, _ = incidence(
        axis.size, axis.kernel_size, axis.output_size, axis.stride, axis.padding, axis.dilation
    )
    return int(inputs.size)
