"""Region-based interpolation: every region of the picture by the interpolator that suits it.

How much the picture changes around a pixel, and in how many directions, says what is there: flat
ground, an edge, or texture. Flat ground is interpolated bilinearly, which adds no ringing; an edge
by edge-directed interpolation, which follows it; texture bicubically, which keeps it sharp. All
three keep the known pixels, so they fit together.

References
----------
Bigün and Granlund, "Optimal orientation detection of linear symmetry", International Conference on
Computer Vision, 1987 (the structure tensor); Jähne, "Digital Image Processing", section 13.3
(coherence).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    finite_number,
    number_array,
    shown,
)
from upsample_core.linear_map import LinearMap
from upsample_core.resampling.edge_directed import (
    by_guide,
    checked_factor,
    edge_directed_map,
    enlarge,
    enlarged,
    luminance,
)
from upsample_core.resampling.interpolation import resize_map, resize_separably

SIGMA = 1.0
"""Width of the Gaussian that gathers what is around a pixel, in pixels of the input."""

STRIP = 64
"""Rows of the input that are worked on at a time."""

HALO = 8
"""Rows beside these that they look at: 4 of the Gaussian, 1 of Scharr's filter, 2 of a kernel."""

FLAT_BELOW = 0.03
EDGE_ABOVE = 0.3

Floats = NDArray[np.float64]


class Region(IntEnum):
    """What is around a pixel."""

    FLAT = 0
    EDGE = 1
    TEXTURE = 2


class Rules(NamedTuple):
    """Where an output pixel lies, and what its region is called.

    Attributes
    ----------
    scale_factor : {2, 4}
    coordinates : {"asymmetric", "align_corners"}
    flat_below : float
        Neighbours that differ by less in the root mean square, as a share of the distance from the
        darkest to the lightest pixel, are flat.
    edge_above : float
        What is not flat is an edge from this coherence on: 1 where the picture changes in one
        direction only, 0 where it changes alike in all.
    """

    scale_factor: int = 2
    coordinates: str = "asymmetric"
    flat_below: float = FLAT_BELOW
    edge_above: float = EDGE_ABOVE


def region_based(
    x: ArrayLike,
    scale_factor: int = 2,
    coordinates: str = "asymmetric",
    flat_below: float = FLAT_BELOW,
    edge_above: float = EDGE_ABOVE,
) -> Array:
    """Enlarge pictures region by region.

    The regions of a picture with three channels come from its luminance (Rec. 601) and serve all
    three; channels of any other number each have regions of their own.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    scale_factor, coordinates
        As of `edge_directed`.
    flat_below : float
        Neighbours that differ by less in the root mean square, as a share of the distance from the
        darkest to the lightest pixel, are flat.
    edge_above : float
        What is not flat is an edge from this coherence on: 1 where the picture changes in one
        direction only, 0 where it changes alike in all. The rest is texture.

    Returns
    -------
    ndarray, shape (N, C, H_out, W_out)
        float32 for float32 input, else float64.

    Raises
    ------
    ParameterError
        If an argument is not allowed, or the output would be over the memory bound.

    Examples
    --------
    >>> region_based(np.ones((1, 1, 2, 3)), coordinates="align_corners").shape
    (1, 1, 3, 5)
    """
    pictures = number_array("x", x, 4)
    rules = _checked(pictures.shape, scale_factor, coordinates, flat_below, edge_above)
    return by_guide(pictures, partial(_enlarge, rules=rules))


def region_classes(
    x: ArrayLike,
    scale_factor: int = 2,
    coordinates: str = "asymmetric",
    flat_below: float = FLAT_BELOW,
    edge_above: float = EDGE_ABOVE,
) -> NDArray[np.int8]:
    """Return which `Region` every output pixel of one picture lies in.

    Parameters
    ----------
    x : array_like, shape (H, W), or (C, H, W) with one or three channels
    scale_factor, coordinates, flat_below, edge_above
        As of `region_based`.

    Returns
    -------
    ndarray of int8, shape (H_out, W_out)

    Raises
    ------
    ParameterError
        As of `region_based`.
    """
    given = number_array("x", x, (2, 3))
    planes = given.reshape(-1, *given.shape[-2:])
    if len(planes) not in (1, 3):
        raise ParameterError(f"x must have one or three channels, got shape {given.shape}")
    rules = _checked((1, *planes.shape), scale_factor, coordinates, flat_below, edge_above)
    return _classes(luminance(planes), rules)


