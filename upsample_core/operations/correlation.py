"""The cross-correlation that convolutions and transposed convolutions are computed with.

Windows are gathered along the last axis only; along the axis before they are views of what was
gathered, since the rows of one window follow each other in memory. What is left is a matrix
product. It is done block by block, so that the memory it takes beside the result stays bounded.

References
----------
Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
processing", 2006 (convolution as a matrix product); Cho and Brand, "MEC: memory-efficient
convolution for deep neural network", 2017 (windows gathered along one axis).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from upsample_core.checks import Array, Axes, check_size

without_warnings = np.errstate(over="ignore", invalid="ignore")
"""For what calls `correlate`: an infinity or a NaN shows itself in the result."""

BLOCK_ELEMENTS = 2**22
"""How many elements the windows of one block may hold: 32 MiB of float64."""


def pad_or_crop(x: Array, before: Axes, after: Axes) -> Array:
    """Put zeros around a batch of grids; a negative number cuts cells off instead.

    Parameters
    ----------
    x : ndarray, shape (N, C, L) or (N, C, H, W)
    before, after : tuple of int
        Cells to add at the start and at the end of each spatial axis.

    Returns
    -------
    ndarray
        A view of `x` where nothing had to be added.

    Raises
    ------
    ParameterError
        If the padded input would be too large.
    """
    axes = list(zip(x.shape[2:], before, after, strict=True))
    shape = x.shape[:2] + tuple(b + n + a for n, b, a in axes)
    inside = x[:, :, *(slice(max(0, -b), max(0, n + min(0, a))) for n, b, a in axes)]
    if inside.shape == shape:
        return inside
    check_size("the input with its padding", shape)
    result = np.zeros(shape, x.dtype)
    starts = [max(0, b) for b in before]
    ends = [start + n for start, n in zip(starts, inside.shape[2:], strict=True)]
    result[:, :, *map(slice, starts, ends)] = inside
    return result


def correlate(x: Array, weight: Array, stride: Axes, dilation: Axes, groups: int = 1) -> Array:
    """Cross-correlate a batch of grids with a bank of kernels, without any padding.

    Parameters
    ----------
    x : ndarray, shape (N, C, L) or (N, C, H, W)
    weight : ndarray, shape (O, C/groups, K) or (O, C/groups, KH, KW)
        Of the same dtype as `x`. The dilated kernel fits into `x`.
    stride, dilation : tuple of int
        One number for each axis.
    groups : int
        Divides C and O.

    Returns
    -------
    ndarray, shape (N, O, L') or (N, O, H', W')
    """
    if x.ndim == 3:  # one axis is two axes, the first of which has a single cell
        x, weight = x[:, :, None], weight[:, :, None]
        lifted = correlate(x, weight, (1, *stride), (1, *dilation), groups)
        return lifted.reshape(*lifted.shape[:2], -1)
    spans = tuple(d * (k - 1) + 1 for k, d in zip(weight.shape[2:], dilation, strict=True))
    sizes = zip(x.shape[2:], spans, stride, strict=True)
    grid = tuple((n - span) // s + 1 for n, span, s in sizes)
    x = x.reshape(len(x), groups, -1, *x.shape[2:])
    matrices = _as_matrices(weight, groups)
    y = np.empty((len(x), groups, len(weight) // groups, *grid), x.dtype)
    rows = max(weight.shape[2], stride[0])  # those between two windows are gathered as well
    window = math.prod(x.shape[1:3]) * rows * weight.shape[3]
    for images, *cells in _blocks((len(x), *grid), BLOCK_ELEMENTS // window):
        read = [
            slice(c.start * s, (c.stop - 1) * s + span)
            for c, s, span in zip(cells, stride, spans, strict=True)
        ]
        windows = _windows(x[images, :, :, *read], spans, stride, dilation)
        np.matmul(matrices, windows, out=y[images, :, :, *cells].swapaxes(2, 3))
    return y.reshape(len(y), -1, *grid)


def _windows(x: Array, spans: Axes, stride: Axes, dilation: Axes) -> Array:
    """Lay out the windows of x (N, G, C, H, W) as the matrices (N, G, H', KH*C*KW, W')."""
    columns = sliding_window_view(x, spans[1], axis=4)[..., :: stride[1], :: dilation[1]]
    gathered = np.ascontiguousarray(columns.transpose(0, 1, 3, 2, 5, 4))  # N, G, H, C, KW, W'
    rows = sliding_window_view(gathered, spans[0], axis=2)[:, :, :: stride[0], ..., :: dilation[0]]
    rows = rows.transpose(0, 1, 2, 6, 3, 4, 5)  # N, G, H', KH, C, KW, W'
    return rows.reshape(*rows.shape[:3], -1, rows.shape[-1])  # a view unless dilated


def _as_matrices(weight: Array, groups: int) -> Array:
    """Lay out weight (O, C, KH, KW) as the matrices (G, 1, O/G, KH*C*KW)."""
    by_row = np.ascontiguousarray(weight.transpose(0, 2, 1, 3))  # a flipped view is slow
    return by_row.reshape(groups, 1, len(weight) // groups, -1)


def _blocks(shape: Axes, cells: int) -> Iterator[tuple[slice, ...]]:
    """Cut a grid into blocks of at most about `cells` cells, whole trailing axes first."""
    steps: list[int] = []
    for size in reversed(shape):
        steps.insert(0, min(size, max(1, cells)))
        cells //= size
    starts = (range(0, size, step) for size, step in zip(shape, steps, strict=True))
    for corner in itertools.product(*starts):
        ends = (min(size, at + step) for at, step, size in zip(corner, steps, shape, strict=True))
        yield tuple(map(slice, corner, ends))
