"""One cell of a window is raised above the others: what max pooling then says of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, number_array
from upsample_core.linear_map.entries import flat_index
from upsample_core.operations.pooling import max_pool2d, max_pool_switches

RAISED_BY = 10.0
"""More than any digit."""


class RaisedWindow(NamedTuple):
    """A grid with one cell raised, and the window that the cell lies in.

    Attributes
    ----------
    grid : ndarray, shape (H, W)
    window : (int, int)
        Of the cell.
    before, after : (int, int)
        Where the window had its largest value, and where it has it now.
    pooled_before, pooled_after : float
        That value.
    """

    grid: Array
    window: Axes
    before: Axes
    after: Axes
    pooled_before: float
    pooled_after: float


def raise_in_window(x: ArrayLike, cell: int | Axes, kernel_size: int) -> RaisedWindow:
    """Raise one cell by `RAISED_BY`, under pooling with windows side by side.

    Parameters
    ----------
    x : array_like, shape (H, W)
    cell : int or (int, int)
        In one of the windows.
    kernel_size : int
        K, of the windows; it divides H and W.

    Raises
    ------
    ParameterError
        If the cell lies outside, or as `max_pool2d`.
    """
    grid = number_array("x", x, 2)
    place = np.unravel_index(flat_index("cell", cell, grid.shape), grid.shape)
    raised = grid.copy()
    raised[place] += RAISED_BY
    window = tuple(int(at) // kernel_size for at in place)
    found = []
    for values in (grid, raised):
        switch = max_pool_switches(values, kernel_size)[window]
        where = tuple(int(at) for at in np.unravel_index(switch, grid.shape))
        found.append((where, float(max_pool2d(values[None, None], kernel_size)[0, 0][window])))
    (before, low), (after, high) = found
    return RaisedWindow(raised, window, before, after, low, high)
