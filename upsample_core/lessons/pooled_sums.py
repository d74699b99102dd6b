"""Is a pooling linear? The pooled sum of two grids beside the sum of both, pooled one by one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Array, whole_number
from upsample_core.lessons.downsamplers import downsample

MOST = 9
"""Largest entry of the grids."""

_STRIDE = 2


class PooledSums(NamedTuple):
    """Two grids and their sum, and what a way of halving makes of each.

    Attributes
    ----------
    first, second, whole : ndarray, shape (H, W)
        a, b and a + b.
    pooled_first, pooled_second, pooled_whole, added : ndarray, shape (H / 2, W / 2)
        f(a), f(b), f(a + b) and f(a) + f(b).
    differs : ndarray of bool, same shape
        Where the last two differ by more than rounding.
    cells : int
        In how many cells.
    """

    first: Array
    second: Array
    whole: Array
    pooled_first: Array
    pooled_second: Array
    pooled_whole: Array
    added: Array
    differs: NDArray[np.bool_]
    cells: int


def pooled_sums(name: str, side: int, seed: int) -> PooledSums:
    """Halve two grids of digits and their sum.

    Parameters
    ----------
    name : str
        One of `DOWNSAMPLERS`.
    side : int
        Of the grids, H = W.
    seed : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    generator = np.random.default_rng(whole_number("seed", seed, minimum=0))
    cells = whole_number("side", side, _STRIDE)
    first, second = generator.integers(0, MOST + 1, (2, cells, cells)).astype(np.float64)
    grids = (first, second, first + second)
    a, b, whole = (downsample(grid, name, _STRIDE) for grid in grids)
    differs = np.abs(whole - (a + b)) > 1e-9
    return PooledSums(*grids, a, b, whole, a + b, differs, int(np.count_nonzero(differs)))
