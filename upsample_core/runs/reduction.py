"""A picture made smaller from an original that is known, so that enlarging it can be judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.operations.pooling import avg_pool2d, max_pool2d
from upsample_core.resampling.interpolation import resize

FACTORS = (2, 3, 4, 8)
"""How many times a picture is reduced, and enlarged again."""

CUBIC_A = -0.5
"""The cubic kernel as Pillow and those who publish on super-resolution have it."""


class Reduction(NamedTuple):
    """A way to reduce a picture.

    Attributes
    ----------
    run : callable (picture, factor, corner) -> ndarray
        From (C, H, W), whole multiples of the factor, to (C, H / factor, W / factor).
    corners : tuple of bool
        Where its samples can lie: True for the first pixel of each block, False for the middle.
    """

    run: Callable[[Array, int, bool], Array]
    corners: tuple[bool, ...]


def _antialiased(mode: str) -> Reduction:
    """Reduce by an interpolation kernel as wide as a block asks for; samples lie anywhere."""

    def shrink(picture: Array, factor: int, corner: bool) -> Array:
        small = resize(
            picture[None],
            tuple(side // factor for side in picture.shape[1:]),
            mode,
            "asymmetric" if corner else "half_pixel",
            cubic_a=CUBIC_A,
            antialias=True,
            exclude_outside=True,
        )[0]
        return np.asarray(np.clip(small, 0, 1))  # no picture is blacker than black

    return Reduction(shrink, (False, True))


def _decimated(picture: Array, factor: int, corner: bool) -> Array:
    return np.ascontiguousarray(picture[:, ::factor, ::factor])


REDUCTIONS: dict[str, Reduction] = {
    "bicubic": _antialiased("cubic"),
    "bilinear": _antialiased("linear"),
    "average": Reduction(lambda x, factor, corner: avg_pool2d(x[None], factor)[0], (False,)),
    "max_pool": Reduction(lambda x, factor, corner: max_pool2d(x[None], factor)[0], (False,)),
    "decimate": Reduction(_decimated, (True,)),
}
"""The ways to reduce a picture, by their names. The first is that of most work on
super-resolution."""


@dataclass(frozen=True, eq=False)
class Reduced:
    """A picture and what was left of it.

    Attributes
    ----------
    original : ndarray, shape (C, factor * H, factor * W)
        Cropped at the bottom and at the right to whole multiples of the factor.
    samples : mapping of bool to ndarray, shape (C, H, W)
        What was left, by where the samples lie: True where sample i is pixel i * factor of the
        original, False where it is the middle of the block that begins there.
    factor : int
    """

    original: Array
    samples: Mapping[bool, Array]
    factor: int

    @property
    def small(self) -> Array:
        """What was left; in the middle of blocks where there is a choice."""
        return next(iter(self.samples.values()))

    @cached_property
    def own_share(self) -> float:
        """The share of the original's energy at multiples of 1/factor: no artifact, but its own."""
        return artifact_score(self.original, self.factor)


def reduced(picture: Array, how: str, factor: int) -> Reduced:
    """Reduce a picture a whole number of times.

    Parameters
    ----------
    picture : array_like, shape (C, H, W), values from 0 to 1
    how : str
        One of `REDUCTIONS`.
    factor : int
        One of `FACTORS`.

    Raises
    ------
    ParameterError
        If an axis is shorter than the factor, or a parameter is none of these.
    """
    values = number_array("picture", picture, 3)
    way = REDUCTIONS[one_of("how", how, tuple(REDUCTIONS))]
    times = one_of("factor", whole_number("factor", factor), FACTORS)
    height, width = (side - side % times for side in values.shape[1:])
    if not (height and width):
        raise ParameterError(
            f"picture must be at least {times} × {times} pixels, got shape {values.shape}"
        )
    original = np.ascontiguousarray(values[:, :height, :width])
    samples = {corner: way.run(original, times, corner) for corner in way.corners}
    return Reduced(original, samples, times)
