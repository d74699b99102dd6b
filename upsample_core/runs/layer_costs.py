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
    return _costs(for_picture(method, _SIDE, _SIDE))


def parameter_count(method: Method) -> int:
    """Return how many weights a method has for one channel of input and one of output."""
    return costs_of(method).parameters


def multiplications_per_pixel(method: Method) -> float:
    """Return how many multiplications an output pixel takes, away from the borders, on average.

    Counted for one channel of input and one of output, weight by weight; formulas that two axes
    could share are not made use of. Weights of a formula that are 0 or 1 multiply nothing, and what
    it takes to find weights that depend on the picture is not counted.
    """
    return costs_of(method).multiplications


@lru_cache(maxsize=256)
def _costs(method: Method) -> Costs:
    """Count on noise, which leaves no weight out that a picture may need.

    What is counted is let go of: at eight times a matrix may have four million entries.
    """
    seen = trace(method, np.random.default_rng(0).random(method.input_shape))
    learned = has_weights(method.definition)
    parameters = int(seen.kernel.size) if seen.kernel is not None and learned else 0
    return Costs(parameters, _multiplications(seen, learned))


def _multiplications(seen: Trace, learned: bool) -> float:
    # Nobody builds a grid with inserted zeros: there the entries of the whole count.
    built = seen.stage is not None and seen.stage.kinds is None
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
