"""Windows that slide over an axis: which cells they lie on, and how many at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple


class Sliding(NamedTuple):
    """One axis: window o lies with tap k on cell ``o*stride + k*dilation - padding``.

    Attributes
    ----------
    size : int
        Cells of the input; beside them is zero.
    outputs : int
        Windows, each of which makes one output.
    taps, stride, dilation, padding : int
        K, S, D, and P before the input; negative where the first cells are left out.
    """

    size: int
    outputs: int
    taps: int
    stride: int = 1
    dilation: int = 1
    padding: int = 0

    @property
    def reach(self) -> int:
        """Cells from the first of the first window to the last of the last."""
        return (self.outputs - 1) * self.stride + (self.taps - 1) * self.dilation + 1

    def seen(self, tap: int) -> tuple[slice, slice]:
        """Return the windows that lie on the input with a tap, and the cells that they lie on."""
        return steps_inside(
            tap * self.dilation - self.padding, self.stride, self.outputs, self.size
        )

    def part(self, windows: slice) -> Sliding:
        """Return some windows that follow each other as an axis of their own."""
        outputs, left_out = windows.stop - windows.start, windows.start * self.stride
        return self._replace(outputs=outputs, padding=self.padding - left_out)


def sliding(
    size: int, outputs: int, taps: int, stride: int, dilation: int, padding: int
) -> Sliding:
    """Return such an axis; a step that is never taken, which may be of any size, is made one."""
    stride, dilation = stride if outputs > 1 else 1, dilation if taps > 1 else 1
    return Sliding(size, outputs, taps, stride, dilation, padding)


class LongRows(NamedTuple):
    """Rows laid side by side: long row q has at place a the row ``first + q*apart + a*stride``.

    Rows that are a multiple of the dilation apart lie below each other then, one a line.

    Attributes
    ----------
    size : int
        Rows of the input; beside them is zero.
    first : int
        Negative where it lies before the input.
    lines, together : int
        How many long rows there are, and of how many rows each is made.
    apart, stride : int
    """

    size: int
    first: int
    lines: int
    together: int
    apart: int
    stride: int

    @property
    def inside(self) -> bool:
        """Whether all rows are rows of the input."""
        last = (self.lines - 1) * self.apart + (self.together - 1) * self.stride
        return self.first >= 0 and self.first + last < self.size

    def copies(self) -> Iterator[tuple[tuple[int | slice, int | slice], slice]]:
        """Yield (place among (lines, together), rows), as few pairs as fill all places."""
        if self.lines > self.together:
            for place in range(self.together):
                begin = self.first + place * self.stride
                lines, rows = steps_inside(begin, self.apart, self.lines, self.size)
                yield (lines, place), rows
        else:
            for line in range(self.lines):
                begin = self.first + line * self.apart
                places, rows = steps_inside(begin, self.stride, self.together, self.size)
                yield (line, places), rows


def long_rows(rows: Sliding) -> tuple[int, int]:
    """Return how many windows share a long row, and how many long rows lie between their ends.

    Window ``b*together + a`` lies with tap k on place a of long row ``b*step + k``: as if there
    were no dilation, and the stride were `step`.
    """
    common = math.gcd(rows.stride, rows.dilation)
    return min(rows.dilation // common, rows.outputs), rows.stride // common


def steps_inside(first: int, step: int, count: int, size: int) -> tuple[slice, slice]:
    """Return the i from 0 to count - 1 for which 0 <= ``first + i*step`` < size, and those cells.

    Two slices of equal length, both empty where there is none.
    """
    begin = max(0, -(first // step))
    end = min(count, (size - 1 - first) // step + 1)
    if begin >= end:
        return slice(0, 0), slice(0, 0)
    return slice(begin, end), slice(first + begin * step, first + (end - 1) * step + 1, step)
