"""Averages where the factor is no whole number: exact shares of cells, or whole cells twice.

References
----------
The documentation of PyTorch's ``adaptive_avg_pool1d`` and of Pillow's ``BOX`` filter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, number_array, one_of, whole_number
from upsample_core.linear_map import LinearMap

AVERAGES = ("exact", "adaptive")
"""Of the shares of cells that an output covers, or of all cells that it touches; `average_map`."""


class Averaged(NamedTuple):
    """A signal averaged to fewer cells.

    Attributes
    ----------
    matrix : ndarray, shape (M, L)
        The weights.
    output : ndarray, shape (M,)
    used : ndarray, shape (L,)
        How much of each input went into all outputs: the sums of the columns.
    """

    matrix: Array
    output: Array
    used: Array


def average_map(size: int, output_size: int, kind: str) -> LinearMap:
    """Return the averages of L cells over M equal stretches as a matrix.

    Parameters
    ----------
    size, output_size : int
        L and M, M at most L. Output i covers the stretch from ``i L / M`` to ``(i + 1) L / M``.
    kind : {"exact", "adaptive"}
        - exact: each cell weighs as much as the stretch covers of it.
        - adaptive: each cell that the stretch touches weighs the same, as PyTorch's adaptive
          average pooling and its ``area`` have it.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    cells = whole_number("size", size)
    outputs = whole_number("output_size", output_size, maximum=cells)
    exact = one_of("kind", kind, AVERAGES) == "exact"
    # In units of 1/M of a cell everything is a whole number: cell c is from c M to (c + 1) M.
    starts = np.arange(cells) * outputs
    begin = np.arange(outputs)[:, None] * cells
    shares = np.minimum(starts + outputs, begin + cells) - np.maximum(starts, begin)
    rows, columns = np.nonzero(shares > 0)
    weights = shares[rows, columns].astype(np.float64) if exact else np.ones(rows.size)
    weights /= np.bincount(rows, weights)[rows]
    return LinearMap.from_axis(cells, outputs, rows, columns, weights)


def averaged(values: ArrayLike, output_size: int, kind: str) -> Averaged:
    """Average a signal to fewer cells; see `average_map`.

    Parameters
    ----------
    values : array_like, shape (L,)
    output_size : int
        M.
    kind : str
        One of `AVERAGES`.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> averaged([3, 6, 9], 2, "exact").output
    array([4., 8.])
    >>> averaged([3, 6, 9], 2, "adaptive").output
    array([4.5, 7.5])
    """
    signal = number_array("values", values, 1)
    whole = average_map(signal.size, output_size, kind)
    return Averaged(whole.matrix.toarray(), whole.apply(signal), whole.T.row_sums())
