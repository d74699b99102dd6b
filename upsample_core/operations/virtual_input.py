"""The virtual input: the grid over which a transposed convolution slides its rotated kernel.

It is the input with S-1 zeros between neighbours, D(K-1) - P zeros around (cells cropped, where
that is negative) and output padding at the end of each axis. Frameworks never build it; it is
the picture that explains what they compute.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, check_size, grid_shape, number_array, per_axis
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import incidence
from upsample_core.operations.transposed_axis import TransposedAxis, transposed_axes


class CellKind(IntEnum):
    """What a cell of the virtual input is; with several axes, the largest of its axes' kinds."""

    DATUM = 0
    INSERTED_ZERO = 1
    BORDER = 2
    OUTPUT_PADDING = 3
    CROPPED = 4


@dataclass(frozen=True, eq=False)
class VirtualInput:
    """The virtual input of one channel, with the cells that a negative border crops.

    Attributes
    ----------
    values : ndarray, shape (L',) or (H', W')
        Cropped cells hold what was cropped.
    kinds : ndarray of int8, same shape
        The `CellKind` of every cell.
    used : tuple of slice
        The part of the grid that the kernel slides over: all but the cropped cells.
    """

    values: Array
    kinds: NDArray[np.int8]
    used: tuple[slice, ...]


def virtual_input(
    x: ArrayLike,
    kernel_size: int | Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> VirtualInput:
    """Build the virtual input of a transposed convolution of one channel.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel_size, stride, padding, output_padding, dilation : int or tuple of int
        K, S, P, OP and D.

    Returns
    -------
    VirtualInput

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    data = number_array("x", x, (1, 2))
    axes = _axes(data.shape, kernel_size, stride, padding, output_padding, dilation)
    values = np.zeros([axis.size for axis in axes], data.dtype)
    values[tuple(axis.data for axis in axes)] = data
    kinds = reduce(np.maximum.outer, [axis.kinds() for axis in axes])
    return VirtualInput(values, kinds, tuple(axis.used for axis in axes))


def zero_insertion_map(
    input_shape: int | Axes,
    kernel_size: int | Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> LinearMap:
    """Return the map from an input to the whole grid of its virtual input.

    Parameters
    ----------
    input_shape : tuple of int
        (L,) or (H, W).
    kernel_size, stride, padding, output_padding, dilation : int or tuple of int
        K, S, P, OP and D.

    Returns
    -------
    LinearMap
        From `input_shape` to the shape of ``virtual_input(...).values``.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    shape = grid_shape("input_shape", input_shape)
    axes = _axes(shape, kernel_size, stride, padding, output_padding, dilation)
    maps = (
        LinearMap.from_axis(size, axis.size, np.arange(axis.size)[axis.data], np.arange(size))
        for size, axis in zip(shape, axes, strict=True)
    )
    return LinearMap.outer(*maps)


def virtual_convolution_map(
    input_shape: int | Axes,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    rotate: bool = True,
) -> LinearMap:
    """Return the map from the whole grid of a virtual input to the output.

    Parameters
    ----------
    input_shape : tuple of int
        (L,) or (H, W), of the input itself.
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int
    rotate : bool
        Whether to rotate the kernel by 180°. Not to is the common mistake, to be shown as such.

    Returns
    -------
    LinearMap
        Its taps are those of `kernel` as given: position p of a rotated window reads tap K-1-p.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    weights = number_array("kernel", kernel, (1, 2))
    shape = grid_shape("input_shape", input_shape, weights.ndim)
    axes = transposed_axes(shape, weights.shape, stride, padding, output_padding, dilation)
    maps = (_sliding(axis, _VirtualAxis(axis), rotate) for axis in axes)
    return LinearMap.outer(*maps).with_kernel(weights)


def _sliding(axis: TransposedAxis, virtual: _VirtualAxis, rotate: bool) -> LinearMap:
    """Return which virtual cells each output cell reads along one axis, with which tap."""
    windows, cells, positions = incidence(
        axis.output_size, axis.kernel_size, virtual.size, 1, -virtual.used.start, axis.dilation
    )
    taps = axis.kernel_size - 1 - positions if rotate else positions
    return LinearMap.from_axis(
        virtual.size, axis.output_size, windows, cells, taps=taps, tap_count=axis.kernel_size
    )


def _axes(
    shape: Axes,
    kernel_size: int | Axes,
    stride: int | Axes,
    padding: int | Axes,
    output_padding: int | Axes,
    dilation: int | Axes,
) -> tuple[_VirtualAxis, ...]:
    kernel_sizes = per_axis("kernel_size", kernel_size, len(shape))
    axes = transposed_axes(shape, kernel_sizes, stride, padding, output_padding, dilation)
    virtual = tuple(_VirtualAxis(axis) for axis in axes)
    check_size("the virtual input", [axis.size for axis in virtual])
    return virtual


@dataclass(frozen=True)
class _VirtualAxis:
    """One axis of the virtual input: border, inserted input, border, output padding."""

    axis: TransposedAxis

    @property
    def before(self) -> int:
        return max(0, self.axis.border)

    @property
    def end(self) -> int:
        """Cells after the inserted input; where negative, cells cropped.

        Output padding moves the end outwards: it first gives cropped cells back, and only what
        is left of it adds cells.
        """
        return self.axis.border + self.axis.output_padding

    @property
    def size(self) -> int:
        return self.before + self.axis.inserted_size + max(0, self.end)

    @property
    def data(self) -> slice:
        return slice(self.before, self.before + self.axis.inserted_size, self.axis.stride)

    @property
    def used(self) -> slice:
        return slice(max(0, -self.axis.border), self.size + min(0, self.end))

    def kinds(self) -> NDArray[np.int8]:
        kinds = np.full(self.size, CellKind.INSERTED_ZERO, np.int8)
        kinds[self.data] = CellKind.DATUM
        kinds[: self.before] = CellKind.BORDER
        kinds[self.before + self.axis.inserted_size :] = CellKind.BORDER
        kinds[2 * self.before + self.axis.inserted_size :] = CellKind.OUTPUT_PADDING
        kinds[: self.used.start] = CellKind.CROPPED
        kinds[self.used.stop :] = CellKind.CROPPED
        return kinds
