"""How far one picture is from another.

References
----------
Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural
similarity", IEEE Transactions on Image Processing 13(4), 2004 (SSIM, section III).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, finite_number, number_array

SSIM_WINDOW = 11
"""Pixels along an axis of the window in which SSIM compares, and the least that a picture has."""
SSIM_SIGMA = 1.5
SSIM_K1 = 0.01
SSIM_K2 = 0.03
_PIECE = 32
"""Windows that are computed at once along an axis: what they need stays in the cache."""

MAX_RANGE = 1e100
"""Largest distance from dark to light; squares of it are still finite, and of its inverse not 0."""


def difference(reference: ArrayLike, picture: ArrayLike) -> Array:
    """Return ``picture - reference``: positive where the picture is too light.

    Parameters
    ----------
    reference, picture : array_like, shape (H, W) or (C, H, W)

    Returns
    -------
    ndarray of float64, of the same shape

    Raises
    ------
    ParameterError
        If the two have different shapes, or are no pictures.
    """
    wanted, given = _pair(reference, picture)
    deviation: Array = given - wanted
    return deviation


def mse(reference: ArrayLike, picture: ArrayLike) -> float:
    """Return the mean of the squared differences.

    Parameters
    ----------
    reference, picture : array_like, shape (H, W) or (C, H, W)

    Raises
    ------
    ParameterError
        If the two have different shapes, or are no pictures.
    """
    return float(np.mean(difference(reference, picture) ** 2))


def psnr(reference: ArrayLike, picture: ArrayLike, data_range: float = 1.0) -> float:
    """Return the peak signal-to-noise ratio, ``10 log10(data_range² / MSE)``, in decibels.

    Parameters
    ----------
    reference, picture : array_like, shape (H, W) or (C, H, W)
    data_range : float
        Distance from the darkest to the lightest value there can be: 1 for pictures from 0 to 1,
        255 for bytes. It is not measured in the pictures.

    Returns
    -------
    float
        Infinity for equal pictures.

    Raises
    ------
    ParameterError
        If the two have different shapes, are no pictures, or `data_range` is out of range.
    """
    peak = _range(data_range)
    error = mse(reference, picture)
    return math.inf if error == 0 else 20 * math.log10(peak) - 10 * math.log10(error)


def ssim(reference: ArrayLike, picture: ArrayLike, data_range: float = 1.0) -> float:
    """Return the mean structural similarity, from -1 to 1.

    Means, variances and the covariance are weighed by a Gaussian window of 11 × 11 pixels with
    standard deviation 1.5 that sums to one, at every place where it lies wholly inside. Of
    several channels the mean is taken. The picture is not reduced first.

    Parameters
    ----------
    reference, picture : array_like, shape (H, W) or (C, H, W)
        H and W at least 11.
    data_range : float
        Distance from the darkest to the lightest value there can be, L in the paper: it scales
        the constants ``C1 = (0.01 L)²`` and ``C2 = (0.03 L)²``.

    Returns
    -------
    float
        One for equal pictures.

    Raises
    ------
    ParameterError
        If the two have different shapes, are no pictures or too small, or `data_range` is out
        of range.
    """
    scale = _range(data_range)
    a, b = _pair(reference, picture)
    if min(a.shape[-2:]) < SSIM_WINDOW:
        raise ParameterError(
            f"reference must be at least {SSIM_WINDOW} × {SSIM_WINDOW} for SSIM, "
            f"got shape {a.shape}"
        )
    c1, c2 = (SSIM_K1 * scale) ** 2, (SSIM_K2 * scale) ** 2
    planes = zip(*(values.reshape(-1, *values.shape[-2:]) for values in (a, b)), strict=True)
    similar = [_similarity(x, y, c1, c2).sum() for one in planes for x, y in _strips(*one)]
    places = math.prod(a.shape[:-2]) * math.prod(n - SSIM_WINDOW + 1 for n in a.shape[-2:])
    return float(sum(similar) / places)


def _strips(a: Array, b: Array) -> Iterator[tuple[Array, Array]]:
    """Go through a few rows of windows at a time, which stay in the processor's cache."""
    for rows in _pieces(len(a)):
        yield a[rows], b[rows]