def region_shares(regions: ArrayLike) -> tuple[float, ...]:
    """Return the share of each `Region` in what `region_classes` returned; they sum to 1.

    Parameters
    ----------
    regions : array_like of int, of any shape

    Raises
    ------
    ParameterError
        If `regions` is empty, or holds anything but regions.
    """
    given = number_array("regions", regions, range(1, 33))
    counts = [int(np.count_nonzero(given == region)) for region in Region]
    if sum(counts) != given.size:
        raise ParameterError(f"regions must be of {[int(r) for r in Region]}, got others")
    return tuple(count / given.size for count in counts)


def region_based_map(
    x: ArrayLike,
    scale_factor: int = 2,
    coordinates: str = "asymmetric",
    flat_below: float = FLAT_BELOW,
    edge_above: float = EDGE_ABOVE,
) -> LinearMap:
    """Return the matrix that `region_based` is for one picture; another picture has another.

    Every row is that of the interpolator of its region.

    Parameters
    ----------
    x : array_like, shape (H, W)
    scale_factor, coordinates, flat_below, edge_above
        As of `region_based`.

    Returns
    -------
    LinearMap
        From (H, W) to (H_out, W_out). Every row sums to 1.

    Raises
    ------
    ParameterError
        As of `region_based`, or if the matrix would be over the memory bound.
    """
    picture = number_array("x", x, 2)
    shape = picture.shape
    rules = _checked((1, 1, *shape), scale_factor, coordinates, flat_below, edge_above)
    target = _target(shape, rules)
    by_region = {
        Region.FLAT: resize_map(shape, target, "linear", coordinates=coordinates),
        Region.EDGE: edge_directed_map(picture, scale_factor, coordinates),
        Region.TEXTURE: resize_map(shape, target, "cubic", coordinates=coordinates),
    }
    region_of_row = _classes(picture.astype(np.float64), rules).ravel()
    parts = []
    for region, one in by_region.items():
        rows = one.rows()
        wanted = region_of_row[rows] == region
        parts.append((rows[wanted], one.inputs[wanted], one.weights[wanted]))
    rows, inputs, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
    return LinearMap.from_entries(shape, target, rows, inputs, weights)


def _checked(shape: Axes, scale_factor: int, coordinates: str, flat: Any, edge: Any) -> Rules:
    """Return the rules for pictures of `shape`, (N, C, H, W)."""
    factor = checked_factor(shape, scale_factor, coordinates)
    shares = (_share("flat_below", flat), _share("edge_above", edge))
    return Rules(factor, coordinates, *shares)


def _share(name: str, value: Any) -> float:
    number = finite_number(name, value)
    if not 0 <= number <= 1:
        raise ParameterError(f"{name} must be from 0 to 1, got {shown(value)}")
    return number


def _target(shape: Axes, rules: Rules) -> Axes:
    return tuple(enlarged(size, rules.scale_factor, rules.coordinates) for size in shape)


def _enlarge(planes: Array, rules: Rules) -> Array:
    """Return planes (C, H, W) enlarged: all along edges, then over it the others, in strips."""
    result = enlarge(planes, rules.scale_factor, rules.coordinates)
    guide = luminance(planes)
    spread = _spread(guide)
    for strip in _strips(guide.shape, rules):
        regions = _strip_classes(guide[strip.read] / spread, strip, rules)
        for region, mode in ((Region.FLAT, "linear"), (Region.TEXTURE, "cubic")):
            enlarged_so = _resized(planes[:, strip.read], strip, mode, rules)
            np.copyto(result[:, strip.write], enlarged_so, where=regions == region)
    return result


# ------------------------------------------------------------------ strips


