"""A picture made smaller from an original that is known, so that enlarging it can be judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.methods import method
from upsample_core.operations.pooling import avg_pool2d, max_pool2d
from upsample_core.resampling.interpolation import resize
from upsample_core.runs.trace import run

LARGEST_FACTOR = 4


class Reduction(NamedTuple):
    """A way to reduce a picture.

    Attributes
    ----------
    run : callable (picture, factor) -> ndarray
        From (C, H, W), whole multiples of the factor, to (C, H / factor, W / factor).
    corner : bool
        Whether pixel i of the result lies on pixel i * factor of the original; otherwise in the
        middle of the block that begins there.
    """

    run: Callable[[Array, int], Array]
    corner: bool


def _bicubic(picture: Array, factor: int) -> Array:
    """Reduce as pictures for super-resolution are: Keys' kernel with a = -0.5, antialiased."""
    size = tuple(side // factor for side in picture.shape[1:])
    small = resize(
        picture[None], size, "cubic", cubic_a=-0.5, antialias=True, exclude_outside=True
    )[0]
    return np.asarray(np.clip(small, 0, 1))  # no picture is blacker than black


def _decimated(antialias: bool) -> Callable[[Array, int], Array]:
    def reduce(picture: Array, factor: int) -> Array:
        fit = method("decimate", picture.shape[1:], stride=factor, antialias=antialias)
        return run(fit, picture)

    return reduce


REDUCTIONS: dict[str, Reduction] = {
    "average": Reduction(lambda x, factor: avg_pool2d(x[None], factor)[0], corner=False),
    "bicubic": Reduction(_bicubic, corner=False),
    "max_pool": Reduction(lambda x, factor: max_pool2d(x[None], factor)[0], corner=False),
    "blur": Reduction(_decimated(antialias=True), corner=True),
    "decimate": Reduction(_decimated(antialias=False), corner=True),
}
"""The ways to reduce a picture, by their names."""


@dataclass(frozen=True, eq=False)
class Reduced:
    """A picture and what was left of it.

    Attributes
    ----------
    original : ndarray, shape (C, factor * H, factor * W)
        Cropped at the bottom and at the right to whole multiples of the factor.
    small : ndarray, shape (C, H, W)
    factor : int
    corner : bool
        Where the samples lie; see `Reduction`.
    """

    original: Array
    small: Array
    factor: int
    corner: bool


def reduced(picture: Array, how: str, factor: int) -> Reduced:
    """Reduce a picture a whole number of times.

    Parameters
    ----------
    picture : array_like, shape (C, H, W), values from 0 to 1
    how : str
        One of `REDUCTIONS`.
    factor : int
        From 2 to `LARGEST_FACTOR`.

    Raises
    ------
    ParameterError
        If an axis is shorter than the factor, or a parameter is none of these.
    """
    values = number_array("picture", picture, 3)
    way = REDUCTIONS[one_of("how", how, tuple(REDUCTIONS))]
    times = whole_number("factor", factor, minimum=2, maximum=LARGEST_FACTOR)
    height, width = (side - side % times for side in values.shape[1:])
    if not (height and width):
        raise ParameterError(
            f"picture must be at least {times} × {times} pixels, got shape {values.shape}"
        )
    original = np.ascontiguousarray(values[:, :height, :width])
    return Reduced(original, way.run(original, times), times, way.corner)
