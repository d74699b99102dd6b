"""What a method does to the simplest pictures: to one that is all white, and to a ramp.

The answers are measured away from the borders, on a run of the method itself, so that methods whose
weights come from the picture are measured like all others.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array
from upsample_core.methods import Method, for_picture, has_weights, keeps_size
from upsample_core.runs.trace import run

_ROUNDING = 1e-9
_SIDE = 24
"""Pixels along an axis of the pictures: enough for a middle that no border reaches."""


class Probe(NamedTuple):
    """How a method answers white, and a ramp.

    Attributes
    ----------
    gain : float
        The mean answer to white.
    phase_difference : float
        The largest difference of two answers to white, in units of white where the method has no
        weights and of the gain where it has: 0 where white stays flat, 1 where some pixels stay
        black.
    offset : float or None
        By how many pixels of the output a ramp is moved, positive to the right or down; the larger
        of both axes. None where the method reduces by itself and knows the places.
    """

    gain: float
    phase_difference: float
    offset: float | None


def probe(method: Method, factor: int, corner: bool) -> Probe:
    """Measure a method that enlarges `factor` times.

    Parameters
    ----------
    method : Method
        Of two axes, for a picture of any size.
    factor : int
    corner : bool
        Where the samples lie: on the first output pixel of their block, or in the middle of it.
    """
    return _probe(for_picture(method, _SIDE, _SIDE), factor, corner)


@lru_cache(maxsize=256)
def _probe(method: Method, factor: int, corner: bool) -> Probe:
    white = _answer(method, np.ones((_SIDE, _SIDE)))
    gain = float(white.mean())
    unit = gain if has_weights(method.definition) else 1.0
    difference = float(np.ptp(white)) / unit
    if keeps_size(method.definition):
        return Probe(gain, _cleared(difference), None)
    places = factor * np.arange(_SIDE) + (0 if corner else (factor - 1) / 2)
    ramp = np.tile(places, (_SIDE, 1))
    moved = [_moved(_answer(method, ramp), white), _moved(_answer(method, ramp.T).T, white.T)]
    return Probe(gain, _cleared(difference), _cleared(max(moved, key=abs)))


def _cleared(value: float) -> float:
    """Return a value, or 0 where it is only rounding."""
    return value if abs(value) > _ROUNDING else 0.0


def _moved(said: Array, white: Array) -> float:
    """Return how far a ramp of places is moved to the right: where it is, less where it was.

    A pixel counts by how much of white it has: one that stays black says nothing of places.
    """
    first = said.shape[1] // 2  # the middle half begins after a quarter of the whole
    here = first + np.arange(said.shape[1])
    return float(((here * white) - said).mean() / white.mean())


def _answer(method: Method, grid: Array) -> Array:
    """Return the middle of what a method makes of one channel: whole blocks, far from borders."""
    output = run(method, grid[None])[0]
    answer: Array = output[tuple(slice(side // 4, side - side // 4) for side in output.shape)]
    return answer
