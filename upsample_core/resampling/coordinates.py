"""Where on the input an output sample looks: coordinate conventions, in exact arithmetic.

Sample i of an axis sits at coordinate i. A convention says which input coordinate the output
index d looks at, from the pitch (input samples for one output sample, L_in / L_out). Coordinates
are kept as fractions with one denominator, so that one which is mathematically an integer is
treated as one: floor, ceil and the choice of neighbours never depend on rounding.

References
----------
ONNX operator specification, Resize, ``coordinate_transformation_mode`` and ``nearest_mode``;
PyTorch's documentation of ``interpolate``, ``align_corners``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import ParameterError, check_size, finite_number, one_of, whole_number
from upsample_core.linear_map.entries import MAX_ENTRIES

COORDINATES = (
    "half_pixel",
    "half_pixel_symmetric",
    "pytorch_half_pixel",
    "align_corners",
    "asymmetric",
)
LARGEST_PRODUCT = 2**60
"""Bound on index times numerator: int64 holds four times as much, which halves and shifts need."""

NEAREST_MODES = ("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Sampling points on one axis: output index d looks at ``numerators[d] / denominator``."""

    numerators: Integers
    denominator: int

    def shifted(self, by: Fraction) -> Coordinates:
        """Return all points moved by an exact amount."""
        common = math.lcm(self.denominator, by.denominator)
        offset = by.numerator * (common // by.denominator)
        return Coordinates(self.numerators * (common // self.denominator) + offset, common)

    def floor(self) -> Integers:
        """Return the largest integer not above each point."""
        return self.numerators // self.denominator

    def ceil(self) -> Integers:
        """Return the smallest integer not below each point."""
        return -(-self.numerators // self.denominator)

    def nearest(self, nearest_mode: str) -> Integers:
        """Return the integer that each point is rounded to, as ONNX's `nearest_mode` says."""
        half = Fraction(1, 2)
        if nearest_mode == "floor":
            return self.floor()
        if nearest_mode == "ceil":
            return self.ceil()
        if nearest_mode == "round_prefer_ceil":
            return self.shifted(half).floor()
        return self.shifted(-half).ceil()

    def as_floats(self) -> Floats:
        """Return the points as floats, each rounded once."""
        return self.numerators / self.denominator


def sampling_points(
    output_size: int, input_size: int, coordinates: str, pitch: Fraction | None = None
) -> Coordinates:
    """Return the exact input coordinate of every output index along one axis.

    Parameters
    ----------
    output_size, input_size : int
    coordinates : str
        One of `COORDINATES`.
    pitch : Fraction, optional
        Input samples for one output sample; ``input_size / output_size`` where left out.
        Aligned corners have a pitch of their own and ignore it.

    Raises
    ------
    ParameterError
        If a size is not a positive whole number or is over the memory bound, or `coordinates`
        is not known.
    """
    after = whole_number("output_size", output_size)
    before = whole_number("input_size", input_size)
    check_size("the output axis", (after,), MAX_ENTRIES)
    check_size("the input axis", (before,), MAX_ENTRIES)
    one_of("coordinates", coordinates, COORDINATES)
    step = Fraction(before, after) if pitch is None else pitch
    start = Fraction(0)
    if coordinates == "align_corners":
        step = aligned_pitch(before, after)
    elif coordinates == "half_pixel" or (coordinates == "pytorch_half_pixel" and after > 1):
        start = (step - 1) / 2
    elif coordinates == "half_pixel_symmetric":
        start = (step - 1) / 2 + (before - after * step) / 2
    indices = np.arange(after, dtype=np.int64)
    return Coordinates(indices * step.numerator, step.denominator).shifted(start)


def source_coordinates(
    output_size: int,
    input_size: int,
    coordinates: str = "half_pixel",
    scale_factor: float | None = None,
) -> Floats:
    """Return the input coordinate that every output index looks at, along one axis.

    Parameters
    ----------
    output_size, input_size : int
    coordinates : str
        - ``half_pixel``: samples are centres of cells and the ends of the axes coincide,
          ``(d + 1/2) * pitch - 1/2``.
        - ``half_pixel_symmetric``: the same about the centre of the input, which differs only
          where ``output_size`` is not ``scale_factor * input_size``.
        - ``pytorch_half_pixel``: half-pixel, but 0 for an output of one sample.
        - ``align_corners``: first and last samples coincide,
          ``d * (input_size - 1) / (output_size - 1)``; 0 for an output of one sample.
        - ``asymmetric``: first samples coincide, ``d * pitch``.
    scale_factor : float, optional
        The pitch is ``1 / scale_factor``, or ``input_size / output_size`` where left out.

    Returns
    -------
    ndarray of float64, shape (output_size,)
        May lie outside 0 … input_size - 1, where the edge sample is read.

    Raises
    ------
    ParameterError
        If a size, `coordinates` or `scale_factor` is not allowed.

    Examples
    --------
    >>> source_coordinates(4, 2)
    array([-0.25,  0.25,  0.75,  1.25])
    >>> source_coordinates(4, 2, "asymmetric")
    array([0. , 0.5, 1. , 1.5])
    """
    pitch = pitch_between(input_size, output_size, scale_factor)
    return sampling_points(output_size, input_size, coordinates, pitch).as_floats()


def scaled_size(input_size: int, scale_factor: Any) -> int:
    """Return ``floor(input_size * scale_factor)``, the product taken in floats as PyTorch does.

    Raises
    ------
    ParameterError
        If `scale_factor` is not a finite number greater than zero, or the result would be empty
        or over the memory bound.
    """
    scale = finite_number("scale_factor", scale_factor)
    check_size("the input axis", (input_size,), MAX_ENTRIES)
    if scale <= 0:
        raise ParameterError(f"scale_factor must be greater than 0, got {scale:g}")
    size = input_size * scale
    if not 1 <= size < MAX_ENTRIES + 1:
        raise ParameterError(
            f"scale_factor must give an output of 1 to {MAX_ENTRIES} samples, got {scale:g}: "
            f"{input_size} * {scale:g} = {size:g}"
        )
    return math.floor(size)


def pitch_between(input_size: int, output_size: int, scale_factor: Any = None) -> Fraction:
    """Return the exact number of input samples for one output sample.

    That is ``input_size / output_size`` or, with `scale_factor`, its inverse. A float stands for
    the first convergent of its continued fraction that rounds to it: 0.7 for 7/10 and
    1.6666666666666667 for 5/3, so that ``scale_factor=0.7`` sends output 7 to input 10 exactly.

    Raises
    ------
    ParameterError
        If a size is not a positive whole number, or `scale_factor` does not lead from one size
        to the other.
    """
    before = whole_number("input_size", input_size)
    after = whole_number("output_size", output_size)
    if scale_factor is None:
        return Fraction(before, after)
    scale = finite_number("scale_factor", scale_factor)
    size = scaled_size(before, scale)
    if size != after:
        raise ParameterError(
            f"output_size must be floor({before} * {scale:g}) = {size} with this scale_factor, "
            f"got {after}"
        )
    return 1 / _simplest(scale, LARGEST_PRODUCT // max(before, after))


def aligned_pitch(input_size: int, output_size: int) -> Fraction:
    """Return the pitch that lets first and last samples coincide; 0 for an output of one."""
    return Fraction(input_size - 1, output_size - 1) if output_size > 1 else Fraction(0)


def _simplest(value: float, largest: int) -> Fraction:
    """Return the first convergent of the continued fraction of a float that rounds to it.

    Where its numerator or denominator would be over `largest`, the nearest fraction that has
    smaller ones serves.
    """
    rest = Fraction(value)
    before, last = (0, 1), (1, 0)
    while True:
        whole = math.floor(rest)
        before, last = last, (whole * last[0] + before[0], whole * last[1] + before[1])
        if max(last) > largest:
            return Fraction(value).limit_denominator(largest // max(1, math.ceil(value)))
        if rest == whole or last[0] / last[1] == value:
            return Fraction(*last)
        rest = 1 / (rest - whole)
