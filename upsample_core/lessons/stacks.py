"""The paths through a stack of layers, as they are shown: along one axis and over two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from upsample_core.analysis.overlap import Layer, stack_coverage
from upsample_core.checks import check_size

_SHORT = 16
"""A period of so few cells is shown twice."""


class Paths(NamedTuple):
    """The paths that lead to the cells of an output, well inside.

    Attributes
    ----------
    phases : ndarray of int, shape (period,)
        One period along one axis.
    row : ndarray of int
        One or two periods, as many as can be taken in.
    plane : ndarray of int, shape of `row` twice
        The same in two dimensions, where the axes multiply.
    most, least : int
        Along one axis.
    """

    phases: NDArray[Any]
    row: NDArray[Any]
    plane: NDArray[Any]
    most: int
    least: int


class Undoing(NamedTuple):
    """What a last layer of stride 1 has to do to even out a stack.

    Attributes
    ----------
    period : int
        After how many cells the paths before it repeat; 1 where they are even.
    sizes : tuple of int
        The kernel sizes that make them even.
    """

    period: int
    sizes: tuple[int, ...]


def undoing_kernels(layers: Sequence[Layer | tuple[int, ...]], largest: int) -> Undoing:
    """Try every kernel size of a last layer of stride 1 on a stack.

    Parameters
    ----------
    layers : sequence of Layer or tuple of int
        (K, S) or (K, S, D) of each; a last one of stride 1 is left out, unless it is the only one.
    largest : int
        Largest kernel size that is tried.

    Raises
    ------
    ParameterError
        As `stack_coverage`.

    Examples
    --------
    >>> undoing_kernels([(3, 2), (3, 2), (3, 1)], 9)
    Undoing(period=4, sizes=(4, 8))
    """
    before = layers[:-1] if len(layers) > 1 and layers[-1][1] == 1 else layers
    phases = stack_coverage(before)
    period = next(
        size for size in range(1, phases.size + 1) if (np.roll(phases, size) == phases).all()
    )
    sizes = [
        size for size in range(1, largest + 1) if np.ptp(stack_coverage([*before, (size, 1)])) == 0
    ]
    return Undoing(period, tuple(sizes))


def paths(layers: Sequence[Layer | tuple[int, ...]]) -> Paths:
    """Count the paths through a stack of transposed convolutions.

    Parameters
    ----------
    layers : sequence of Layer or tuple of int
        (K, S) or (K, S, D) of each, in order.

    Raises
    ------
    ParameterError
        As `stack_coverage`, or if the plane would be too large.

    Examples
    --------
    >>> paths([(3, 2), (3, 2)]).phases
    array([3, 2, 3, 1])
    """
    phases = stack_coverage(layers)
    row = np.tile(phases, 1 if phases.size > _SHORT else 2)
    check_size("the plane of paths", (row.size, row.size))
    return Paths(phases, row, np.multiply.outer(row, row), int(phases.max()), int(phases.min()))
