"""A method on a whole picture, and how its result is made visible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import number_array
from upsample_core.methods import Method, for_picture, method
from upsample_core.runs.trace import run, trace

Picture = NDArray[Any]

_PROBE = 24
_MIN_GAIN = 0.05
_WEIGHTS = ("kernel", "kernel_values", "seed")


@dataclass(frozen=True, eq=False)
class PictureRun:
    """One run on a picture.

    Attributes
    ----------
    picture : ndarray, shape (C, H, W)
        The input, in [0, 1].
    output : ndarray, shape (C, H_out, W_out)
        As computed.
    shown : ndarray, same shape
        In [0, 1]: divided by the gain and clipped, or stretched from least to greatest.
    gain : float
        Mean response to a constant input of ones, away from the borders.
    stretched : bool
        Whether the kernel has no usable gain, so that the values were stretched.
    low, high : float
        The range of `output`.
    overlap : ndarray or None, shape (H_out, W_out)
        Stored entries that reach each output pixel, where the matrix does not depend on the data.
    regions : ndarray of int or None, shape (H_out, W_out)
        The `Region` of each output pixel, where the method goes by regions.
    """

    picture: Picture
    output: Picture
    shown: Picture
    gain: float
    stretched: bool
    low: float
    high: float
    overlap: NDArray[np.intp] | None
    regions: NDArray[np.intp] | None = None

    @property
    def window(self) -> tuple[float, float]:
        """The values of `output` that are shown black and white."""
        return (self.low, self.high) if self.stretched else (0.0, self.gain)

    @property
    def clipped(self) -> float:
        """The share of pixels that are blacker than black or whiter than white in a channel.

        By more than half a level of eight bits: less is lost in showing anything.
        """
        low, high = self.window
        slack = (high - low) / 510
        beyond = (self.output < low - slack) | (self.output > high + slack)
        return float(beyond.any(axis=0).mean())


def run_on_picture(method: Method, picture: Picture) -> PictureRun:
    """Run a method, chosen for a small input, on a picture (C, H, W) with values in [0, 1].

    Raises
    ------
    ParameterError
        If it is no picture, too small for the parameters, or the result too large.
    """
    picture = number_array("picture", picture, 3)
    large = for_picture(method, *picture.shape[1:])
    output = run(large, picture)
    gain = _gain(method)
    stretched = abs(gain) < _MIN_GAIN or gain < 0
    low, high = float(output.min()), float(output.max())
    shown = (output - low) / ((high - low) or 1.0) if stretched else output / gain
    np.clip(shown, 0, 1, out=shown)
    regions = None if (of := method.definition.regions) is None else of(large, picture)
    return PictureRun(picture, output, shown, gain, stretched, low, high, _overlap(large), regions)


def grey(picture: Picture) -> Picture:
    """Return a picture (C, H, W) in grey, (H, W): the mean of its channels."""
    return np.asarray(picture.mean(axis=0))


@lru_cache(maxsize=256)
def _gain(method: Method) -> float:
    """Return the mean row sum in the middle of a grid large enough to have a middle."""
    if method.definition.depends_on_data:
        return 1.0
    probe = for_picture(method, _PROBE, _PROBE)
    sums = trace(probe, np.zeros(probe.input_shape)).row_sums
    middle = tuple(slice(size // 4, size - size // 4) for size in sums.shape)
    return float(sums[middle].mean())


def _overlap(method: Method) -> NDArray[np.intp] | None:
    """Return the overlap of a large grid: the product of the overlaps of its axes.

    What is connected is an outer product of the axes, whatever the weights are.
    """
    if method.definition.depends_on_data:
        return None
    height, width = (_overlap_along(method, axis) for axis in (0, 1))
    return np.multiply.outer(height, width)


@lru_cache(maxsize=256)
def _overlap_along(large: Method, axis: int) -> NDArray[np.intp]:
    """Return the overlap of one axis, from the same method in one dimension."""
    size = large.input_shape[axis]
    geometry = {n: v for n, v in large.along(axis).items() if n not in _WEIGHTS}
    return trace(method(large.name, size, **geometry), np.zeros(size)).overlap
