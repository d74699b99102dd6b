"""The cross-correlation that convolutions and transposed convolutions are computed with.

It is one matrix product: the kernels, one a row, times the windows, one a column. Small windows are
copied at once, which is the plain form and has the least to prepare; large ones go block by block
(`correlation_blocks`).

References
----------
Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
processing", 2006 (convolution as a matrix product).
"""

from __future__ import annotations

import math

import numpy as np

from upsample_core.checks import Array, Axes
from upsample_core.operations.correlation_blocks import correlate_by_blocks
from upsample_core.operations.sliding import Sliding, steps_inside

without_warnings = np.errstate(over="ignore", invalid="ignore")
"""For what calls `correlate`: an infinity or a NaN shows itself in the result."""

SMALL_ELEMENTS = 2**15
"""How many elements windows, and the padded input, may have to be copied at once.

Measured: at 8 × 8 blocks take two and a half times as long, and here still twice. More would be as
quick, but take up to K² times the memory of the input.
"""

Grid = tuple[Sliding, ...]
"""How windows slide along each spatial axis."""


def correlate(
    x: Array, weight: Array, grid: Grid, groups: int = 1, out: Array | None = None
) -> Array:
    """Cross-correlate a batch of grids with a bank of kernels.

    Parameters
    ----------
    x : ndarray, shape (N, C, L) or (N, C, H, W)
    weight : ndarray, shape (O, C/groups, K) or (O, C/groups, KH, KW)
    grid : tuple of Sliding
        One for each spatial axis.
    groups : int
        Divides C and O.
    out : ndarray, shape (N, O, L') or (N, O, H', W'), optional
        Where to write the result, such as every second cell of an array.

    Returns
    -------
    ndarray, shape (N, O, L') or (N, O, H', W')
        `out` where it was given.
    """
    one_tap = weight.size == len(weight) * weight.shape[1]
    if one_tap and out is None and all(axis == Sliding(axis.size, axis.size, 1) for axis in grid):
        return _multiply_cells(x, weight, groups)
    if is_small(x.shape[:2], grid):
        result = correlate_at_once(x, weight, grid, groups)
        if out is None:
            return result
        out[...] = result
        return out
    if out is None:
        out = np.empty((len(x), len(weight), *(axis.outputs for axis in grid)), weight.dtype)
    if x.ndim == 3:  # one axis is two axes, the first of which has a single cell
        lifted = (Sliding(1, 1, 1), *grid)
        correlate_by_blocks(x[:, :, None], weight[:, :, None], lifted, groups, out[:, :, None])
    else:
        correlate_by_blocks(x, weight, grid, groups, out)
    return out


def is_small(batch: Axes, grid: Grid) -> bool:
    """Whether the windows of N images of C channels may be copied at once; `batch` is (N, C)."""
    framed = windows = math.prod(batch)
    for axis in grid:
        framed *= axis.reach
        windows *= axis.outputs * axis.taps
    return max(framed, windows) <= SMALL_ELEMENTS


def correlate_at_once(x: Array, weight: Array, grid: Grid, groups: int = 1) -> Array:
    """Do the same as `correlate` in its plainest form: copy all windows, and multiply once."""
    return slide_at_once(_framed(x, grid), weight, grid, groups)


def slide_at_once(x: Array, weight: Array, grid: Grid, groups: int = 1) -> Array:
    """Do so where x is C-contiguous, and already has the zeros that windows lie on."""
    counts = [axis.outputs for axis in grid]
    steps = x.strides[2:]
    from_tap_to_tap = [step * axis.dilation for step, axis in zip(steps, grid, strict=True)]
    from_one_to_next = [step * axis.stride for step, axis in zip(steps, grid, strict=True)]
    windows: Array = np.ndarray(
        (*x.shape[:2], *weight.shape[2:], *counts),
        x.dtype,
        x,
        strides=(*x.strides[:2], *from_tap_to_tap, *from_one_to_next),
    )
    columns = windows.reshape(len(x), groups, -1, math.prod(counts))
    matrices = weight.reshape(groups, len(weight) // groups, -1)
    products: Array = np.matmul(matrices, columns)
    return products.reshape(len(x), len(weight), *counts)


def _multiply_cells(x: Array, weight: Array, groups: int) -> Array:
    """Do the same where every window is one cell, each in its turn: nothing is to be copied."""
    matrices = weight.reshape(groups, len(weight) // groups, -1)
    cells = x.reshape(len(x), groups, matrices.shape[2], -1)
    products: Array = np.matmul(matrices, cells)
    return products.reshape(len(x), len(weight), *x.shape[2:])


def _framed(x: Array, grid: Grid) -> Array:
    """Return what windows lie on: the input with zeros around it, and without what none sees."""
    reach = [axis.reach for axis in grid]
    framed = np.zeros((*x.shape[:2], *reach), x.dtype)
    inside = [
        steps_inside(-axis.padding, 1, n, axis.size) for axis, n in zip(grid, reach, strict=True)
    ]
    framed[:, :, *[places for places, _ in inside]] = x[:, :, *[cells for _, cells in inside]]
    return framed
