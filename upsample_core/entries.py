"""Arithmetic on the entries of sparse maps: bounds, indices, and the rows of an outer product."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Axes, ParameterError, check_size, whole_number

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
    """Return cells of an axis as indices; unchecked, a stray one would land in another row.

    Raises
    ------
    ParameterError
        If one lies outside the axis.
    """
    result = np.asarray(cells, dtype=np.intp)
    if result.size and not 0 <= result.min() <= result.max() < size:
        raise ParameterError(f"{name} must be cells from 0 to {size - 1}")
    return result


def flat_index(name: str, index: int | Axes, shape: Axes) -> int:
    """Return a flat or a multi-index into a grid as a flat index.

    Raises
    ------
    ParameterError
        If it lies outside the grid.
    """
    if not isinstance(index, (Sequence, np.ndarray)):
        return whole_number(name, index, 0, math.prod(shape) - 1)
    if len(index) != len(shape):
        raise ParameterError(f"{name} must have {len(shape)} axes, got {index}")
    cell = [whole_number(name, i, 0, n - 1) for i, n in zip(index, shape, strict=True)]
    return int(np.ravel_multi_index(cell, shape))


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