class _Strip(NamedTuple):
    """Some rows of a picture, which are enlarged alone to hold less in memory at a time.

    Attributes
    ----------
    read : slice
        Rows of the picture: more than are kept, for each looks at those around it.
    shape : tuple of int
        Of these rows enlarged.
    kept : slice
        The rows of that which are as in the picture.
    write : slice
        Where these belong in the whole.
    """

    read: slice
    shape: Axes
    kept: slice
    write: slice


def _strips(shape: Axes, rules: Rules) -> Iterator[_Strip]:
    """Cut a picture (H, W) into strips."""
    factor, target = rules.scale_factor, _target(shape, rules)
    for top in range(0, shape[0], STRIP):
        first, last = max(0, top - HALO), min(shape[0], top + STRIP + HALO)
        write = slice(factor * top, min(factor * (top + STRIP), target[0]))
        kept = slice(write.start - factor * first, write.stop - factor * first)
        yield _Strip(slice(first, last), _target((last - first, shape[1]), rules), kept, write)


def _resized(planes: Array, strip: _Strip, mode: str, rules: Rules) -> Array:
    """Return what is kept of the rows that a strip reads, enlarged."""
    coordinates = rules.coordinates
    return resize_separably(planes, strip.shape, mode, coordinates=coordinates)[:, strip.kept]


# ------------------------------------------------------------------ regions


def _classes(x: Floats, rules: Rules) -> NDArray[np.int8]:
    """Return the region of every output pixel, from what is around it in the picture (H, W)."""
    spread = _spread(x)
    strips = _strips(x.shape, rules)
    return np.concatenate([_strip_classes(x[s.read] / spread, s, rules) for s in strips])


def _spread(x: Floats) -> float:
    """Return the distance from the darkest to the lightest pixel; 1 where all are alike."""
    return float(np.ptp(x)) or 1.0


def _strip_classes(x: Floats, strip: _Strip, rules: Rules) -> NDArray[np.int8]:
    """Return the regions of what is kept of a strip, from the rows (h, W) that it reads."""
    change, tensor = _around(x)
    change, xx, xy, yy = _resized(np.stack([change, *tensor]), strip, "linear", rules)
    # Of the eigenvalues of [[xx, xy], [xy, yy]]: their difference, and their sum. Of an edge,
    # however sharp, the gradients hold at least half of the change; of a checkerboard, nothing.
    difference, total = np.hypot(xx - yy, 2 * xy), np.maximum(xx + yy, change / 2)
    classes = np.full(change.shape, Region.TEXTURE, np.int8)
    classes[difference >= rules.edge_above * total] = Region.EDGE
    classes[change <= rules.flat_below**2] = Region.FLAT
    return classes


def _around(x: Floats) -> tuple[Floats, tuple[Floats, Floats, Floats]]:
    """Return how much the picture changes around each pixel, and its structure tensor.

    The change is the mean square of the differences of neighbours, which a checkerboard has as
    well; the tensor, of the gradient by Scharr's filter, which sees directions and no checkerboard.
    """
    framed = np.pad(x, 1, mode="edge")
    down = np.diff(framed[:, 1:-1], axis=0) ** 2
    right = np.diff(framed[1:-1], axis=1) ** 2
    change = (down[:-1] + down[1:] + right[:, :-1] + right[:, 1:]) / 2
    gradient_y, gradient_x = (_scharr(framed, axis) for axis in (0, 1))
    products = (change, gradient_x**2, gradient_x * gradient_y, gradient_y**2)
    change, xx, xy, yy = (ndimage.gaussian_filter(each, SIGMA, mode="nearest") for each in products)
    return change, (xx, xy, yy)


def _scharr(framed: Floats, axis: int) -> Floats:
    """Return the derivative along an axis: central differences, smoothed by [3, 10, 3] / 16."""
    lines = framed if axis == 0 else framed.T
    smooth = (3 * lines[:, :-2] + 10 * lines[:, 1:-1] + 3 * lines[:, 2:]) / 16
    derivative: Floats = (smooth[2:] - smooth[:-2]) / 2
    return derivative if axis == 0 else derivative.T
