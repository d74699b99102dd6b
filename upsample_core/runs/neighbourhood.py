"""A pixel of a large run with its neighbours: small enough to be looked at number by number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, one_of
from upsample_core.linear_map import LinearMap
from upsample_core.methods import Method, for_picture
from upsample_core.methods.choosing import exact_method
from upsample_core.runs.trace import trace

SIDE = 4
"""Pixels of the input along an axis, where they hold all that the output is made of."""
LARGEST = 12

_WEIGHTS = ("kernel", "kernel_values", "seed")


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """A part of a picture, and the cell that it was cut out for.

    Attributes
    ----------
    values : ndarray, shape (h, w)
        The mean of the channels.
    corner : tuple of int
        Row and column of its first pixel in the picture.
    method : Method
        The same method for a picture of this size.
    cell : tuple of int, or None
        The cell of the small run that has the same neighbours and the same weights as the one that
        was asked for; None where there is none, since a border is too near, or coordinates depend
        on the size, or the weights on the picture.
    """

    values: Array
    corner: tuple[int, int]
    method: Method
    cell: tuple[int, int] | None

    def rounded(self, decimals: int) -> Array:
        """Return the values in as many decimals as a person wants to read."""
        return np.asarray(self.values, dtype=np.float64).round(decimals)


class _Span(NamedTuple):
    """Pixels along one axis, and the index of the cell in the small run."""

    start: int
    length: int
    cell: int | None


def neighbourhood(
    method: Method, picture: ArrayLike, cell: tuple[int, int], of: Literal["input", "output"]
) -> Neighbourhood:
    """Cut the input pixels around one cell of a run on a picture out of it.

    Parameters
    ----------
    method : Method
        Chosen for any shape; see `for_picture`.
    picture : array_like, shape (C, H, W)
    cell : pair of int
        Row and column of a pixel of the input or of the output.
    of : {"input", "output"}

    Returns
    -------
    Neighbourhood
        Of `SIDE` pixels along an axis, or as many as the output cell is made of, or the method
        needs, up to `LARGEST`; fewer where the picture has fewer.

    Raises
    ------
    ParameterError
        If the picture is too small for the method, or `cell` lies outside.
    """
    values = number_array("picture", picture, 3)
    large = for_picture(method, *values.shape[1:])
    input_side = one_of("of", of, ("input", "output")) == "input"
    shape = large.input_shape if input_side else large.output_shape
    if not all(0 <= index < size for index, size in zip(cell, shape, strict=True)):
        raise ParameterError(f"cell must lie within {shape}, got {cell}")
    find = _around_input if input_side else _around_output
    down, across = (find(large, axis, index) for axis, index in enumerate(cell))
    part = values[
        :, down.start : down.start + down.length, across.start : across.start + across.length
    ]
    index = None if down.cell is None or across.cell is None else (down.cell, across.cell)
    small = exact_method(large.definition, (down.length, across.length), large.chosen)
    return Neighbourhood(part.mean(axis=0), (down.start, across.start), small, index)


def _around_input(method: Method, axis: int, index: int) -> _Span:
    start, length = _centred(method, axis, (index, index))
    return _Span(start, length, index - start)


def _around_output(method: Method, axis: int, index: int) -> _Span:
    size, after = method.input_shape[axis], method.output_shape[axis]
    place = min(size - 1, index * size // after)
    if method.definition.depends_on_data:
        # What it is made of is not known before the values are: the same place of the scene.
        return _Span(*_centred(method, axis, (place, place)), None)
    large = _axis_map(method, axis, size)
    inputs = large.contributions((index,)).cells.ravel()
    reached = (int(inputs.min()), int(inputs.max())) if inputs.size else (place, place)
    middle, length = _centred(method, axis, reached)
    small = _axis_map(method, axis, length)
    # A stride may begin elsewhere than in the middle.
    starts = range(max(0, reached[1] + 1 - length), min(reached[0], size - length) + 1)
    for start in sorted(starts, key=lambda start: abs(start - middle)):
        same = _same_row(small, large, index, start)
        if same is not None:
            return _Span(start, length, same)
    return _Span(middle, length, None)


def _centred(method: Method, axis: int, reached: tuple[int, int]) -> tuple[int, int]:
    """Return the start and length of the shortest legal span around the pixels reached."""
    size = method.input_shape[axis]
    first, last = reached
    shortest = min(size, LARGEST, max(_side(method), last - first + 1))
    length = next(
        (n for n in range(shortest, min(size, LARGEST) + 1) if _is_legal(method, axis, n)), shortest
    )
    middle = (first + last + 1 - length) // 2
    return min(max(middle, 0), size - length), length


def _side(method: Method) -> int:
    """Return how many pixels are wanted at least: for a direction, as many as can be shown."""
    return 2 * LARGEST // int(method["scale_factor"]) if method.definition.directional else SIDE


def _is_legal(method: Method, axis: int, size: int) -> bool:
    try:
        exact_method(method.definition, (size,), _geometry(method, axis))
    except ParameterError:
        return False
    return True


def _geometry(method: Method, axis: int) -> dict[str, Any]:
    return {name: value for name, value in method.along(axis).items() if name not in _WEIGHTS}


def _axis_map(method: Method, axis: int, size: int) -> LinearMap:
    chosen = exact_method(method.definition, (size,), _geometry(method, axis))
    return trace(chosen, np.zeros(size)).map


def _same_row(small: LinearMap, large: LinearMap, index: int, start: int) -> int | None:
    """Return the row of the small map that is made of the same pixels in the same way."""
    wanted = _row(large, index, start)
    likely = index - start * large.output_shape[0] / large.input_shape[0]
    alike = [
        row
        for row, (begin, end) in enumerate(pairwise(small.indptr))
        if end - begin == len(wanted) and np.allclose(_row(small, row, 0), wanted, atol=1e-9)
    ]
    return min(alike, key=lambda row: abs(row - likely), default=None)


def _row(linear_map: LinearMap, index: int, start: int) -> Array:
    """Return the entries of a row in order: input, counted from `start`, and tap or weight."""
    links = linear_map.contributions((index,))
    origin = links.weights if links.taps is None else links.taps[:, -1]
    rows = np.column_stack([links.cells.ravel() - start, origin])
    order = np.lexsort(rows.T[::-1])
    entries: Array = rows[order]
    return entries
