"""Arithmetic on the entries of sparse maps: bounds, indices, incidence lists, outer products."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import (
    Axes,
    ParameterError,
    as_array,
    check_size,
    read_entries,
    sequence_length,
    shown,
    whole_number,
)

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]

MAX_ENTRIES = 2**23
"""Most entries, rows or columns of a map: 250 MB, and twice that while it is made."""


def check_map_size(rows: int, columns: int, entries: int) -> None:
    """Refuse a map over the bound before it is made.

    Raises
    ------
    ParameterError
        If it would have more than `MAX_ENTRIES` rows, columns or entries.
    """
    check_size("the output of the matrix", (rows,), MAX_ENTRIES)
    check_size("the input of the matrix", (columns,), MAX_ENTRIES)
    check_size("the list of entries of the matrix", (entries,), MAX_ENTRIES)


def axis_cells(name: str, cells: ArrayLike, size: int) -> Indices:
    """Return a list of cells of an axis as indices; an unchecked one could land in another row.

    Raises
    ------
    ParameterError
        If it is no list of whole numbers, or one lies outside the axis.
    """
    array = as_array(name, cells)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise ParameterError(f"{name} must be a list of whole numbers, got {shown(cells)}")
    if array.size and not 0 <= array.min() <= array.max() < size:
        raise ParameterError(f"{name} must be cells from 0 to {size - 1}")
    return array.astype(np.intp, copy=False)


def axis_weights(name: str, weights: ArrayLike) -> Floats:
    """Return a copy of a list of numbers, in float64.

    Raises
    ------
    ParameterError
        If it is no list of real numbers.
    """
    array = as_array(name, weights)
    if array.ndim != 1 or array.dtype.kind not in "biuf":
        raise ParameterError(f"{name} must be a list of real numbers, got {shown(weights)}")
    return array.astype(np.float64)


def flat_index(name: str, index: int | Axes, shape: Axes) -> int:
    """Return a flat or a multi-index into a grid as a flat index.

    Raises
    ------
    ParameterError
        If it lies outside the grid.
    """
    length = sequence_length(index)
    if length is None:
        return whole_number(name, index, 0, math.prod(shape) - 1)
    if length != len(shape):
        raise ParameterError(f"{name} must have {len(shape)} axes, got {shown(index)}")
    places = read_entries(name, index, length)
    cell = [whole_number(name, i, 0, n - 1) for i, n in zip(places, shape, strict=True)]
    return int(np.ravel_multi_index(cell, shape))


def incidence(
    windows: int, kernel_size: int, cells: int, stride: int, padding: int, dilation: int
) -> tuple[Indices, Indices, Indices]:
    """List which tap of which window lies on which cell: ``cell = window*S + tap*D - P``.

    A convolution reads it from cells to windows, a transposed convolution from windows to cells.

    Returns
    -------
    window, cell, tap : ndarray of int, shape (E,)
        One entry for each tap that lies on one of the cells 0 … cells - 1, window by window.

    Raises
    ------
    ParameterError
        If the list would be too long.
    """
    check_size(f"the grid with padding {padding}", (cells + 2 * padding,))
    check_size("the list of windows and taps", (windows, kernel_size), MAX_ENTRIES)
    cell = _steps(windows, stride)[:, None] + _steps(kernel_size, dilation) - padding
    window, tap = np.nonzero((cell >= 0) & (cell < cells))
    return window, cell[window, tap], tap


def _steps(count: int, step: int) -> Indices:
    """Return 0, step, 2*step, …; a step that is never taken may be of any size."""
    return np.arange(count) * (step if count > 1 else 0)


def ranges(starts: Indices, counts: Indices) -> Indices:
    """Concatenate the ranges start, start + 1, …, start + count - 1."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if ends.size else 0) + np.repeat(starts - ends + counts, counts)


def outer_entries(indptr_a: Indices, indptr_b: Indices) -> tuple[Indices, Indices, Indices]:
    """List the entries of the outer product of two maps in row order.

    Row (i, j) holds, for every entry of a's row i, one run over all entries of b's row j.

    Returns
    -------
    indptr : ndarray of int, shape (rows of a * rows of b + 1,)
    from_a, from_b : ndarray of int, shape (entries of a * entries of b,)
        Which entry of a and which entry of b make each entry.
    """
    counts_a, counts_b = np.diff(indptr_a), np.diff(indptr_b)
    runs = np.repeat(counts_a, counts_b.size)
    run_a = ranges(np.repeat(indptr_a[:-1], counts_b.size), runs)
    run_b = np.repeat(np.tile(np.arange(counts_b.size), counts_a.size), runs)
    lengths = counts_b[run_b]
    from_a, from_b = np.repeat(run_a, lengths), ranges(indptr_b[run_b], lengths)
    indptr = np.concatenate(([0], np.cumsum(np.multiply.outer(counts_a, counts_b))))
    return indptr, from_a, from_b
