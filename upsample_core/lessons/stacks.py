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
