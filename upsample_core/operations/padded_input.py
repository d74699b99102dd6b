"""The padded input: the grid over which a pooling or a strided convolution slides its window.

Operations never build it, a window simply sees fewer cells at the border; it is the picture that
explains what they compute there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, number_array
from upsample_core.linear_map import LinearMap
from upsample_core.operations.virtual_input import CellKind
from upsample_core.operations.windows import WindowAxis, pool_windows


def padded_input(
    x: ArrayLike, padding: Axes, fill: float = 0.0
) -> tuple[Array, NDArray[np.int8], LinearMap]:
    """Return a grid with its padding, what each cell is, and the map that puts the input there.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    padding : tuple of int
        P cells on both sides of each axis.
    fill : float
        What the padding holds: zero, or minus infinity for a maximum.

    Returns
    -------
    values : ndarray, shape (L + 2P,) or (H + 2P, W + 2P)
    kinds : ndarray of int8, same shape
        `CellKind.DATUM` or `CellKind.PADDING`.
    placing : LinearMap
        From the input to the padded grid.
    """
    data = number_array("x", x, (1, 2))
    inside = tuple(slice(p, p + n) for p, n in zip(padding, data.shape, strict=True))
    values = np.full([n + 2 * p for p, n in zip(padding, data.shape, strict=True)], float(fill))
    kinds = np.full(values.shape, CellKind.PADDING, np.int8)
    values[inside], kinds[inside] = data, CellKind.DATUM
    axes = (
        LinearMap.from_axis(n, n + 2 * p, np.arange(n) + p, np.arange(n))
        for p, n in zip(padding, data.shape, strict=True)
    )
    return values, kinds, LinearMap.outer(*axes)


def from_padded(linear_map: LinearMap, placing: LinearMap) -> LinearMap:
    """Return a map of the input as one of the padded grid that reads the same data.

    Parameters
    ----------
    linear_map : LinearMap
        From the input.
    placing : LinearMap
        From the input to the padded grid.
    """
    where = placing.T.inputs  # every input cell stands in one place
    return replace(linear_map, input_shape=placing.output_shape, inputs=where[linear_map.inputs])


def average_from_padded(
    input_shape: Axes, padding: Axes, count_include_pad: bool, **window: Any
) -> LinearMap:
    """Return average pooling as a map of the padded grid.

    Padding that counts has its weight, so that every row shows its whole window.

    Parameters
    ----------
    input_shape : tuple of int
        Of the input without its padding.
    padding : tuple of int
    count_include_pad : bool
    **window
        `kernel_size`, `stride` and `ceil_mode` as in `avg_pool2d`.
    """
    windows = pool_windows(input_shape, padding=padding, **window)
    return LinearMap.outer(*(_average_axis(axis, count_include_pad) for axis in windows))


def pool_window_map(input_shape: Axes, padding: Axes, **window: Any) -> LinearMap:
    """Return which cells of the padded grid each pooling window covers, with weights of one.

    Parameters
    ----------
    input_shape : tuple of int
        Of the input without its padding.
    padding : tuple of int
    **window
        `kernel_size`, `stride`, `dilation` and `ceil_mode` as in `max_pool2d`.
    """
    windows = pool_windows(input_shape, padding=padding, **window)
    return reduce(LinearMap.outer, (_covered(axis, True) for axis in windows))


def _covered(window: WindowAxis, with_padding: bool) -> LinearMap:
    """Return the cells of one padded axis that each window covers, tap by tap."""
    border = window.padding
    low, high = (0, window.size + 2 * border) if with_padding else (border, border + window.size)
    starts = np.arange(window.count) * window.stride
    cells = starts[:, None] + np.arange(window.kernel_size) * window.dilation
    outputs, taps = np.nonzero((cells >= low) & (cells < high))
    return LinearMap.from_axis(
        window.size + 2 * border,
        window.count,
        outputs,
        cells[outputs, taps],
        taps=taps,
        tap_count=window.kernel_size,
    )


def _average_axis(window: WindowAxis, counts_padding: bool) -> LinearMap:
    covered = _covered(window, counts_padding)
    return replace(covered, weights=1 / window.lengths(counts_padding)[covered.rows()])