def _similarity(a: Array, b: Array, c1: float, c2: float) -> Array:
    """Return the structural similarity at every place where the window lies wholly inside."""
    # The two variances are only ever added: one mean of squares does for both.
    mean_a, mean_b, squares, product = _weighed(np.stack([a, b, a * a + b * b, a * b]))
    means, squared_means = mean_a * mean_b, mean_a**2 + mean_b**2
    luminance = (2 * means + c1) / (squared_means + c1)
    structure = (2 * (product - means) + c2) / (squares - squared_means + c2)
    similarity: Array = luminance * structure
    return similarity


def _weighed(planes: Array) -> Array:
    """Take the mean of planes (4, H, W) under the Gaussian window, at every place of it.

    One axis after the other is multiplied by a matrix with a window in each row; along the wide
    axis a piece at a time, since most of a large one would be zeros.
    """
    count, height, width = planes.shape
    down = (_windows(height - SSIM_WINDOW + 1) @ planes).reshape(-1, width)
    across = np.empty((len(down), width - SSIM_WINDOW + 1))
    for one in _pieces(width):
        places = slice(one.start, one.stop - SSIM_WINDOW + 1)
        np.matmul(down[:, one], _windows(places.stop - places.start).T, out=across[:, places])
    return across.reshape(count, -1, across.shape[1])


def _pieces(length: int) -> Iterator[slice]:
    """Go along an axis in pieces that hold the same number of windows, the last perhaps fewer."""
    for start in range(0, length - SSIM_WINDOW + 1, _PIECE):
        yield slice(start, min(length, start + _PIECE + SSIM_WINDOW - 1))


@cache
def _windows(count: int) -> Array:
    """Return a matrix (count, count + 10) whose rows are the window, each one pixel further."""
    half = SSIM_WINDOW // 2
    weights = np.exp(-0.5 * (np.arange(-half, half + 1) / SSIM_SIGMA) ** 2)
    weights /= weights.sum()
    rows = [np.eye(count, count + 2 * half, place) * weight for place, weight in enumerate(weights)]
    matrix: Array = np.sum(rows, axis=0)
    return matrix


class Overshoot(NamedTuple):
    """How far values lie outside a range, both zero or more."""

    below: float
    above: float


def overshoot(input_picture: ArrayLike, output_picture: ArrayLike) -> Overshoot:
    """Return how far an output leaves the range of the input that it was made from.

    Interpolation with negative weights (bicubic, Lanczos) makes values darker than the darkest
    and lighter than the lightest: halos along edges.

    Parameters
    ----------
    input_picture, output_picture : array_like, shape (H, W) or (C, H, W)
        Their sizes may differ.

    Returns
    -------
    Overshoot
        `below` the smallest and `above` the largest value of the input, in its units.

    Raises
    ------
    ParameterError
        If an argument is no picture.
    """
    before, after = (
        _picture("input_picture", input_picture),
        _picture("output_picture", output_picture),
    )
    below = max(0.0, float(before.min() - after.min()))
    above = max(0.0, float(after.max() - before.max()))
    return Overshoot(below, above)


def _picture(name: str, picture: ArrayLike) -> Array:
    return number_array(name, picture, (2, 3)).astype(np.float64, copy=False)


def _pair(reference: ArrayLike, picture: ArrayLike) -> tuple[Array, Array]:
    first, second = _picture("reference", reference), _picture("picture", picture)
    if first.shape != second.shape:
        raise ParameterError(
            f"picture must have the shape of reference, {first.shape}, got {second.shape}"
        )
    return first, second


def _range(value: Any) -> float:
    number = finite_number("data_range", value)
    if not 1 / MAX_RANGE <= number <= MAX_RANGE:
        raise ParameterError(
            f"data_range must be from {1 / MAX_RANGE:g} to {MAX_RANGE:g}, got {number:g}"
        )
    return number
