"""What a method does to the simplest pictures: to one that is all white, and to a ramp.

The answers are measured away from the borders, on a run of the method itself, so that methods whose
weights come from the picture are measured like all others. A trained network has curves of its own
for light and dark, which must not be taken for a shift: it is shown a ramp and its mirror image.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np

from upsample_core.checks import Array
from upsample_core.methods import Method, for_picture, has_weights, keeps_size
from upsample_core.runs.trace import run

_ROUNDING = 1e-9
_STRAIGHT = 0.02
"""How far from a ramp what was made of it may be, in units of white, to tell of places."""
_SIDE = 24
"""Pixels along an axis of the pictures: enough for a middle that no border reaches."""


class Probe(NamedTuple):
    """How a method answers white, and a ramp.

    Attributes
    ----------
    gain : float
        The mean answer to white.
    phase_difference : float or None
        The largest difference of two answers to white, in units of white where the method has no
        weights and of the gain where it has: 0 where white stays flat, 1 where some pixels stay
        black. None where chance takes part.
    offset : float or None
        By how many pixels of the output a ramp is moved, positive to the right or down; the larger
        of both axes. None where the method reduces by itself and knows the places, where chance
        takes part, and where a ramp does not come back as one.
    """

    gain: float
    phase_difference: float | None
    offset: float | None


class Enlarger(Hashable, Protocol):
    """What enlarges a grey picture and is no method: a trained network."""

    @property
    def factors(self) -> tuple[int, ...]:
        """How many times it can enlarge."""
        ...

    @property
    def noisy(self) -> bool:
        """Whether it is given noise, so that another seed gives another answer."""
        ...

    @property
    def parameters(self) -> int:
        """How many numbers were learned."""
        ...

    def multiplications(self, factor: int) -> float:
        """Return how often an output pixel is multiplied for."""
        ...

    def enlarge(self, small: Array, factor: int, seed: int) -> Array:
        """Enlarge one channel, (h, w) from 0 to 1, to (factor * h, factor * w)."""
        ...


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


@lru_cache(maxsize=32)
def probe_trained(enlarger: Enlarger, factor: int, corner: bool) -> Probe:
    """Measure a trained network, which takes samples to lie in the middle of their blocks.

    Parameters
    ----------
    enlarger : Enlarger
    factor : int
        One of its factors.
    corner : bool
        Where the samples lie: on the first output pixel of their block, or in the middle of it.
    """
    if enlarger.noisy:
        return Probe(1.0, None, None)
    white = _middle(enlarger.enlarge(np.ones((_SIDE, _SIDE)), factor, 0))
    moved = [_mirrored_shift(enlarger, factor, axis) for axis in (0, 1)]
    known = [shift for shift in moved if shift is not None]
    offset = None
    if len(known) == len(moved):
        offset = _cleared(max(known, key=abs) + ((factor - 1) / 2 if corner else 0))
    return Probe(float(white.mean()), _cleared(float(np.ptp(white))), offset)


def _mirrored_shift(enlarger: Enlarger, factor: int, axis: int) -> float | None:
    """Return by how much a network moves a ramp along an axis; None where no ramp comes of it.

    What it makes of the mirror image, mirrored back, is moved the other way, and is as light and
    dark; so half the difference, over the slope, is the shift alone.
    """
    ramp = np.indices((_SIDE, _SIDE))[axis] / (_SIDE - 1)
    said = _middle(enlarger.enlarge(ramp, factor, 0))
    back = _middle(np.flip(enlarger.enlarge(np.flip(ramp, axis), factor, 0), axis))
    lines = np.indices(said.shape)[axis] / (factor * (_SIDE - 1))
    if np.std(said - lines) > _STRAIGHT:
        return None
    slope = float(np.diff(said + back, axis=axis).mean()) / 2
    return float((back - said).mean()) / (2 * slope)


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
    """Return the middle of what a method makes of one channel."""
    return _middle(run(method, grid[None])[0])


def _middle(output: Array) -> Array:
    """Return the middle of a grid: whole blocks, far from borders."""
    middle: Array = output[tuple(slice(side // 4, side - side // 4) for side in output.shape)]
    return middle
