"""Cross-correlation of large grids: few copies of the windows, and little memory at a time.

Windows are gathered along the last axis only. Along the axis before they are views of what was
gathered, since the rows of one window follow each other in memory.

With dilation D, rows whose numbers differ by less than D never meet in one window. So D of them
(D / gcd(S, D) with a stride) are laid side by side as one long row; and from one long row to the
next the windows lie as if there were no dilation. That is why the same taps cost the same, however
far they lie apart.

Zeros beside the input are put into the blocks, never around a copy of the input.

References
----------
Cho and Brand, "MEC: memory-efficient convolution for deep neural network", 2017 (windows gathered
along one axis).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import as_strided

from upsample_core.checks import Array, Axes
from upsample_core.operations.sliding import LongRows, Sliding, long_rows

BLOCK_ELEMENTS = 2**20
"""How many elements the windows of one block may hold: 8 MiB of float64.

Measured on a core with 1 MiB of second and 32 MiB of third cache: an eighth of it costs up to half
more, and for kernels as wide as 64 half of it does, for there are more blocks that read the same
rows; twice as much gains nothing.
"""

LONG_ROW = 2**12
"""How many cells of rows laid side by side are multiplied at once; more leave the second cache."""


def correlate_by_blocks(
    x: Array, weight: Array, grid: tuple[Sliding, ...], groups: int, out: Array
) -> None:
    """Fill `out`, (N, O, H', W'), as `correlate` does.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (O, C/groups, KH, KW)
    grid : (rows, columns)
    groups : int
    out : ndarray, shape (N, O, H', W')
    """
    rows, columns = grid
    matrices = _as_matrices(weight, groups)
    x = x.reshape(len(x), groups, -1, *x.shape[2:])
    y = out.reshape(len(out), groups, -1, *out.shape[2:], copy=False)
    together, _ = long_rows(rows)
    whole = slice(0, rows.outputs - rows.outputs % together)
    rest = slice(whole.stop, rows.outputs)
    for part in (whole, rest):
        if part.start < part.stop:
            _correlate_long_rows(x, matrices, rows.part(part), columns, y[:, :, :, part])


def _as_matrices(weight: Array, groups: int) -> Array:
    """Lay out weight (O, C, KH, KW) as the matrices (G, 1, O/G, KH*KW*C)."""
    by_tap = np.ascontiguousarray(weight.transpose(0, 2, 3, 1))  # a flipped view is slow
    return by_tap.reshape(groups, 1, len(weight) // groups, -1)


def _correlate_long_rows(
    x: Array, matrices: Array, rows: Sliding, columns: Sliding, y: Array
) -> None:
    """Fill y, (N, G, O, H', W'), from x, (N, G, C, H, W); H' is made of whole long rows."""
    together, step = long_rows(rows)
    grid = (len(x), rows.outputs // together, together, columns.outputs)
    y = y.reshape(*y.shape[:3], *grid[1:], copy=False)
    deep = math.prod(x.shape[1:3]) * columns.taps
    buffer = np.empty(0, y.dtype)
    for images, lines, places, cells in _blocks(grid, _block_shape(grid, deep, rows.taps, step)):
        read = LongRows(
            rows.size,
            lines.start * step * rows.dilation + places.start * rows.stride - rows.padding,
            (lines.stop - lines.start - 1) * step + rows.taps,
            places.stop - places.start,
            rows.dilation,
            rows.stride,
        )
        seen = columns.part(cells)
        shape = _gathered_shape(x[images], read, seen)
        if buffer.size < math.prod(shape):
            buffer = np.empty(math.prod(shape), y.dtype)
        gathered = buffer[: math.prod(shape)].reshape(shape)
        _gather(gathered, x[images], read, seen)
        windows = _windows(gathered, rows.taps, step)
        _multiply(matrices, windows, y[images, :, :, lines, places, cells])


def _gathered_shape(x: Array, rows: LongRows, columns: Sliding) -> Axes:
    """Return the shape (N, G, long rows, KW, C, rows a long row, W') of what is gathered."""
    images, groups, channels = x.shape[:3]
    return (images, groups, rows.lines, columns.taps, channels, rows.together, columns.outputs)


def _gather(gathered: Array, x: Array, rows: LongRows, columns: Sliding) -> None:
    """Copy the cells that each tap of a row sees, with zeros where there are none."""
    if not rows.inside:
        gathered.fill(0)
    for tap, target in enumerate(gathered.transpose(3, 0, 1, 4, 2, 5, 6)):
        places, cells = columns.seen(tap)
        target[..., : places.start] = 0
        target[..., places.stop :] = 0
        for lines, read in rows.copies():
            target[:, :, :, *lines, places] = x[:, :, :, read, cells]


def _windows(gathered: Array, taps: int, step: int) -> Array:
    """View what was gathered as matrices (N, G, windows, KH*KW*C, rows a long row * W')."""
    images, groups, lines, wide, channels, together, count = gathered.shape
    of_image, of_group, of_line, _, of_channel, _, of_cell = gathered.strides
    return as_strided(
        gathered,
        (images, groups, (lines - taps) // step + 1, taps * wide * channels, together * count),
        (of_image, of_group, step * of_line, of_channel, of_cell),
    )


def _multiply(matrices: Array, windows: Array, y: Array) -> None:
    """Write the products into y, (N, G, O, windows, rows a long row, W')."""
    target = y.transpose(0, 1, 3, 2, 4, 5)
    flat = (*target.shape[:4], -1)
    in_a_row = y.strides[5] == y.itemsize
    if in_a_row and (y.shape[4] == 1 or y.strides[4] == y.shape[5] * y.itemsize):
        np.matmul(matrices, windows, out=target.reshape(flat, copy=False))
    else:  # a product cannot be written with gaps
        target[...] = np.matmul(matrices, windows).reshape(target.shape)


def _block_shape(grid: Axes, deep: int, taps: int, step: int) -> Axes:
    """Return how much of (N, windows, rows a long row, W') fits into a block.

    What is gathered is `deep` elements for each cell of the long rows that it reads. Windows that
    share long rows come into one block first; rows beside each other share nothing.
    """
    images, windows, together, count = grid
    room = BLOCK_ELEMENTS // deep
    count = min(count, max(1, room // taps))
    windows = min(windows, max(1, (room // count - taps) // step + 1))
    lines = (windows - 1) * step + taps
    together = min(together, max(1, min(room // lines, LONG_ROW) // count))
    return min(images, max(1, room // (lines * together * count))), windows, together, count


def _blocks(grid: Axes, block: Axes) -> Iterator[tuple[slice, ...]]:
    """Cut a grid into blocks."""
    starts = (range(0, size, step) for size, step in zip(grid, block, strict=True))
    for corner in itertools.product(*starts):
        ends = (min(size, at + step) for at, step, size in zip(corner, block, grid, strict=True))
        yield tuple(map(slice, corner, ends))
