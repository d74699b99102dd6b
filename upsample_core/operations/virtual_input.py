"""The virtual input: the grid over which a transposed convolution slides its rotated kernel.

It is the input with S-1 zeros between neighbours, D(K-1) - P zeros around (cells cropped, where
that is negative) and output padding at the end of each axis. Frameworks never build it; it is
the picture that explains what they compute.

What a person calls checks its parameters; the functions whose names end in ``_of`` do the same for
a `TransposedGeometry` that is checked already.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import (
    Array,
    Axes,
    check_size,
    flag,
    grid_shape,
    instance_of,
    number_array,
    per_axis,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import incidence
from upsample_core.operations.transposed_geometry import (
    TransposedAxis,
    TransposedGeometry,
    transposed_geometry,
)


class CellKind(IntEnum):
    """What a cell is; of a virtual input with several axes, the largest of its axes' kinds.

    From `EMPTY` on they are of other grids: a cell that a later pass writes, and the region that
    a pixel lies in.
    """

    DATUM = 0
    INSERTED_ZERO = 1
    BORDER = 2
    OUTPUT_PADDING = 3
    CROPPED = 4
    PADDING = 5
    EMPTY = 6
    FLAT = 7
    EDGE = 8
    TEXTURE = 9


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
    sizes = per_axis("kernel_size", kernel_size, data.ndim)
    geometry = transposed_geometry(data.shape, sizes, stride, padding, output_padding, dilation)
    return virtual_input_of(geometry, data)


def virtual_input_of(geometry: TransposedGeometry, x: Array) -> VirtualInput:
    """Build the virtual input of `x`, which has the shape that the geometry was made for.

    Raises
    ------
    ParameterError
        If the virtual input would be too large.
    """
    check_size("the virtual input", geometry.virtual_shape)
    values = np.zeros(geometry.virtual_shape, x.dtype)
    values[tuple(axis.data for axis in geometry.axes)] = x
    kinds = reduce(np.maximum.outer, map(_kinds, geometry.axes))
    return VirtualInput(values, kinds, tuple(axis.used for axis in geometry.axes))


def _kinds(axis: TransposedAxis) -> NDArray[np.int8]:
    """Return the `CellKind` of every virtual cell along one axis."""
    kinds = np.full(axis.virtual_size, CellKind.INSERTED_ZERO, np.int8)
    kinds[axis.data] = CellKind.DATUM
    kinds[: axis.data.start] = CellKind.BORDER
    kinds[axis.data.stop :] = CellKind.BORDER
    kinds[axis.data.stop + axis.data.start :] = CellKind.OUTPUT_PADDING
    kinds[: axis.used.start] = CellKind.CROPPED
    kinds[axis.used.stop :] = CellKind.CROPPED
    return kinds


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
    sizes = per_axis("kernel_size", kernel_size, len(shape))
    return zero_insertion_map_of(
        transposed_geometry(shape, sizes, stride, padding, output_padding, dilation)
    )


def zero_insertion_map_of(geometry: TransposedGeometry) -> LinearMap:
    """Return the map from an input to the whole grid of its virtual input.

    Raises
    ------
    ParameterError
        If the virtual input would be too large.
    """
    check_size("the virtual input", geometry.virtual_shape)
    return LinearMap.outer(*map(_insertion, geometry.axes))


def _insertion(axis: TransposedAxis) -> LinearMap:
    cells = np.arange(axis.data.start, axis.data.stop, axis.data.step)
    return LinearMap.from_entries((axis.size,), (axis.virtual_size,), cells, np.arange(axis.size))


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
        A NaN or an infinity also meets zeros here, and 0 times either is NaN.
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
    geometry = transposed_geometry(shape, weights.shape, stride, padding, output_padding, dilation)
    return virtual_convolution_map_of(geometry, weights, flag("rotate", rotate))


def virtual_convolution_map_of(
    geometry: TransposedGeometry, kernel: Array, rotate: bool = True
) -> LinearMap:
    """Return the map from the whole grid of a virtual input to the output.

    Raises
    ------
    ParameterError
        If the map would store too many entries.
    """
    maps = (_sliding(axis, rotate) for axis in geometry.axes)
    return LinearMap.outer(*maps).with_kernel(kernel)


def unrotated_map(linear_map: LinearMap, kernel: ArrayLike) -> LinearMap:
    """Return what a transposed convolution becomes if its kernel slides without being rotated.

    That is the common mistake, to be shown as such: where tap k belongs, tap K-1-k is read.

    Parameters
    ----------
    linear_map : LinearMap
        Of a transposed convolution, as `conv_transpose_map` returns it.
    kernel : array_like, shape (K,) or (KH, KW)
        Its kernel.

    Returns
    -------
    LinearMap
        The same entries, each with the tap and the weight that the mistake gives it.

    Raises
    ------
    ParameterError
        If the map has no taps, or `kernel` has another shape than they have.

    Examples
    --------
    >>> rotated = LinearMap.from_axis(1, 2, outputs=[0, 1], inputs=[0, 0], taps=[0, 1], tap_count=2)
    >>> unrotated_map(rotated, [5.0, 7.0]).weights
    array([7., 5.])
    """
    weights = number_array("kernel", kernel, (1, 2))
    mistaken = instance_of("linear_map", linear_map, LinearMap).with_kernel(np.flip(weights))
    taps = None if mistaken.taps is None else weights.size - 1 - mistaken.taps
    return replace(mistaken, taps=taps)


def _sliding(axis: TransposedAxis, rotate: bool) -> LinearMap:
    """Return which virtual cells each output cell reads along one axis, with which tap."""
    windows, cells, positions = incidence(
        axis.output_size, axis.kernel_size, axis.virtual_size, 1, -axis.used.start, axis.dilation
    )
    taps = axis.kernel_size - 1 - positions if rotate else positions
    return LinearMap.from_entries(
        (axis.virtual_size,),
        (axis.output_size,),
        windows,
        cells,
        taps=taps,
        tap_shape=(axis.kernel_size,),
    )
