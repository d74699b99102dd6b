"""Resampling straight from its definitions: loops over fractions, one sample at a time.

Nothing here is shared with the core. A row is what one output reads: {input index: weight}.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

Row = dict[int, Fraction]
Kernel = Callable[[Fraction], Fraction]
HALF = Fraction(1, 2)


def coordinate(d: int, before: int, after: int, convention: str) -> Fraction:
    """Return x_original of ONNX's Resize for x_resized = d, where only the target size is given."""
    scale = Fraction(after, before)
    if convention == "align_corners":
        return Fraction(0) if after == 1 else Fraction(d * (before - 1), after - 1)
    if convention == "asymmetric":
        return d / scale
    if convention == "pytorch_half_pixel" and after == 1:
        return Fraction(0)
    return (d + HALF) / scale - HALF


def rounded(x: Fraction, nearest_mode: str) -> int:
    """Round as ONNX's `nearest_mode` says; ties are exact."""
    if nearest_mode == "floor":
        return math.floor(x)
    if nearest_mode == "ceil":
        return math.ceil(x)
    below = math.floor(x)
    if x - below == HALF:
        return below if nearest_mode == "round_prefer_floor" else below + 1
    return below if x - below < HALF else below + 1


def triangle(x: Fraction) -> Fraction:
    return max(Fraction(0), 1 - abs(x))


def keys(a: Fraction) -> Kernel:
    def kernel(x: Fraction) -> Fraction:
        x = abs(x)
        if x <= 1:
            return (a + 2) * x**3 - (a + 3) * x**2 + 1
        if x < 2:
            return a * x**3 - 5 * a * x**2 + 8 * a * x - 4 * a
        return Fraction(0)

    return kernel


def mitchell(x: Fraction) -> Fraction:
    """Return equation 8 of Mitchell and Netravali with B = C = 1/3, coefficient by coefficient."""
    x, b, c = abs(x), Fraction(1, 3), Fraction(1, 3)
    if x < 1:
        return ((12 - 9 * b - 6 * c) * x**3 + (-18 + 12 * b + 6 * c) * x**2 + 6 - 2 * b) / 6
    if x < 2:
        third, second = -b - 6 * c, 6 * b + 30 * c
        first, constant = -12 * b - 48 * c, 8 * b + 24 * c
        return (third * x**3 + second * x**2 + first * x + constant) / 6
    return Fraction(0)


def onnx_row(
    x: Fraction, before: int, kernel: Kernel, reach: int, scale: Fraction, exclude_outside: bool
) -> Row:
    """Weigh all samples in reach of x, as ONNX does; `scale` below 1 stretches the kernel."""
    scale = min(scale, Fraction(1))
    far = math.ceil(reach / scale) + 1
    weights = {i: kernel((i - x) * scale) for i in range(math.floor(x) - far, math.ceil(x) + far)}
    if exclude_outside:
        weights = {i: weight for i, weight in weights.items() if 0 <= i < before}
    total = sum(weights.values())
    row: Row = {}
    for i, weight in weights.items():
        inside = min(max(i, 0), before - 1)
        row[inside] = row.get(inside, Fraction(0)) + weight / total
    return {i: weight for i, weight in row.items() if weight}


def pytorch_smooth_row(d: int, before: int, pitch: Fraction, kernel: Kernel, reach: int) -> Row:
    """Weigh samples as PyTorch's antialiased resize does: by centres of cells, none outside."""
    stretch = max(pitch, Fraction(1))
    centre, support = pitch * (d + HALF), reach * stretch
    first = max(math.floor(centre - support + HALF), 0)
    last = min(math.floor(centre + support + HALF), before)
    weights = {i: kernel((i - centre + HALF) / stretch) for i in range(first, last)}
    total = sum(weights.values())
    return {i: weight / total for i, weight in weights.items() if weight}


def onnx_rows(
    before: int,
    after: int,
    mode: str,
    convention: str = "half_pixel",
    a: Fraction = Fraction(-3, 4),
    antialias: bool = False,
    exclude_outside: bool = False,
    nearest_mode: str = "round_prefer_floor",
) -> list[Row]:
    """Return what every output of one axis reads, by ONNX's Resize."""
    points = [coordinate(d, before, after, convention) for d in range(after)]
    if mode == "nearest":
        nearest = [rounded(x, nearest_mode) for x in points]
        return [{min(max(i, 0), before - 1): Fraction(1)} for i in nearest]
    kernel, reach = (triangle, 1) if mode == "linear" else (keys(a), 2)
    scale = Fraction(after, before) if antialias else Fraction(1)
    return [onnx_row(x, before, kernel, reach, scale, exclude_outside) for x in points]


def pytorch_rows(
    before: int,
    after: int,
    mode: str,
    align_corners: bool = False,
    antialias: bool = False,
    scale: Fraction | None = None,
    real: type = float,
    by_size_if_doubled: bool = False,
) -> list[Row]:
    """Return what every output of one axis reads, by PyTorch's interpolate.

    `real` is the type that nearest by scale factor is computed in.
    """
    pitch = Fraction(before, after) if scale is None else 1 / scale
    if mode in ("nearest", "nearest-exact"):
        shift = HALF if mode == "nearest-exact" else Fraction(0)
        doubled = by_size_if_doubled and not shift and after in (before, 2 * before)
        if scale is None or doubled:
            pitch = Fraction(before, after)
            places = [math.floor((d + shift) * pitch) for d in range(after)]
        else:
            step = real(1 / float(scale))
            products = [real(real(d + float(shift)) * step) for d in range(after)]
            places = [math.floor(np.float32(product)) for product in products]
        return [{min(place, before - 1): Fraction(1)} for place in places]
    if mode == "area":
        return [window_row(d, before, after) for d in range(after)]
    if align_corners:
        pitch = Fraction(before - 1, after - 1) if after > 1 else Fraction(0)
    linear = mode in ("linear", "bilinear")
    if antialias:
        kernel, reach = (triangle, 1) if linear else (keys(Fraction(-1, 2)), 2)
        return [pytorch_smooth_row(d, before, pitch, kernel, reach) for d in range(after)]
    kernel, reach = (triangle, 1) if linear else (keys(Fraction(-3, 4)), 2)
    points = [d * pitch if align_corners else (d + HALF) * pitch - HALF for d in range(after)]
    return [onnx_row(x, before, kernel, reach, Fraction(1), False) for x in points]


def window_row(d: int, before: int, after: int) -> Row:
    first, last = (
        math.floor(Fraction(d * before, after)),
        math.ceil(Fraction((d + 1) * before, after)),
    )
    return {i: Fraction(1, last - first) for i in range(first, last)}


def as_matrix(rows: Sequence[Row], before: int) -> np.ndarray:
    """Return the rows as a dense matrix of floats."""
    matrix = np.zeros((len(rows), before))
    for d, row in enumerate(rows):
        for i, weight in row.items():
            matrix[d, i] = float(weight)
    return matrix


def resampled(x: np.ndarray, axes: Sequence[Sequence[Row]]) -> np.ndarray:
    """Apply the rows of every trailing axis of (N, C, …), output by output."""
    result = np.zeros((*x.shape[:2], *(len(rows) for rows in axes)))
    for output in itertools.product(*(range(size) for size in result.shape)):
        reads = [rows[d].items() for rows, d in zip(axes, output[2:], strict=True)]
        total = 0.0
        for entry in itertools.product(*reads):
            cell = output[:2] + tuple(i for i, _ in entry)
            total += math.prod(float(weight) for _, weight in entry) * x[cell]
        result[output] = total
    return result
