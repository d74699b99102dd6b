"""Windows of max pooling that choose the same cell: unpooling writes it over, the gradient adds.

References
----------
Zeiler and Fergus, "Visualizing and understanding convolutional networks", ECCV 2014 (switches);
the documentation of PyTorch's ``max_unpool2d``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array
from upsample_core.linear_map import Indices
from upsample_core.operations.pooling import max_pool_map
from upsample_core.operations.unpooling import max_unpool_map


class SharedCells(NamedTuple):
    """What max pooling chose, and what two ways back make of it when they are fed with ones.

    Attributes
    ----------
    pooled : ndarray, shape (OH, OW)
    switches : ndarray of int, shape (OH, OW, 2)
        Row and column that each window chose.
    chosen : ndarray of bool, shape (H, W)
        The cells that any window chose.
    written : ndarray, shape (H, W)
        What unpooling makes of ones: a later one writes over an earlier one.
    added : ndarray, shape (H, W)
        What the gradient of the pooling makes of ones: it adds them up, so it counts the windows.
    """

    pooled: Array
    switches: Indices
    chosen: NDArray[np.bool_]
    written: Array
    added: Array

    @property
    def most(self) -> int:
        """How many windows chose the cell that most of them chose."""
        return int(self.added.max())

    @property
    def differing(self) -> int:
        """In how many cells the two ways back differ."""
        return int(np.count_nonzero(self.written != self.added))


def shared_cells(x: ArrayLike, kernel_size: int, stride: int) -> SharedCells:
    """Pool a grid, and send ones back through its switches in both ways.

    Parameters
    ----------
    x : array_like, shape (H, W)
    kernel_size, stride : int
        Of the pooling, without padding.

    Raises
    ------
    ParameterError
        As `max_pool2d`.

    Examples
    --------
    >>> found = shared_cells([[0, 0, 0], [0, 9, 0], [0, 0, 0]], 2, 1)
    >>> float(found.written[1, 1]), float(found.added[1, 1])
    (1.0, 4.0)
    """
    grid = number_array("x", x, 2)
    pool = max_pool_map(grid, kernel_size, stride)
    switches = pool.inputs.reshape(pool.output_shape)
    unpool = max_unpool_map(switches, pool.output_shape, grid.shape)
    ones = np.ones(pool.output_shape)
    added = pool.T.apply(ones)
    cells = np.stack(np.unravel_index(switches, grid.shape), axis=-1)
    return SharedCells(pool.apply(grid), cells, added > 0, unpool.apply(ones), added)
