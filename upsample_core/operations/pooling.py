"""Pooling: one number for each window of the input, the largest or the mean.

Both work axis by axis: the largest of a window is the largest of the largest of its rows, and
likewise for sums. That costs KH + KW operations a window where the definition asks for KH * KW.

Along each axis the padding is never stored: a window simply sees fewer cells at the border,
which is what minus infinity means to a maximum, and zero to a sum.

References
----------
The documentation of PyTorch's ``max_pool2d`` and ``avg_pool2d``, whose semantics these are.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, flag, grid_shape, number_array
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import check_map_size
from upsample_core.operations.windows import WindowAxis, pool_windows

Indices = NDArray[np.intp]
Windows = tuple[WindowAxis, ...]


@overload
def max_pool2d(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: Literal[False] = False,
) -> Array: ...


@overload
def max_pool2d(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    *,
    return_indices: Literal[True],
) -> tuple[Array, Indices]: ...


def max_pool2d(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array | tuple[Array, Indices]:
    """Take the largest cell of every window.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    kernel_size : int or pair of int
    stride : int or pair of int, optional
        `kernel_size` where left out.
    padding : int or pair of int
        Cells of minus infinity on both sides, at most half of `kernel_size` (whole division, and
        without regard to `dilation`).
    dilation : int or pair of int
        Distance between the cells of a window.
    ceil_mode : bool
        Also keep a last window that is only partly inside, unless it would start in the padding;
        it may be the only one.
    return_indices : bool
        Also return where each maximum was.

    Returns
    -------
    values : ndarray, shape (N, C, OH, OW)
        NaN for a window that has a NaN.
    indices : ndarray of int, shape (N, C, OH, OW)
        Only with `return_indices`: flat index into the H * W plane. The first of equal maxima
        wins, row by row; of several NaN the last.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or a window is larger than the padded input (with `ceil_mode`,
        a stride or more larger).

    Examples
    --------
    >>> max_pool2d([[[[1, 5, 2, 0], [3, 4, 8, 8]]]], 2)
    array([[[[5., 8.]]]])
    """
    images = number_array("x", x, 4)
    windows = pool_windows(images.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    if flag("return_indices", return_indices):
        return _switches(images, windows)
    for axis, window in _by_axis(windows):
        images = _largest(images, axis, window)
    return images


def avg_pool2d(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Array:
    """Take the mean of every window.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    kernel_size : int or pair of int
    stride : int or pair of int, optional
        `kernel_size` where left out.
    padding : int or pair of int
        Cells of zero on both sides, at most half of `kernel_size`.
    ceil_mode : bool
        Also keep a last window that is only partly inside, unless it would start in the padding;
        it may be the only one.
    count_include_pad : bool
        Divide by the window clipped to the padded extent; otherwise by the number of input cells
        in it. What a window has beyond the padding (with `ceil_mode`) never counts.

    Returns
    -------
    ndarray, shape (N, C, OH, OW)

    Raises
    ------
    ParameterError
        If a parameter is invalid, or a window is larger than the padded input (with `ceil_mode`,
        a stride or more larger).

    Examples
    --------
    >>> avg_pool2d([[[[4, 8, 2, 2], [4, 8, 0, 0]]]], 2)
    array([[[[6., 1.]]]])
    """
    images = number_array("x", x, 4)
    windows = pool_windows(images.shape[2:], kernel_size, stride, padding, 1, ceil_mode)
    counts_padding = flag("count_include_pad", count_include_pad)
    for axis, window in _by_axis(windows):
        images = _sum(images, axis, window)
    lengths = [window.lengths(counts_padding) for window in windows]
    images /= reduce(np.multiply.outer, lengths).astype(images.dtype)
    return images


# ------------------------------------------------------------------ as linear maps


def average_pool_map(
    input_shape: int | Axes,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> LinearMap:
    """Return average pooling as a matrix; the taps are the positions in the window.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    kernel_size, stride, padding, ceil_mode, count_include_pad
        As in `avg_pool2d`.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or the matrix would be over the memory bound.
    """
    shape = grid_shape("input_shape", input_shape)
    windows = pool_windows(shape, kernel_size, stride, padding, 1, ceil_mode)
    counts_padding = flag("count_include_pad", count_include_pad)
    return LinearMap.outer(*(_average_axis_map(window, counts_padding) for window in windows))


def _average_axis_map(window: WindowAxis, counts_padding: bool) -> LinearMap:
    outputs, inputs, positions = window.incidence()
    weights = 1 / window.lengths(counts_padding)[outputs]
    return LinearMap.from_entries(
        (window.size,), (window.count,), outputs, inputs, weights, positions, (window.kernel_size,)
    )


def max_pool_switches(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> Indices:
    """Return where the maximum of every window is: the switches of max pooling.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray of int, shape (OL,) or (OH, OW)
        Flat index into the grid of `x`.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or a window is larger than the padded input.
    """
    grid = number_array("x", x, (1, 2))
    windows = pool_windows(grid.shape, kernel_size, stride, padding, dilation, ceil_mode)
    return _switches(grid, windows)[1]


def max_pool_map(
    x: ArrayLike,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> LinearMap:
    """Return max pooling of `x` as a matrix: one entry a row, at the switch.

    Max pooling is not linear, but picking the cells that it picked for this `x` is. The transpose
    is its gradient. The tap of an entry is its position in the window.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or a window is larger than the padded input.
    """
    grid = number_array("x", x, (1, 2))
    windows = pool_windows(grid.shape, kernel_size, stride, padding, dilation, ceil_mode)
    count = math.prod(window.count for window in windows)
    check_map_size(count, grid.size, count)
    switches = _switches(grid, windows)[1]
    taps = np.zeros_like(switches)
    cells = np.unravel_index(switches, grid.shape)
    starts = np.meshgrid(*(window.starts() for window in windows), indexing="ij")
    for window, cell, start in zip(windows, cells, starts, strict=True):
        taps = taps * window.kernel_size + (cell - start) // window.dilation
    return LinearMap(
        grid.shape,
        switches.shape,
        np.arange(switches.size + 1),
        switches.ravel(),
        np.ones(switches.size),
        taps.ravel(),
        tuple(window.kernel_size for window in windows),
    )


def decimate_map(input_shape: int | Axes, stride: Any) -> LinearMap:
    """Return the matrix that keeps every `stride`-th cell, the first one included: ``x[::S]``.

    Parameters
    ----------
    input_shape : (L,) or (H, W)
    stride : int or sequence of int

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.
    """
    windows = pool_windows(grid_shape("input_shape", input_shape), 1, stride)
    return LinearMap.outer(*(_decimate_axis_map(window) for window in windows))


def _decimate_axis_map(window: WindowAxis) -> LinearMap:
    outputs, inputs, taps = window.incidence()
    return LinearMap.from_entries(
        (window.size,), (window.count,), outputs, inputs, taps=taps, tap_shape=(1,)
    )


# ------------------------------------------------------------------ one axis at a time


def _by_axis(windows: Windows) -> list[tuple[int, WindowAxis]]:
    return [(axis - len(windows), window) for axis, window in enumerate(windows)]


def _along(axis: int, part: slice) -> tuple[Any, ...]:
    """Index `part` of an axis counted from the last."""
    return (..., part, *(slice(None),) * (-axis - 1))


def _resized(shape: Axes, axis: int, size: int) -> Axes:
    return tuple(size if i == len(shape) + axis else n for i, n in enumerate(shape))


def _largest(x: Array, axis: int, window: WindowAxis) -> Array:
    """Reduce one axis to the largest cell of every window; NaN spreads."""
    largest = np.full(_resized(x.shape, axis, window.count), -np.inf, dtype=x.dtype)
    for _, outputs, inputs in window.slices():
        target = largest[_along(axis, outputs)]
        np.maximum(target, x[_along(axis, inputs)], out=target)
    return largest


def _sum(x: Array, axis: int, window: WindowAxis) -> Array:
    """Reduce one axis to the sum of every window."""
    total = np.zeros(_resized(x.shape, axis, window.count), dtype=x.dtype)
    for _, outputs, inputs in window.slices():
        total[_along(axis, outputs)] += x[_along(axis, inputs)]
    return total


def _first_largest(x: Array, axis: int, window: WindowAxis) -> tuple[Array, Indices]:
    """Reduce one axis to the largest cell of every window, and say which cell it was."""
    shape = _resized(x.shape, axis, window.count)
    largest = np.full(shape, -np.inf, dtype=x.dtype)
    column = (-1, *(1,) * (-axis - 1))
    # Positions rise, so the last to win is the highest of those that won. In bytes, where they
    # suffice, keeping the highest costs next to nothing.
    small = np.uint8 if window.kernel_size <= 256 else np.intp
    winner = np.empty(shape, dtype=small)
    winner[...] = window.first_positions().reshape(column)
    has_nan = bool(np.isnan(np.max(x)))
    for position, outputs, inputs in window.slices():
        target, cells = largest[_along(axis, outputs)], x[_along(axis, inputs)]
        wins = (cells > target) | np.isnan(cells) if has_nan else cells > target
        np.maximum(target, cells, out=target)
        so_far = winner[_along(axis, outputs)]
        np.maximum(so_far, wins.view(np.uint8) * small(position), out=so_far)
    where = winner * np.intp(window.dilation) + window.starts().reshape(column)
    return largest, where


def _switches(x: Array, windows: Windows) -> tuple[Array, Indices]:
    """Pool the trailing axes of `x`; return the maxima and their flat indices into the grid.

    The last axis goes first: then of equal maxima the one in the first row is found, and in that
    row the first.
    """
    sizes = x.shape[x.ndim - len(windows) :]
    last, *others = reversed(_by_axis(windows))
    x, indices = _first_largest(x, *last)
    for axis, window in others:
        x, where = _first_largest(x, axis, window)
        below = math.prod(sizes[len(sizes) + axis + 1 :])
        indices = where * below + np.take_along_axis(indices, where, axis)
    return x, indices
