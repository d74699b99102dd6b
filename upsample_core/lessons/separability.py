"""What an enlargement costs: all neighbours of a picture at once, or one axis after the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, grid_shape, number_array, one_of, whole_number
from upsample_core.lessons.interpolators import INTERPOLATORS
from upsample_core.resampling.interpolation import resize_axis_map, resize_map


class Passes(NamedTuple):
    """Multiplications of an enlargement, and whether both ways are one.

    Attributes
    ----------
    at_once : int
        Every output with all of its neighbours.
    one_by_one : int
        The width first, then the height.
    outputs : int
        How many output pixels there are.
    difference : float
        The largest difference between both results on a small picture of random numbers.
    """

    at_once: int
    one_by_one: int
    outputs: int
    difference: float

    @property
    def share(self) -> float:
        """What is left of the work."""
        return self.one_by_one / self.at_once


_SMALL = (5, 7)


def passes(shape: Axes, name: str, factor: int) -> Passes:
    """Count the multiplications of enlarging a picture in both ways.

    Parameters
    ----------
    shape : tuple of int
        (H, W)
    name : str
        One of `INTERPOLATORS`.
    factor : int

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> passes((4, 4), "nearest", 2).at_once
    64
    """
    height, width = grid_shape("shape", shape, 2)
    scale = whole_number("factor", factor)
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    down = resize_axis_map(height, height * scale, **options)
    across = resize_axis_map(width, width * scale, **options)
    return Passes(
        down.nnz * across.nnz,
        across.nnz * height + down.nnz * width * scale,
        height * width * scale**2,
        _difference(name, scale),
    )


class TwoPasses(NamedTuple):
    """A picture enlarged one axis after the other.

    Attributes
    ----------
    wide : ndarray, shape (H, W * S)
        After the width.
    output : ndarray, shape (H * S, W * S)
        After the height as well.
    """

    wide: Array
    output: Array


def two_passes(x: ArrayLike, name: str, factor: int) -> TwoPasses:
    """Enlarge a picture along its width, and what comes of that along its height.

    Parameters
    ----------
    x : array_like, shape (H, W)
    name : str
        One of `INTERPOLATORS`.
    factor : int

    Raises
    ------
    ParameterError
        If a parameter is not allowed.
    """
    values = number_array("x", x, 2)
    scale = whole_number("factor", factor)
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    across = resize_axis_map(values.shape[1], values.shape[1] * scale, **options)
    down = resize_axis_map(values.shape[0], values.shape[0] * scale, **options)
    wide = across.apply(values)
    return TwoPasses(wide, down.apply(wide.T).T)


def _difference(name: str, factor: int) -> float:
    """Enlarge random numbers both ways and return the largest difference."""
    x = np.random.default_rng(0).standard_normal(_SMALL)
    target = tuple(size * factor for size in _SMALL)
    whole = resize_map(_SMALL, target, **INTERPOLATORS[name]).apply(x)
    return float(np.abs(whole - two_passes(x, name, factor).output).max())
