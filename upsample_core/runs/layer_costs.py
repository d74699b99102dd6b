"""What a method costs whatever the picture: weights to learn, and multiplications."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import NamedTuple

import numpy as np

from upsample_core.linear_map import LinearMap
from upsample_core.methods import Method, for_picture, has_weights
from upsample_core.runs.trace import Trace, trace

_SIDE = 16
"""Pixels along an axis of the grid on which is counted: enough for a middle."""


class Costs(NamedTuple):
    """What enlarging costs, for one channel of input and one of output.

    Attributes
    ----------
    parameters : int
        Weights to learn.
    multiplications : float
        An output pixel's.
    """

    parameters: int
    multiplications: float


def costs_of(method: Method) -> Costs:
    """Return what a method costs."""
    return Costs(parameter_count(method), multiplications_per_pixel(method))


def parameter_count(method: Method) -> int:
    """Return how many weights a method has for one channel of input and one of output."""
    kernel = _traced(for_picture(method, _SIDE, _SIDE)).kernel
    return int(kernel.size) if kernel is not None and has_weights(method.definition) else 0


def multiplications_per_pixel(method: Method) -> float:
    """Return how many multiplications an output pixel takes, away from the borders, on average.

    Counted for one channel of input and one of output, weight by weight; formulas that two axes
    could share are not made use of. Weights of a formula that are 0 or 1 multiply nothing, and what
    it takes to find weights that depend on the picture is not counted.
    """
    seen = _traced(for_picture(method, _SIDE, _SIDE))
    # Nobody builds a grid with inserted zeros: there the entries of the whole count.
    built = seen.stage is not None and seen.stage.kinds is None
    learned = has_weights(method.definition)
    maps = seen.steps if built else (seen.map,)
    pixels = prod(size - 2 * (size // 4) for size in seen.output.shape)
    return float(sum(_products(each, learned) for each in maps) / pixels)


def _products(linear_map: LinearMap, learned: bool) -> int:
    """Count the entries that multiply, in the middle of the output."""
    weights = linear_map.weights
    multiplies = (weights != 0) & (np.abs(weights - 1) > 1e-12)
    if learned and linear_map.taps is not None:
        multiplies = np.ones(weights.size, bool)  # any weight may be learned there
    counts = np.bincount(linear_map.rows()[multiplies], minlength=linear_map.shape[0])
    grid = counts.reshape(linear_map.output_shape)
    down, across = (_middle(side) for side in grid.shape[-2:])
    return int(grid[..., down, across].sum())


def _middle(size: int) -> slice:
    return slice(size // 4, size - size // 4)


@lru_cache(maxsize=256)
def _traced(method: Method) -> Trace:
    """Trace a method on noise, which leaves no weight out that a picture may need."""
    return trace(method, np.random.default_rng(0).random(method.input_shape))
