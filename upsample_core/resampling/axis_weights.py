"""The weights of resampling along one axis: which input samples make an output, and how much.

This is the one place that interpolation weights come from. What several axes do is the outer
product of what each does alone.

References
----------
ONNX operator specification, Resize, and its reference implementation; P. Getreuer, "Linear
methods for image interpolation", Image Processing On Line 1, 2011.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import (
    ParameterError,
    check_size,
    finite_number,
    flag,
    one_of,
    whole_number,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import MAX_ENTRIES
from upsample_core.resampling.coordinates import (
    COORDINATES,
    NEAREST_MODES,
    Coordinates,
    sampling_points,
)
from upsample_core.resampling.kernels import KERNELS

MODES = ("nearest", *KERNELS, "area")

KEPT_SIZE, KEPT_LOBES = 4096, 5
"""Largest axis whose map is kept in memory (at most some 100,000 entries each)."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Taps = tuple[Integers, Floats]
"""Input sample and weight of every tap, each of shape (outputs, taps)."""


@dataclass(frozen=True)
class AxisRule:
    """How one axis is resampled. The parameters are those of `resize_axis_map`."""

    mode: str = "linear"
    coordinates: str = "half_pixel"
    cubic_a: float = -0.75
    lobes: int = 3
    antialias: bool = False
    exclude_outside: bool = False
    nearest_mode: str = "round_prefer_floor"

    def __post_init__(self) -> None:
        """Refuse what no axis can be resampled by."""
        one_of("mode", self.mode, MODES)
        one_of("coordinates", self.coordinates, COORDINATES)
        one_of("nearest_mode", self.nearest_mode, NEAREST_MODES)
        finite_number("cubic_a", self.cubic_a)
        whole_number("lobes", self.lobes)
        if flag("antialias", self.antialias) and self.mode in ("nearest", "area"):
            raise ParameterError(
                f"antialias must be False with mode {self.mode!r}, which has no kernel to stretch"
            )
        flag("exclude_outside", self.exclude_outside)

    def kernel(self) -> tuple[Callable[[Floats], Floats], int]:
        """Return the kernel that the mode names, with its options, and the distance it reaches."""
        kernel = KERNELS[self.mode]
        options = [getattr(self, option) for option in kernel.options]
        reach = getattr(self, kernel.reach) if isinstance(kernel.reach, str) else kernel.reach
        return (lambda x: kernel.weigh(x, *options)), int(reach)


def axis_map(
    input_size: int, output_size: int, rule: AxisRule, pitch: Fraction | None = None
) -> LinearMap:
    """Return the map of one axis; weights that are exactly zero are no entries.

    Parameters
    ----------
    input_size, output_size : int
    rule : AxisRule
    pitch : Fraction, optional
        Input samples for one output sample; ``input_size / output_size`` where left out.

    Returns
    -------
    LinearMap
        From (input_size,) to (output_size,); every row sums to 1.

    Raises
    ------
    ParameterError
        If a size is not allowed, or `cubic_a` leaves weights that cannot be normalised.
    """
    points = sampling_points(output_size, input_size, rule.coordinates, pitch)
    if rule.mode == "area":
        inputs, weights = _window_taps(input_size, output_size)
    elif rule.mode == "nearest":
        inputs = points.nearest(rule.nearest_mode)[:, None]
        weights = np.ones(inputs.shape)
    else:
        stretch = Fraction(input_size, output_size) if pitch is None else pitch
        inputs, weights = _kernel_taps(points, input_size, rule, stretch)
    outputs, taps = np.nonzero(weights)
    clamped = np.clip(inputs[outputs, taps], 0, input_size - 1)
    return LinearMap.from_axis(input_size, output_size, outputs, clamped, weights[outputs, taps])


@lru_cache(maxsize=32)
def _kept_axis_map(*arguments: Any) -> LinearMap:
    return axis_map(*arguments)


def shared_axis_map(
    input_size: int, output_size: int, rule: AxisRule, pitch: Fraction | None = None
) -> LinearMap:
    """Return the same as `axis_map`, small ones from memory: not to be handed to callers.

    A person who moves one control resamples pictures of the same size again and again.
    """
    small = max(input_size, output_size) <= KEPT_SIZE and rule.lobes <= KEPT_LOBES
    make = _kept_axis_map if small else axis_map
    return make(input_size, output_size, rule, pitch)


def _window_taps(input_size: int, output_size: int) -> Taps:
    """Average the window from floor(d L / M) to ceil((d+1) L / M), as adaptive pooling does."""
    outputs = np.arange(output_size, dtype=np.int64)
    starts = outputs * input_size // output_size
    counts = -(-(outputs + 1) * input_size // output_size) - starts
    taps = np.arange(_checked_width(output_size, int(counts.max())))
    return starts[:, None] + taps, (taps < counts[:, None]) / counts[:, None]


def _kernel_taps(points: Coordinates, input_size: int, rule: AxisRule, pitch: Fraction) -> Taps:
    """Weigh the samples nearer than the kernel reaches, and make every row sum to 1.

    An antialiasing kernel is stretched by the pitch where the axis shrinks, so that it spans as
    many output samples as it otherwise spans input samples. Samples beyond the edge are left
    out with `exclude_outside`; else whoever reads them reads the edge sample.
    """
    kernel, reach = rule.kernel()
    stretch = max(pitch, Fraction(1)) if rule.antialias else Fraction(1)
    radius = reach * stretch
    width = _checked_width(points.numerators.size, math.ceil(2 * radius))
    inputs = points.shifted(-radius).floor()[:, None] + np.arange(1, width + 1)
    # The distance is one division of whole numbers, so that whole distances come out whole.
    unit = points.denominator * stretch
    exact = inputs * points.denominator - points.numerators[:, None]
    with np.errstate(over="ignore", invalid="ignore"):
        weights = kernel(exact * unit.denominator / unit.numerator)
    if rule.exclude_outside:
        weights[(inputs < 0) | (inputs >= input_size)] = 0.0
    return inputs, _normalised(weights, rule)


def _normalised(weights: Floats, rule: AxisRule) -> Floats:
    sums = weights.sum(axis=1, keepdims=True)
    if not np.all(np.abs(sums) > 1e-9 * np.abs(weights).sum(axis=1, keepdims=True)):
        raise ParameterError(
            f"cubic_a must leave weights that do not cancel out, got {rule.cubic_a:g}"
        )
    result: Floats = weights / sums
    return result


def _checked_width(output_size: int, width: int) -> int:
    check_size("the weights of one axis", (output_size, width), MAX_ENTRIES)
    return width
