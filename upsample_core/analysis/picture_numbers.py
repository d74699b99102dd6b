"""Pictures as whole numbers: what a screen needs of them, in few bytes, and how sizes compare.

A viewer that is given numbers can say what a pixel holds; one that is given colours can not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.analysis.spectrum import log_spectrum

Values = NDArray[Any]
Window = tuple[float, float]

LEVELS = 500
"""Steps between black and white, at least, in which numbers are kept: finer than a screen's."""
MOST_EXACT = 2**20
"""Of more numbers than this only the levels that a screen can show are kept."""
_SIMPLE = 8


@dataclass(frozen=True)
class Steps:
    """How numbers are rounded.

    Attributes
    ----------
    step : float
        Numbers are kept as whole multiples of it.
    digits : int
        Decimals that are written.
    about : bool
        Whether the last decimal may be off by one.
    """

    step: float
    digits: int
    about: bool = False


def steps_for(values: Values, window: Window) -> Steps:
    """Return how the numbers of a picture are rounded.

    Counts stay whole, and 8-bit levels stay what they are; other numbers are rounded to decimals,
    at least `LEVELS` steps from black to white, or to as many levels as a screen has where there
    are more than `MOST_EXACT` of them.

    Parameters
    ----------
    values : ndarray, shape (H, W) or (C, H, W)
    window : pair of float
        The values that are drawn black and white.
    """
    if values.dtype.kind in "iu":
        return Steps(1.0, 0)
    low, high = window
    if (low, high) == (0, 1) and _is_eight_bit(values[..., :1, :]) and _is_eight_bit(values):
        return Steps(1 / 255, 3)
    # No more than 2^26 steps, of which differences of differences still fit 32 bits.
    coarsest = float(np.abs(values).max()) * 10 * 2.0**-26
    if values.size > MOST_EXACT:
        step = max((high - low) / 255, coarsest, 1e-12)
        return Steps(step, max(0, floor(-log10(step))), about=True)
    finest = max((high - low) / LEVELS, coarsest, 1e-12)
    if finest >= 1:
        return Steps(10.0 ** floor(log10(finest)), 0)
    digits = ceil(-log10(finest))
    return Steps(10.0**-digits, digits)


def _is_eight_bit(values: Values) -> bool:
    levels = values * values.dtype.type(255)
    return bool(np.abs(levels - np.rint(levels)).max() < 1e-4)


def packed(values: Values, step: float) -> tuple[int, bytes]:
    """Write a picture as differences of neighbours, which are small and compress well.

    Numbers are divided by `step` and rounded; of three channels the first and the last become what
    they have more than the second; each number is replaced by its difference d from the one before
    it, in C order, and d by 2d, or -2d - 1 where it is negative.

    Parameters
    ----------
    values : ndarray, shape (H, W) or (C, H, W)
    step : float
        As `steps_for` gives it.

    Returns
    -------
    depth : int
        How many bytes a number takes.
    planes : bytes
        The lowest byte of every number, then the next of every number, and so on.
    """
    steps = np.rint(values / values.dtype.type(step))
    # Small numbers are quicker to pack as such.
    kind = np.int16 if np.abs(steps).max() < 2**12 else np.int32
    steps = steps.astype(kind)
    if steps.ndim == 3 and steps.shape[0] == 3:
        steps[0] -= steps[1]
        steps[2] -= steps[1]
    differences = np.diff(steps.ravel(), prepend=kind(0))
    size = differences.itemsize
    folded = ((differences << 1) ^ (differences >> (8 * size - 1))).view(f"<u{size}")
    depth = max(1, -(-int(folded.max()).bit_length() // 8))
    by_byte = folded.view(np.uint8).reshape(-1, size)
    return depth, b"".join(by_byte[:, plane].tobytes() for plane in range(depth))


def film(frames: Values) -> bytes:
    """Write pictures that follow one another as levels of a screen, each as what has changed.

    Parameters
    ----------
    frames : ndarray, shape (M, H, W)
        From 0 to 1; what lies beyond is clipped.

    Returns
    -------
    bytes
        M · H · W of them, in C order: the levels of the first frame, then differences to the frame
        before, modulo 256.
    """
    levels = np.rint(255 * np.clip(frames, 0, 1)).astype(np.uint8)
    changes = levels.copy()
    changes[1:] -= levels[:-1]
    packed: bytes = changes.tobytes()
    return packed


def span(whole: int, size: int) -> Fraction:
    """Return how many of `whole` pixels one of `size` pixels spans, as a simple ratio.

    Borders may take a pixel from a size, or add one: 256 → 511 is a factor of two.
    """
    ratio = Fraction(whole, size)
    if abs(whole - size * round(ratio)) <= 1:
        return Fraction(round(ratio))
    return ratio if ratio.denominator <= _SIMPLE else ratio.limit_denominator(_SIMPLE)


def levels_of(counts: Values) -> list[int]:
    """Return the different counts of a map (H, W), ascending."""
    return [int(count) for count in np.flatnonzero(np.bincount(counts.ravel()))]


@dataclass(frozen=True, eq=False)
class CoarseSpectrum:
    """A log spectrum, no larger than a side.

    Attributes
    ----------
    values : ndarray, shape (H, W)
        The largest of each block of frequencies, so that single bright ones stay.
    block : int
        Frequencies along an axis of a block.
    frequencies : pair of pairs of float
        Along each axis the frequency in the middle of the first block, and from one to the next,
        in cycles per pixel.
    window : pair of float
        From where almost nothing lies below, to the largest.
    """

    values: NDArray[np.float64]
    block: int
    frequencies: tuple[tuple[float, float], tuple[float, float]]
    window: Window


def coarse_spectrum(picture: Values, side: int) -> CoarseSpectrum:
    """Return the log spectrum of a picture (H, W) or of the mean of its channels (C, H, W).

    Parameters
    ----------
    picture : ndarray
    side : int
        The longest side of the result.
    """
    spectrum = log_spectrum(picture.mean(axis=0) if picture.ndim == 3 else picture)
    block = -(-max(spectrum.shape) // side)
    rows, columns = (size // block for size in spectrum.shape)
    blocks = spectrum[: rows * block, : columns * block].reshape(rows, block, columns, block)
    values = blocks.max(axis=(1, 3))
    down, across = ((((block - 1) / 2 - size // 2) / size, block / size) for size in spectrum.shape)
    window = (float(np.percentile(values, 1)), float(values.max()))
    return CoarseSpectrum(values, block, (down, across), window)
