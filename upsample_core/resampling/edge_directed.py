"""Edge-directed interpolation (NEDI): new pixels predicted along edges from the picture itself.

It doubles a picture. The known pixels stay as they are; then there are two passes, each a weighted
sum of four neighbours: first the pixels between four known ones, then, from those and the known,
the pixels between two. The weights come from the picture (`edge_weights`), so the matrix does too.
Four times as large is twice as large, twice.

References
----------
Li and Orchard, "New edge-directed interpolation", IEEE Transactions on Image Processing 10(10),
2001.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, check_size, number_array, one_of, whole_number
from upsample_core.linear_map import Indices, LinearMap
from upsample_core.resampling.edge_weights import REACH, axial_weights, diagonal_weights

SCALE_FACTORS = (2, 4)
LATTICES = ("asymmetric", "align_corners")
"""The coordinates that keep the known pixels: s·L samples, or (L - 1)·s + 1."""

LUMA = np.array([0.299, 0.587, 0.114])
"""Rec. 601: what red, green and blue add to the luminance."""

_STRIP = 64  # rows at a time: less memory, and what is at work stays in the cache
_HALO = 2 * REACH + 2  # rows around a strip that the two passes look at

_DIAGONAL = ((0, 0), (0, 2), (2, 0), (2, 2))
_AXIAL = ((0, 1), (1, 0), (1, 2), (2, 1))
"""Neighbours of the middle of three by three cells, in the order of the weights."""

Floats = NDArray[np.float64]
Links = tuple[Indices, Indices, Floats]
Neighbours = tuple[tuple[int, int], ...]


def enlarged(size: int, scale_factor: int, coordinates: str) -> int:
    """Return the output size along one axis: s·L, or (L - 1)·s + 1 with aligned corners."""
    aligned = coordinates == "align_corners"
    return (size - 1) * scale_factor + 1 if aligned else size * scale_factor


def edge_directed(x: ArrayLike, scale_factor: int = 2, coordinates: str = "asymmetric") -> Array:
    """Enlarge pictures along their edges.

    The weights of a picture with three channels come from its luminance (Rec. 601) and serve all
    three, so that an edge keeps its place in every colour; channels of any other number each have
    weights of their own.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    scale_factor : {2, 4}
    coordinates : {"asymmetric", "align_corners"}
        Either keeps the known pixels, at every `scale_factor`-th place. Asymmetric adds what lies
        beyond the last row and column, by repeating them; aligned corners end with them.

    Returns
    -------
    ndarray, shape (N, C, H_out, W_out)
        s·H by s·W, or (H - 1)·s + 1 by (W - 1)·s + 1; float32 for float32 input, else float64.

    Raises
    ------
    ParameterError
        If an argument is not allowed, or the output would be over the memory bound.

    Examples
    --------
    >>> step = np.triu(np.ones((5, 5)))
    >>> edge_directed(step[None, None], coordinates="align_corners")[0, 0, 4].round(2)
    array([0. , 0. , 0. , 0.5, 1. , 1. , 1. , 1. , 1. ])
    """
    pictures = number_array("x", x, 4)
    factor = checked_factor(pictures.shape, scale_factor, coordinates)
    return by_guide(pictures, lambda planes: enlarge(planes, factor, coordinates))


def edge_directed_map(
    x: ArrayLike, scale_factor: int = 2, coordinates: str = "asymmetric"
) -> LinearMap:
    """Return the matrix that `edge_directed` is for one picture; another picture has another.

    Parameters
    ----------
    x : array_like, shape (H, W)
    scale_factor, coordinates
        As of `edge_directed`.

    Returns
    -------
    LinearMap
        From (H, W) to (H_out, W_out). Every row sums to 1.

    Raises
    ------
    ParameterError
        As of `edge_directed`, or if the matrix would be over the memory bound.
    """
    first, second = edge_directed_steps(x, scale_factor, coordinates)
    return second @ first


def edge_directed_steps(
    x: ArrayLike, scale_factor: int = 2, coordinates: str = "asymmetric"
) -> tuple[LinearMap, LinearMap]:
    """Return the two maps, one after the other, of which `edge_directed_map` is the product.

    Parameters
    ----------
    x : array_like, shape (H, W)
    scale_factor, coordinates
        As of `edge_directed`.

    Returns
    -------
    tuple of LinearMap
        For a factor of 2 its two passes, the grid between them having the output's shape and empty
        rows where the second pass writes; for 4 the two doublings.

    Raises
    ------
    ParameterError
        As of `edge_directed_map`.
    """
    picture = number_array("x", x, 2)
    factor = checked_factor((1, 1, *picture.shape), scale_factor, coordinates)
    plane = picture.astype(np.float64)
    passes = _passes(plane, coordinates)
    if factor == 2:
        return passes
    once = passes[1] @ passes[0]
    again = _passes(once.apply(plane), coordinates)
    return once, again[1] @ again[0]


def checked_factor(shape: Axes, scale_factor: int, coordinates: str) -> int:
    """Return the factor by which pictures of `shape`, (N, C, H, W), are to be enlarged.

    Raises
    ------
    ParameterError
        If there is no such factor or lattice, or the output would be over the memory bound.
    """
    factor: int = one_of("scale_factor", whole_number("scale_factor", scale_factor), SCALE_FACTORS)
    one_of("coordinates", coordinates, LATTICES)
    target = (enlarged(size, factor, coordinates) for size in shape[2:])
    check_size("the output", (*shape[:2], *target))
    return factor


# ------------------------------------------------------------------ on arrays


def by_guide(pictures: Array, enlarging: Callable[[Array], Array]) -> Array:
    """Apply a function to every group of channels that share their weights.

    Parameters
    ----------
    pictures : ndarray, shape (N, C, H, W)
    enlarging : callable (planes) -> ndarray
        From (C, H, W), C being 1 or 3, to (C, H_out, W_out).

    Returns
    -------
    ndarray, shape (N, C, H_out, W_out)
    """
    count, channels = pictures.shape[:2]
    together = 3 if channels == 3 else 1
    groups = pictures.reshape(-1, together, *pictures.shape[2:])
    results = [enlarging(group) for group in groups]
    return np.stack(results).reshape(count, channels, *results[0].shape[1:])


def luminance(planes: Array) -> Floats:
    """Return what the weights of some planes (C, H, W) come from, (H, W)."""
    if planes.shape[0] == 1:
        return np.asarray(planes[0], dtype=np.float64)
    brightness: Floats = np.tensordot(LUMA, planes, 1)
    return brightness


def enlarge(planes: Array, scale_factor: int, coordinates: str) -> Array:
    """Return planes (C, H, W), C being 1 or 3, enlarged by 2 or 4; nothing is checked."""
    for _ in range(scale_factor // 2):
        planes = _doubled(planes, coordinates)
    return planes


def _doubled(planes: Array, coordinates: str) -> Array:
    """Double planes strip by strip; what a strip looks at beyond its rows is computed with it."""
    if coordinates == "asymmetric":
        planes = np.pad(planes, ((0, 0), (0, 1), (0, 1)), mode="edge")
    channels, height, width = planes.shape
    result = np.empty((channels, 2 * height - 1, 2 * width - 1), planes.dtype)
    exponent = _exponent(planes)
    for top in range(0, height, _STRIP):
        first, last = max(0, top - _HALO), min(height, top + _STRIP + _HALO)
        strip = np.ldexp(planes[:, first:last].astype(np.float64), -exponent)
        lines = slice(2 * top, min(2 * (top + _STRIP), result.shape[1]))
        offset = 2 * first
        large = _double_aligned(strip)[:, lines.start - offset : lines.stop - offset]
        result[:, lines] = np.ldexp(large, exponent)
    return result[:, :-1, :-1] if coordinates == "asymmetric" else result


def _exponent(planes: Array) -> int:
    """Return the power of two by which numbers of any size come to about 1, exactly."""
    return int(np.frexp(np.abs(planes).max())[1])


def _double_aligned(planes: Floats) -> Floats:
    """Return planes (C, H, W) as (C, 2H - 1, 2W - 1)."""
    channels, height, width = planes.shape
    large = np.zeros((channels, 2 * height + 1, 2 * width + 1))  # with a frame of zeros
    inside = large[:, 1:-1, 1:-1]
    inside[:, ::2, ::2] = planes
    guide = luminance(planes)
    inside[:, 1::2, 1::2] = _predicted(large, diagonal_weights(guide), _DIAGONAL, (1, 1))
    rows, columns = axial_weights(guide, luminance(inside[:, 1::2, 1::2]))
    beside = _predicted(large, rows, _AXIAL, (0, 1))
    inside[:, 1::2, ::2] = _predicted(large, columns, _AXIAL, (1, 0))
    inside[:, ::2, 1::2] = beside
    return inside


def _predicted(
    large: Floats, weights: Floats, neighbours: Neighbours, start: tuple[int, int]
) -> Floats:
    """Return the weighted sums of four neighbours, of every second pixel from `start` on."""
    total = np.zeros((large.shape[0], *weights.shape[1:]))
    for weight, values in zip(weights, _around(large, weights, neighbours, start), strict=True):
        total += weight * values
    return total


def _around(
    framed: Array, weights: Floats, neighbours: Neighbours, start: tuple[int, int]
) -> Iterator[Array]:
    """Yield each of the four neighbours of every second pixel; the grid has a frame around it."""
    height, width = weights.shape[1:]
    for down, right in neighbours:
        top, left = start[0] + down, start[1] + right
        yield framed[:, top : top + 2 * height : 2, left : left + 2 * width : 2]


# ------------------------------------------------------------------ as maps


def _passes(x: Floats, coordinates: str) -> tuple[LinearMap, LinearMap]:
    """Return the maps of the two passes of one doubling."""
    x = np.ldexp(x, -_exponent(x))
    if coordinates == "align_corners":
        return _aligned_passes(x)
    first, second = _aligned_passes(np.pad(x, ((0, 1), (0, 1)), mode="edge"))
    ends = [_End(size) for size in x.shape]
    crop = LinearMap.outer(*(end.cropped() for end in ends))
    repeat = LinearMap.outer(*(end.repeated() for end in ends))
    restore = LinearMap.outer(*(end.restored() for end in ends))
    return crop @ first @ repeat, crop @ second @ restore


class _End(NamedTuple):
    """The end of an axis of so many samples, which is repeated before they are doubled."""

    size: int

    def repeated(self) -> LinearMap:
        return self._copies(self.size, [*range(self.size), self.size - 1])

    def cropped(self) -> LinearMap:
        return self._copies(2 * self.size + 1, list(range(2 * self.size)))

    def restored(self) -> LinearMap:
        """Undo the crop: the sample that is put back is a copy of the last known one."""
        return self._copies(2 * self.size, [*range(2 * self.size), 2 * self.size - 2])

    def _copies(self, size: int, inputs: list[int]) -> LinearMap:
        return LinearMap.from_axis(size, len(inputs), np.arange(len(inputs)), inputs)


def _aligned_passes(x: Floats) -> tuple[LinearMap, LinearMap]:
    """Return the maps from (H, W) to (2H - 1, 2W - 1), and from there to the same grid filled."""
    large = (2 * x.shape[0] - 1, 2 * x.shape[1] - 1)
    grid = np.arange(large[0] * large[1]).reshape(large)
    known, between = grid[::2, ::2], grid[1::2, 1::2]
    diagonal = _links(grid, diagonal_weights(x), _DIAGONAL, (1, 1))
    input_cell = np.zeros(grid.size, np.intp)
    input_cell[known.ravel()] = np.arange(x.size)
    targets, sources, weights = _joined(_kept(known), diagonal)
    first = LinearMap.from_entries(x.shape, large, targets, input_cell[sources], weights)
    new = first.apply(x)[1::2, 1::2]
    rows, columns = axial_weights(x, new)
    beside, below = _links(grid, rows, _AXIAL, (0, 1)), _links(grid, columns, _AXIAL, (1, 0))
    second = _joined(_kept(known), _kept(between), beside, below)
    return first, LinearMap.from_entries(large, large, *second)


def _kept(cells: Indices) -> Links:
    """Return the entries that leave some cells as they are."""
    return cells.ravel(), cells.ravel(), np.ones(cells.size)


def _links(grid: Indices, weights: Floats, neighbours: Neighbours, start: tuple[int, int]) -> Links:
    """Return the entries of `_predicted`: target cells, source cells and weights."""
    framed = np.pad(grid, 1, constant_values=-1)
    sources = np.stack(list(_around(framed[None], weights, neighbours, start)))[:, 0]
    targets = np.broadcast_to(grid[start[0] :: 2, start[1] :: 2], sources.shape)
    inside = sources >= 0
    return targets[inside], sources[inside], weights[inside]


def _joined(*links: Links) -> Links:
    targets, sources, weights = (np.concatenate(each) for each in zip(*links, strict=True))
    return targets, sources, weights
