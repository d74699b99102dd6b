"""A wave of which every S-th cell is kept: the wave that one then sees, and where it comes from.

References
----------
Shannon, "Communication in the presence of noise", Proceedings of the IRE 37(1), 1949, theorem 1.
Oppenheim and Schafer, "Discrete-time signal processing", 3rd edition, section 4.2.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from upsample_core.checks import (
    Array,
    ParameterError,
    finite_number,
    one_of,
    whole_number,
)
from upsample_core.inputs.kernel_presets import blur_kernel

BEFORE = ("nothing", "mean", "triangle")
"""What may happen to a wave before every S-th cell is kept; see `sample_wave`."""

CELLS = 41
"""Cells of a wave that are drawn."""

_POINTS_A_CELL = 16
_CURVE = 501
_ROUNDING = 1e-12


class SampledWave(NamedTuple):
    """A wave, what is kept of it, and the slowest wave through what is kept.

    Attributes
    ----------
    positions, wave, seen : ndarray, shape (M,)
        The wave and the wave that is seen, at positions in cells.
    cells, cell_values : ndarray, shape (N,)
        The cells of the signal.
    places, kept : ndarray, shape (N',)
        Where the kept values stand, in cells, and what they are.
    frequency : float
        Of the wave that is seen, in cycles per kept cell, from 0 to 0.5.
    strength : float
        How strong it is, of 1.
    """

    positions: Array
    wave: Array
    seen: Array
    cells: Array
    cell_values: Array
    places: Array
    kept: Array
    frequency: float
    strength: float


class Folding(NamedTuple):
    """Where every wave is seen once every S-th cell is kept.

    Attributes
    ----------
    frequencies : ndarray, shape (M,)
        In cycles per cell, from 0 to 0.5.
    seen : ndarray, shape (M,)
        In cycles per kept cell, from 0 to 0.5.
    strengths : ndarray, shape (M,)
        How strong each wave is then, of 1.
    """

    frequencies: Array
    seen: Array
    strengths: Array


def seen_frequency(frequency: float, stride: int) -> float:
    """Return how fast a wave seems to be once every S-th cell is kept.

    Parameters
    ----------
    frequency : float
        From 0 to 0.5 cycles per cell.
    stride : int
        S.

    Returns
    -------
    float
        From 0 to 0.5 cycles per kept cell: the distance from ``frequency * stride`` to the nearest
        whole number, since whole turns between two kept cells cannot be seen.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Examples
    --------
    >>> seen_frequency(0.125, 2), seen_frequency(0.375, 2), seen_frequency(0.5, 2)
    (0.25, 0.25, 0.0)
    """
    turns = _frequency(frequency) * whole_number("stride", stride)
    return abs(turns - round(turns))


def lasting_waves(stride: int) -> float:
    """Return the frequency up to which a wave stays what it is: 1 / (2S) cycles per cell.

    Raises
    ------
    ParameterError
        If `stride` is no positive whole number.
    """
    return 1 / (2 * whole_number("stride", stride))


def vanishing_waves(stride: int) -> tuple[float, ...]:
    """Return the waves of which a constant remains once every S-th cell is kept, in cycles a cell.

    Raises
    ------
    ParameterError
        If `stride` is no positive whole number.

    Examples
    --------
    >>> vanishing_waves(4)
    (0.25, 0.5)
    """
    step = whole_number("stride", stride)
    return tuple(turns / step for turns in range(1, step // 2 + 1))


def sample_wave(frequency: float, stride: int, before: str = "nothing") -> SampledWave:
    """Keep every S-th cell of a wave, or of what an average makes of it.

    Parameters
    ----------
    frequency : float
        From 0 to 0.5 cycles per cell.
    stride : int
        S.
    before : {"nothing", "mean", "triangle"}
        Nothing; the mean of S cells, which with what follows is average pooling; or a triangle of
        2S - 1 taps, as `blur_kernel` has it.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    turns, step = _frequency(frequency), whole_number("stride", stride)
    taps, offsets = _taps(before, step)
    cells = np.arange(CELLS)
    # The window of a kept value begins in the signal; a mean is seen where its window has its
    # middle, and a window that would leave the signal is left out.
    middle = float(offsets.mean())
    starts = np.arange(0, CELLS - int(offsets.max()), step)
    windows = np.cos(2 * np.pi * turns * np.add.outer(starts, offsets))
    places = starts + middle
    strength = float(_strengths(np.array([turns]), taps, offsets)[0])
    # Between two kept cells the wave turns `turns * step` times, of which whole turns are not seen.
    slow = (turns * step - round(turns * step)) / step
    positions = np.linspace(0, CELLS - 1, (CELLS - 1) * _POINTS_A_CELL + 1)
    angles = 2 * np.pi * (slow * (positions - middle) + turns * middle)
    return SampledWave(
        positions,
        np.cos(2 * np.pi * turns * positions),
        strength * np.cos(angles),
        cells,
        np.cos(2 * np.pi * turns * cells),
        places,
        windows @ taps,
        seen_frequency(frequency, stride),
        abs(strength),
    )


def folding(stride: int, before: str = "nothing") -> Folding:
    """Return where every wave is seen once every S-th cell is kept, and how strong.

    Parameters
    ----------
    stride : int
    before : str
        As for `sample_wave`.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    step = whole_number("stride", stride)
    frequencies = np.linspace(0, 0.5, _CURVE)
    turns = frequencies * step
    strengths = np.abs(_strengths(frequencies, *_taps(before, step)))
    return Folding(frequencies, np.abs(turns - np.rint(turns)), strengths)


def _taps(before: str, stride: int) -> tuple[Array, Array]:
    """Return weights, and the cells that they meet, counted from the cell that is kept."""
    if one_of("before", before, BEFORE) == "nothing":
        return np.ones(1), np.zeros(1)
    if before == "mean":
        return np.full(stride, 1 / stride), np.arange(stride, dtype=float)
    return blur_kernel(stride), np.arange(1 - stride, stride, dtype=float)


def _strengths(frequencies: Array, taps: Array, offsets: Array) -> Array:
    """Return what symmetric taps multiply waves by, at the middle of their window."""
    angles = 2 * np.pi * np.multiply.outer(frequencies, offsets - offsets.mean())
    strengths = np.cos(angles) @ taps
    strengths[np.abs(strengths) < _ROUNDING] = 0
    return np.asarray(strengths)


def _frequency(frequency: float) -> float:
    value = finite_number("frequency", frequency)
    if not 0 <= value <= 0.5:
        raise ParameterError(f"frequency must be from 0 to 0.5 cycles per cell, got {value:g}")
    return value


def repeat_length(frequency: float) -> float:
    """Return after how many cells a wave repeats; infinity for a constant.

    Parameters
    ----------
    frequency : float
        From 0 to 0.5 cycles per cell.

    Raises
    ------
    ParameterError
        If `frequency` is out of range.

    Examples
    --------
    >>> repeat_length(0.25), repeat_length(0)
    (4.0, inf)
    """
    turns = _frequency(frequency)
    return 1 / turns if turns else math.inf
