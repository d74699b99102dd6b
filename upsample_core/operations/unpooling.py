"""The reverses of pooling: they restore a shape, not what was lost.

Max unpooling writes each value where the maximum was, average unpooling writes it over its whole
window, and bed of nails writes it in the window's corner.

References
----------
Zeiler and Fergus, "Visualizing and understanding convolutional networks", ECCV 2014 (switches);
Badrinarayanan, Kendall and Cipolla, "SegNet", 2017; Dosovitskiy, Springenberg and Brox,
"Learning to generate chairs with convolutional neural networks", CVPR 2015 (bed of nails);
the documentation of PyTorch's ``max_unpool2d``, whose semantics `max_unpool2d` has.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    check_size,
    grid_shape,
    index_array,
    number_array,
    per_axis,
    sequence_length,
    shown,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import MAX_ENTRIES
from upsample_core.shapes import unpool_extent, unpool_size

Indices = NDArray[np.intp]


def max_unpool2d(
    x: ArrayLike,
    indices: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    output_size: Any = None,
) -> Array:
    """Write every value to the cell that its index names, and zero to all others.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    indices : array_like of int, shape (N, C, H, W)
        Flat index into the OH * OW plane of the output, as `max_pool2d` returns it. Values whose
        indices are equal overwrite one another in C order: the last one stays.
    kernel_size, stride, padding : int or pair of int
        Those of the pooling; they only serve to find the size of the output.
    output_size : (OH, OW) or (N, C, OH, OW), optional
        ``(H - 1)*S - 2P + K`` where left out. Pooling takes several sizes to one, so another
        size may be asked for, less than one stride away (also where that is less than one).

    Returns
    -------
    ndarray, shape (N, C, OH, OW)

    Raises
    ------
    ParameterError
        If a parameter is invalid, `output_size` is a stride or more away from the default, or an
        index lies outside the plane.

    Examples
    --------
    >>> max_unpool2d([[[[5, 8]]]], [[[[1, 6]]]], 2)
    array([[[[0., 5., 0., 0.],
             [0., 0., 8., 0.]]]])
    """
    values = number_array("x", x, 4)
    targets = index_array("indices", indices, 4)
    if targets.shape != values.shape:
        raise ParameterError(
            f"indices must have the shape of x, {values.shape}, got {targets.shape}"
        )
    shape = (
        *values.shape[:2],
        *_unpooled_size(values.shape, kernel_size, stride, padding, output_size),
    )
    check_size("the output", shape)
    _check_inside(targets, shape[2:])
    plane, planes = shape[2] * shape[3], shape[0] * shape[1]
    offsets = np.arange(planes).reshape(*shape[:2], 1, 1) * plane
    written = _write((targets + offsets).ravel(), values.ravel(), planes * plane)
    return written.reshape(shape)


def _write(cells: Indices, values: Array, size: int) -> Array:
    """Write `values` to `cells` of `size` zeros; of several in one cell the last stays."""
    output = np.zeros(size, dtype=values.dtype)
    output[cells] = values
    # NumPy promises no order among repeated indices. Mostly there are none, or they carry equal
    # values, as those of overlapping windows do; only else is it worth finding who was last.
    # (All cells lie inside, so nothing wraps around: it is the quickest way to read them.)
    if not np.array_equal(output.take(cells, mode="wrap"), values):
        kept, sources = _last_writes(cells, size)
        output[kept] = values[sources]
    return output


def _unpooled_size(
    input_shape: Axes, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> Axes:
    kernels = per_axis("kernel_size", kernel_size, 2)
    strides = kernels if stride is None else per_axis("stride", stride, 2)
    paddings = per_axis("padding", padding, 2, minimum=0)
    axes = list(zip(input_shape[2:], kernels, strides, paddings, strict=True))
    if output_size is None:
        return tuple(unpool_size(*axis) for axis in axes)
    wanted = _wanted_size(output_size, input_shape)
    for size, axis, step in zip(wanted, axes, strides, strict=True):
        default = unpool_extent(*axis)
        if default + step <= 1:
            unpool_size(*axis)  # no size is near enough: say why
        if not default - step < size < default + step:
            lowest = max(1, default - step + 1)
            raise ParameterError(
                f"output_size must lie within one stride of {default}, from {lowest} to "
                f"{default + step - 1}, got {size} in {wanted}"
            )
    return wanted


def _wanted_size(output_size: Any, input_shape: Axes) -> Axes:
    """Read `output_size`, which may be the whole shape that was pooled."""
    length = sequence_length(output_size)
    if length not in (2, 4):
        raise ParameterError(
            f"output_size must be (H, W) or (N, C, H, W), got {shown(output_size)}"
        )
    sizes = per_axis("output_size", output_size, length)
    if len(sizes) == 4 and sizes[:2] != input_shape[:2]:
        raise ParameterError(
            f"output_size must begin with the N, C of x, {input_shape[:2]}, got {sizes}"
        )
    return sizes[-2:]


def _check_inside(indices: Indices, shape: Axes) -> None:
    """Refuse an index outside a grid of `shape`."""
    plane = math.prod(shape)
    if indices.min() < 0 or indices.max() >= plane:
        outside = (indices < 0) | (indices >= plane)
        raise ParameterError(
            f"indices must lie inside the output of {' × '.join(map(str, shape))}, from 0 to "
            f"{plane - 1}, got {indices[outside][0]}"
        )


def _last_writes(targets: Indices, size: int) -> tuple[Indices, Indices]:
    """Return the cells that are written to, ascending, and the last source that writes to each."""
    source = np.full(size, -1, dtype=np.intp)
    np.maximum.at(source, targets.ravel(), np.arange(targets.size))
    cells = np.flatnonzero(source >= 0)
    return cells, source[cells]


# ------------------------------------------------------------------ as linear maps


def max_unpool_map(
    indices: ArrayLike, input_shape: int | Axes, output_shape: int | Axes
) -> LinearMap:
    """Return max unpooling with given switches as a matrix: at most one entry a row.

    Where several values are written to one cell, only the entry of the last is there.

    Parameters
    ----------
    indices : array_like of int, shape `input_shape`
        Flat index into the output grid, as from `max_pool_switches`.
    input_shape, output_shape : (L,) or (H, W)

    Raises
    ------
    ParameterError
        If a shape is invalid, or an index lies outside the output.
    """
    source = grid_shape("input_shape", input_shape)
    target = grid_shape("output_shape", output_shape)
    check_size("the output", target, MAX_ENTRIES)
    switches = index_array("indices", indices, len(source))
    if switches.shape != source or len(target) != len(source):
        raise ParameterError(
            f"indices and output_shape must fit input_shape {source}, got indices of shape "
            f"{switches.shape} and output_shape {target}"
        )
    _check_inside(switches, target)
    cells, inputs = _last_writes(switches, math.prod(target))
    indptr = np.searchsorted(cells, np.arange(math.prod(target) + 1))
    return LinearMap(source, target, indptr, inputs, np.ones(inputs.size))


def average_unpool_map(input_shape: int | Axes, kernel_size: Any) -> LinearMap:
    """Return the matrix that writes each value over its whole window.

    The output is `kernel_size` times as large. This is nearest-neighbour upsampling, and K·K
    times the transpose of average pooling. The taps are the positions in the window.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    kernel_size : int or sequence of int

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or the output is over the memory bound.
    """
    return _blocks_map(input_shape, "kernel_size", kernel_size, whole_window=True)


def bed_of_nails_map(input_shape: int | Axes, stride: Any) -> LinearMap:
    """Return the matrix that writes each value in the corner of its window, among zeros.

    The output is `stride` times as large. This is a transposed convolution with a kernel of one
    cell and output padding S - 1, and the transpose of decimation.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    stride : int or sequence of int

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or the output is over the memory bound.
    """
    return _blocks_map(input_shape, "stride", stride, whole_window=False)


def _blocks_map(input_shape: int | Axes, name: str, factor: Any, whole_window: bool) -> LinearMap:
    shape = grid_shape("input_shape", input_shape)
    factors = per_axis(name, factor, len(shape))
    sizes = [n * f for n, f in zip(shape, factors, strict=True)]
    check_size("the output", sizes, MAX_ENTRIES)
    return LinearMap.outer(
        *(
            _block_axis_map(size, step, step if whole_window else 1)
            for size, step in zip(shape, factors, strict=True)
        )
    )


def _block_axis_map(size: int, step: int, written: int) -> LinearMap:
    """Write each cell to the first `written` cells of its block of `step`."""
    inputs = np.repeat(np.arange(size), written)
    taps = np.tile(np.arange(written), size)
    return LinearMap.from_entries(
        (size,), (size * step,), inputs * step + taps, inputs, taps=taps, tap_shape=(written,)
    )
