"""Kernel sizes against strides: how uneven the overlap of each pair is, and what advice says.

Coprime sizes are often advised against checkerboards; no coprime pair in the table is even.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from upsample_core.analysis.overlap import Counts, coverage_phases
from upsample_core.checks import whole_number

Mask = NDArray[np.bool_]

MAX_BOUND = 64
"""Largest kernel size and stride of a table."""


@dataclass(frozen=True, eq=False)
class OverlapTable:
    """The overlap along one axis for every kernel size and every stride from 2 on.

    Attributes
    ----------
    kernel_sizes, strides : tuple of int
        What the columns and the rows stand for.
    most, least : ndarray of int, shape (strides, kernel_sizes)
        Taps that reach the best and the worst served cell.
    coprime, divides : ndarray of bool, same shape
        Whether K and S have no common factor, and whether S divides K.
    """

    kernel_sizes: tuple[int, ...]
    strides: tuple[int, ...]
    most: Counts
    least: Counts
    coprime: Mask
    divides: Mask

    @property
    def even(self) -> Mask:
        """Where all cells are reached by equally many taps."""
        return np.asarray(self.most == self.least)

    @property
    def ratio(self) -> NDArray[np.float64]:
        """Largest count over smallest; infinite where there are holes."""
        with np.errstate(divide="ignore"):
            return np.asarray(self.most / self.least)


def overlap_table(
    max_kernel_size: int = 12, max_stride: int = 8, dilation: int = 1
) -> OverlapTable:
    """Count the overlap of every kernel size with every stride from 2 on.

    Raises
    ------
    ParameterError
        If a bound is no whole number up to `MAX_BOUND`, or `max_stride` is less than 2.
    """
    whole_number("max_kernel_size", max_kernel_size, maximum=MAX_BOUND)
    whole_number("max_stride", max_stride, minimum=2, maximum=MAX_BOUND)
    sizes, strides = range(1, max_kernel_size + 1), range(2, max_stride + 1)
    counts = [[coverage_phases(k, s, dilation) for k in sizes] for s in strides]
    return OverlapTable(
        tuple(sizes),
        tuple(strides),
        np.array([[phases.max() for phases in row] for row in counts]),
        np.array([[phases.min() for phases in row] for row in counts]),
        np.array([[math.gcd(k, s) == 1 for k in sizes] for s in strides]),
        np.array([[k % s == 0 for k in sizes] for s in strides]),
    )
