"""Where the windows of a pooling lie, one axis at a time.

Window o covers the cells ``o*S + k*D - P`` for its positions k = 0 … K-1; cells below 0 and from
L on are padding. Everything here asks position by position: the windows that see a cell of the
input at position k are consecutive, and so are, in steps of S, the cells that they see. That
makes each position one pair of slices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Axes, ParameterError, check_size, flag, per_axis
from upsample_core.linear_map.entries import MAX_ENTRIES
from upsample_core.operations.sliding import steps_inside
from upsample_core.shapes import pool_size

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class WindowAxis:
    """The windows of a pooling along one axis.

    Attributes
    ----------
    size : int
        L, cells of the input.
    count : int
        Number of windows, which is the size of the output.
    kernel_size, stride, padding, dilation : int
        K, S, P and D.
    """

    size: int
    count: int
    kernel_size: int
    stride: int
    padding: int
    dilation: int

    def positions(self) -> range:
        """Return the positions k at which some window sees a cell of the input.

        Never more than about 2L/D of them, however large the window is.
        """
        last_start = (self.count - 1) * self.stride
        lowest = -((last_start - self.padding) // self.dilation)
        highest = (self.padding + self.size - 1) // self.dilation
        return range(max(0, lowest), min(self.kernel_size - 1, highest) + 1)

    def slices(self) -> Iterator[tuple[int, slice, slice]]:
        """Yield (position k, windows that see a cell there, the cells they see)."""
        for position in self.positions():
            offset = position * self.dilation - self.padding
            windows, cells = steps_inside(offset, self.stride, self.count, self.size)
            if windows.stop:
                yield position, windows, cells

    def starts(self) -> Indices:
        """Return the cell at position 0 of each window, shape (count,); negative in the padding."""
        cells: Indices = np.arange(self.count) * self.stride - self.padding
        return cells

    def first_positions(self) -> Indices:
        """Return the first position at which each window sees a cell, shape (count,)."""
        positions: Indices = -(np.minimum(self.starts(), 0) // self.dilation)
        return positions

    def lengths(self, count_padding: bool) -> Indices:
        """Return how many cells each window covers, shape (count,); for windows without holes.

        With `count_padding` the P cells of padding on either side count, but nothing beyond.
        """
        starts = self.starts()
        border = self.padding if count_padding else 0
        ends = np.minimum(starts + self.kernel_size, self.size + border)
        covered: Indices = ends - np.maximum(starts, -border)
        return covered

    def incidence(self) -> tuple[Indices, Indices, Indices]:
        """Return (windows, cells, positions) of every cell that a window sees, shape (E,) each.

        Raises
        ------
        ParameterError
            If the list would be larger than the memory bound.
        """
        check_size("the matrix", (self.count, len(self.positions())), MAX_ENTRIES)
        windows, cells, positions = [], [], []
        for position, seen_by, seen in self.slices():
            windows.append(np.arange(seen_by.start, seen_by.stop))
            cells.append(np.arange(seen.start, seen.stop, seen.step))
            positions.append(np.full(windows[-1].size, position))
        return np.concatenate(windows), np.concatenate(cells), np.concatenate(positions)


def pool_windows(
    input_shape: Axes,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: Any = False,
) -> tuple[WindowAxis, ...]:
    """Check the parameters of a pooling and return its windows along every axis.

    Parameters
    ----------
    input_shape : tuple of int
        Such as (L,) or (H, W).
    kernel_size, stride, padding, dilation : int or sequence of int
        A single number serves all axes; `stride` is `kernel_size` where left out.
    ceil_mode : bool

    Raises
    ------
    ParameterError
        If a parameter is no whole number in its range, `padding` is more than half of
        `kernel_size`, a window is larger than the padded input (with `ceil_mode` by a stride or
        more), or sees nothing but padding.
    """
    axes = len(input_shape)
    kernels = per_axis("kernel_size", kernel_size, axes)
    strides = kernels if stride is None else per_axis("stride", stride, axes)
    paddings = per_axis("padding", padding, axes, minimum=0)
    dilations = per_axis("dilation", dilation, axes)
    rounds_up = flag("ceil_mode", ceil_mode)
    check_size("the input", input_shape)
    check_size("a window of kernel_size", kernels)
    parameters = zip(input_shape, kernels, strides, paddings, dilations, strict=True)
    return tuple(_window_axis(*axis, rounds_up) for axis in parameters)


def _window_axis(L: int, K: int, S: int, P: int, D: int, ceil_mode: bool) -> WindowAxis:
    count = pool_size(L, K, S, P, D, ceil_mode)
    # A step that is never taken may be any number: keep those small that arrays are made of.
    axis = WindowAxis(L, count, K, S if count > 1 else 1, P, D if K > 1 else 1)
    if P and D > L and not any(True for _ in axis.slices()):
        raise ParameterError(
            f"dilation must be at most {L} here, got {D}: the window would step over the whole "
            f"input of {L} and see nothing but padding"
        )
    return axis
