"""Why resolution goes down: what a small cell can tell, and what only a large one can.

One question, "is it dark here?", is asked of every pixel and of cells of many. It stands for what a
network learns to ask: the finer it is asked, the more that is no part of the thing answers too; the
coarser, the less is said of where the thing ends. Both together say what and where.

References
----------
Long, Shelhamer and Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015,
section 4.2: global information tells what, local information where.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from upsample_core.checks import Array, ParameterError, whole_number
from upsample_core.networks import NETWORKS, Chain, plan, reach

MAX_HALVINGS = 5
"""As many as VGG-16 has."""

_LIT, _DIM = 0.7, 0.35
_SIDE = 1024


class CoarseAndFine(NamedTuple):
    """The answers to one question, asked finely, coarsely, and both.

    Attributes
    ----------
    fine, coarse, both : ndarray of bool, shape (H, W)
        Where the answer is yes: of each pixel; of each cell, for all of its pixels; of each pixel
        that lies in a cell that says yes, or beside one.
    pieces : (int, int, int)
        In how many pieces, connected along sides, each of the three is.
    stray : int
        Pixels that say yes far from every cell that does.
    cell : int
        Side of a cell in pixels.
    """

    fine: NDArray[np.bool_]
    coarse: NDArray[np.bool_]
    both: NDArray[np.bool_]
    pieces: tuple[int, int, int]
    stray: int
    cell: int


def coarse_and_fine(grey: ArrayLike, halvings: int, below: float) -> CoarseAndFine:
    """Ask of every pixel, and of every cell after some halvings, whether it is dark.

    A cell is dark where more than half of its pixels are.

    Parameters
    ----------
    grey : array_like, shape (H, W)
        Sides are multiples of 2**halvings.
    halvings : int
        From 0 to `MAX_HALVINGS`.
    below : float
        What is less is dark.

    Raises
    ------
    ParameterError
        If the number of halvings is out of range, or does not divide the picture.
    """
    times = whole_number("halvings", halvings, minimum=0, maximum=MAX_HALVINGS)
    values, cell = np.asarray(grey, float), 2**times
    if values.ndim != 2 or any(side % cell for side in values.shape):
        raise ParameterError(f"grey must have sides that {cell} divides, got {values.shape}")
    fine = values < below
    height, width = (side // cell for side in values.shape)
    cells = fine.reshape(height, cell, width, cell).mean(axis=(1, 3)) > 0.5
    near = ndimage.binary_dilation(cells, np.ones((3, 3), bool)) if times else cells
    coarse, around = (each.repeat(cell, 0).repeat(cell, 1) for each in (cells, near))
    both = fine & around
    pieces = (_pieces(fine), _pieces(coarse), _pieces(both))
    return CoarseAndFine(fine, coarse, both, pieces, int((fine & ~around).sum()), cell)


def _pieces(marked: NDArray[np.bool_]) -> int:
    return int(ndimage.label(marked)[1])


def lit(grey: ArrayLike, marked: NDArray[np.bool_]) -> Array:
    """Return a picture (H, W) in which what is marked is bright, and the rest dim."""
    values = np.asarray(grey, float)
    shown: Array = np.where(marked, _LIT + (1 - _LIT) * values, _DIM * values)
    return shown


def cell_sees(halvings: int) -> int:
    """Return the receptive field of a cell of VGG-16 after some halvings, in pixels along an axis.

    It is that of the last convolution at that resolution; after the fifth halving, of the pooling.

    Examples
    --------
    >>> [cell_sees(halvings) for halvings in range(6)]
    [5, 14, 40, 92, 196, 212]
    """
    times = whole_number("halvings", halvings, minimum=0, maximum=MAX_HALVINGS)
    encoder = NETWORKS["segnet"].chain  # whose first half is VGG-16
    layers, halved = [], 0
    for layer in encoder.layers:
        halved += layer.reduces
        if halved > times or layer.enlarges:
            break
        layers.append(layer)
    return reach(plan(Chain(encoder.channels, tuple(layers)), _SIDE)).size[0]
