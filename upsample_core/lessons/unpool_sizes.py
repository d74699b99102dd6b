"""Which size unpooling comes back to, and what flat indices do at a size of another width.

References
----------
The documentation of PyTorch's ``MaxUnpool2d``, on ``output_size``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.linear_map import Indices
from upsample_core.operations.pooling import max_pool2d, max_pool_switches
from upsample_core.operations.unpooling import max_unpool2d
from upsample_core.shapes import pool_output_size, unpool_output_size


class UnpoolSizes(NamedTuple):
    """What becomes of a size under pooling and unpooling.

    Attributes
    ----------
    pooled : int
        The size after pooling.
    sizes : tuple of int
        All sizes that become the same.
    default : int
        What unpooling makes of it where nothing is asked for.
    allowed : tuple of int
        What may be asked for: less than one stride away from the default.
    """

    pooled: int
    sizes: tuple[int, ...]
    default: int
    allowed: tuple[int, ...]


class AskedSize(NamedTuple):
    """Unpooling to a size that is asked for, with indices made at another.

    Attributes
    ----------
    pooled : ndarray, shape (OH, OW)
    indices : ndarray of int, shape (OH, OW)
        Flat, as pooling gave them.
    output : ndarray, shape (size, size), or None
        None where an index lies outside, which is refused.
    outside : int
        How many indices lie outside.
    moved : ndarray of bool, shape (size, size)
        Cells that hold a value which stood elsewhere.
    """

    pooled: Array
    indices: Indices
    output: Array | None
    outside: int
    moved: NDArray[np.bool_]

    @property
    def misplaced(self) -> int:
        """How many cells hold a value which stood elsewhere."""
        return int(np.count_nonzero(self.moved))


def unpool_sizes(size: int, kernel_size: int, stride: int, padding: int) -> UnpoolSizes:
    """Return what pooling makes of a size, and which sizes can come back.

    Raises
    ------
    ParameterError
        As `max_pool2d`.

    Examples
    --------
    >>> unpool_sizes(8, 3, 2, 1)
    UnpoolSizes(pooled=4, sizes=(7, 8), default=7, allowed=(6, 7, 8))
    """
    pooled = pool_output_size(size, kernel_size, stride, padding)
    default = unpool_output_size(pooled, kernel_size, stride, padding)
    near = range(max(1, default - stride + 1), default + stride)
    least = max(1, kernel_size - 2 * padding)
    same = tuple(
        other
        for other in range(max(least, default - stride), default + stride + 1)
        if pool_output_size(other, kernel_size, stride, padding) == pooled
    )
    return UnpoolSizes(pooled, same, default, tuple(near))


def unpooled_at(
    x: ArrayLike, size: int, kernel_size: int, stride: int, padding: int = 0
) -> AskedSize:
    """Pool a square grid and unpool it to the size that is asked for.

    An index is flat, row · width + column, of the grid that was pooled. At another width it names
    another cell.

    Parameters
    ----------
    x : array_like, shape (H, H)
    size : int
        Asked for; less than one stride from the default.
    kernel_size, stride, padding : int

    Raises
    ------
    ParameterError
        As `max_pool2d` and `max_unpool2d`, but for an index that lies outside.
    """
    grid = number_array("x", x, 2)
    asked = whole_number("size", size)
    numbers = (kernel_size, stride, padding)
    switches = max_pool_switches(grid, *numbers)
    pooled = max_pool2d(grid[None, None], *numbers)
    outside = int(np.count_nonzero(switches >= asked * asked))
    inside = np.minimum(switches, asked * asked - 1)
    output = max_unpool2d(pooled, inside[None, None], *numbers, output_size=(asked, asked))[0, 0]
    rows, columns = np.divmod(switches, grid.shape[1])
    moved = np.zeros(asked * asked, bool)
    moved[inside] = (rows != inside // asked) | (columns != inside % asked)
    return AskedSize(
        pooled[0, 0],
        switches,
        None if outside else output,
        outside,
        moved.reshape(asked, asked),
    )
