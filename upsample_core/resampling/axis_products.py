"""Resampling pictures one axis at a time, quickly and never with the matrix of all axes.

A resampling map is banded: outputs that are neighbours read inputs that are neighbours. So its
matrix is cut into blocks of a few rows, each dense over the short stretch of input that they
read, and every block is one small matrix product over all lines of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Array
from upsample_core.linear_map import Indices, LinearMap

# What is quickest was measured on pictures of 256 × 256; nothing else depends on these.
BLOCK_ROWS = 16
LARGEST_FILL = 32  # blocks that hold more than so many times the entries: the map is not banded
FEWEST_LINES = 32  # with fewer lines along the axis, a sparse product is quicker than blocks,
FEW_BLOCKS = 8  # unless there are no more than these: a sparse product costs as much as ten of them
MOST_REPEATS = 4  # with more, copying sample by sample is quicker than writing with a stride


def apply_axes(x: Array, maps: Sequence[LinearMap]) -> Array:
    """Apply one 1-D map to each trailing axis.

    Parameters
    ----------
    x : ndarray of float, shape (..., n_1, …, n_d)
    maps : sequence of LinearMap
        Map i takes (n_i,) to (m_i,).

    Returns
    -------
    ndarray, shape (..., m_1, …, m_d)
        What ``LinearMap.outer(*maps).apply(x)`` gives, in the type of `x`.
    """
    plans = [_plan(one) for one in maps]
    given = x
    # A block multiplies its gaps by zero, which is only harmless to finite numbers.
    dense = any(plan.bands for plan in plans) and bool(np.isfinite(x).all())
    leading = x.ndim - len(maps)
    # Axes that shrink go first and those that grow go last: less to compute in between.
    for place in sorted(range(len(maps)), key=lambda i: (plans[i].growth, -i)):
        x = _apply_plan(x, plans[place], leading + place, dense)
    return x.copy() if np.may_share_memory(x, given) else np.ascontiguousarray(x)


@dataclass(frozen=True, eq=False)
class _Bands:
    """Block b holds rows ``b * BLOCK_ROWS`` on, over inputs ``starts[b]`` on; zeros fill it up."""

    starts: list[int]
    blocks: NDArray[np.float64]

    def worth_it(self, lines: int) -> bool:
        """Whether a product block by block is quicker than a sparse one, for so many lines."""
        return lines >= FEWEST_LINES or len(self.starts) <= FEW_BLOCKS


@dataclass(frozen=True, eq=False)
class _Plan:
    """One axis made ready: read the inputs `used` (None: all), then multiply by `map` (None: done).

    Inputs that lie a step apart are a slice: a view, so that all axes are copied at once.
    `repeats` is n where every input is merely read n times in a row, else 0.
    """

    growth: float
    repeats: int
    used: Indices | slice | None
    map: LinearMap | None
    bands: _Bands | None


_plans: WeakKeyDictionary[LinearMap, _Plan] = WeakKeyDictionary()


def _plan(one: LinearMap) -> _Plan:
    """Return the plan of a map, made once and kept as long as the map lives (so it holds none)."""
    plan = _plans.get(one)
    if plan is None:
        plan = _plans[one] = _make_plan(one)
    return plan


def _make_plan(one: LinearMap) -> _Plan:
    growth = one.shape[0] / one.shape[1]
    entries = np.diff(one.indptr)
    if np.all(entries == 1) and np.all(one.weights == 1):
        repeats, rest = divmod(one.shape[0], one.shape[1])
        in_a_row = not rest and np.array_equal(one.inputs, np.arange(one.shape[0]) // repeats)
        return _Plan(growth, repeats if in_a_row else 0, _as_slice(one.inputs), None, None)
    counts = np.bincount(one.inputs, minlength=one.shape[1])
    used = np.flatnonzero(counts) if 0 < 2 * np.count_nonzero(counts) <= counts.size else None
    columns = one.inputs if used is None else np.searchsorted(used, one.inputs)
    size = counts.size if used is None else used.size
    compact = LinearMap((size,), one.output_shape, one.indptr, columns, one.weights)
    bands = _bands(compact) if entries.min() > 0 else None
    return _Plan(growth, 0, None if used is None else _as_slice(used), compact, bands)


def _as_slice(cells: Indices) -> Indices | slice:
    """Return cells that lie a step apart as a slice, and others as they are."""
    step = int(cells[1] - cells[0]) if cells.size > 1 else 1
    if step > 0 and np.all(np.diff(cells) == step):
        return slice(int(cells[0]), int(cells[-1]) + 1, step)
    return cells


def _bands(one: LinearMap) -> _Bands | None:
    """Cut a map without empty rows into dense blocks; None if they would be mostly zeros."""
    firsts = one.indptr[:-1:BLOCK_ROWS]
    starts = np.minimum.reduceat(one.inputs, firsts)
    width = int((np.maximum.reduceat(one.inputs, firsts) + 1 - starts).max())
    cells = starts.size * BLOCK_ROWS * width
    if cells > LARGEST_FILL * (one.nnz + BLOCK_ROWS):
        return None
    starts = np.minimum(starts, one.shape[1] - width)
    rows = one.rows()
    places = rows * width + one.inputs - starts[rows // BLOCK_ROWS]
    filled = np.bincount(places, one.weights, minlength=cells).astype(np.float64, copy=False)
    return _Bands(starts.tolist(), filled.reshape(-1, BLOCK_ROWS, width))


def _apply_plan(x: Array, plan: _Plan, axis: int, dense: bool) -> Array:
    if 0 < plan.repeats <= MOST_REPEATS and axis == x.ndim - 1:
        return _repeated(x, plan.repeats)
    if isinstance(plan.used, slice):
        x = x[(slice(None),) * axis + (plan.used,)]
    elif plan.used is not None:
        x = np.take(x, plan.used, axis=axis)
    if plan.map is None:
        return x
    if dense and plan.bands and plan.bands.worth_it(x.size // x.shape[axis]):
        return _dense_product(x, plan.bands, plan.map.shape[0], axis)
    lines = plan.map.apply(np.moveaxis(x, axis, -1))
    return np.ascontiguousarray(np.moveaxis(lines, -1, axis))


def _dense_product(x: Array, bands: _Bands, output_size: int, axis: int) -> Array:
    """Multiply block by block: from the right along the last axis, else from the left."""
    blocks = bands.blocks.astype(x.dtype, copy=False)
    before, after = math.prod(x.shape[:axis]), math.prod(x.shape[axis + 1 :])
    tail = () if after == 1 else (after,)
    lines = np.ascontiguousarray(x).reshape(before, x.shape[axis], *tail)
    result = np.empty((before, output_size, *tail), x.dtype)
    for start, row, block in zip(bands.starts, count(step=BLOCK_ROWS), blocks, strict=False):
        rows = block[: output_size - row]
        read = lines[:, start : start + block.shape[1]]
        write = result[:, row : row + BLOCK_ROWS]
        if after == 1:
            np.matmul(read, rows.T, out=write)
        else:
            np.matmul(rows, read, out=write)
    return result.reshape(*x.shape[:axis], output_size, *x.shape[axis + 1 :])


def _repeated(x: Array, times: int) -> Array:
    """Repeat along the last axis: a few strided writes are quicker than single copies."""
    result = np.empty((*x.shape[:-1], x.shape[-1] * times), x.dtype)
    for offset in range(times):
        result[..., offset::times] = x
    return result
