"""Untrained generators: stacks of random layers, whose patterns come from the architecture alone.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (artifacts
before training). He et al., "Delving deep into rectifiers", 2015 (the scale of the weights).
Radford, Metz and Chintala, "Unsupervised representation learning with deep convolutional
generative adversarial networks", 2016 (the shape of such a stack).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, one_of, whole_number
from upsample_core.lessons.layers import equal_sub_pixel, resize_convolution, sub_pixel
from upsample_core.operations.transposed_convolution import conv_transpose2d

CHANNELS = 8
SIDE = 8
STRIDE = 2
MAX_DEPTH = 4

_COLOURS = 3
_CLIPPED = 2.5


def generate(
    method: str, depth: int = 3, seed: int = 0, start: str = "noise", resized: int = 0
) -> Array:
    """Return what an untrained generator makes of random numbers.

    Every layer doubles the size; between them stands a ReLU. Weights are drawn from a normal
    distribution whose variance keeps the values in scale. Nothing is trained.

    Parameters
    ----------
    method : str
        How each layer enlarges, one of `GENERATORS`.
    depth : int
        Number of layers, from 1 to `MAX_DEPTH`.
    seed : int
        Decides the weights and the input.
    start : {"noise", "constant"}
        The input: 8 × 8 cells of independent random numbers in each channel, or one random number
        for each channel.
    resized : int
        So many of the first layers enlarge by nearest-neighbour resize and convolution instead.

    Returns
    -------
    ndarray, shape (3, 8 * 2**depth, 8 * 2**depth)

    Raises
    ------
    ParameterError
        If a name is unknown or a number out of range.
    """
    layer = GENERATORS[one_of("method", method, tuple(GENERATORS))]
    layers = whole_number("depth", depth, maximum=MAX_DEPTH)
    first = whole_number("resized", resized, minimum=0, maximum=layers)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    side = SIDE if one_of("start", start, ("noise", "constant")) == "noise" else 1
    drawn = source.normal(size=(1, CHANNELS, side, side))
    values: Array = np.broadcast_to(drawn, (1, CHANNELS, SIDE, SIDE))
    for number in range(1, layers + 1):
        channels = CHANNELS if number < layers else _COLOURS
        enlarge = GENERATORS["nearest"] if number <= first else layer
        values = enlarge(values, channels, source)
        if number < layers:
            values = np.maximum(values, 0)
    return np.asarray(values[0])


def generator_score(picture: Array, depth: int) -> float:
    """Return the artifact score of what a generator of `depth` layers made.

    Its copies stand at multiples of 1/2**depth. The input has nothing there, so that no reference
    is needed.
    """
    return artifact_score(picture, STRIDE**depth)


def pattern_period(depth: int, resized: int = 0) -> int:
    """Return after how many pixels the pattern of a generator's layers repeats, at most.

    Layers that resize make none of a constant, and the others enlarge what those before them made.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> pattern_period(3), pattern_period(3, resized=2)
    (8, 2)
    """
    layers = whole_number("depth", depth, maximum=MAX_DEPTH)
    first = whole_number("resized", resized, minimum=0, maximum=layers)
    return int(STRIDE ** (layers - first))


def as_colours(picture: Array) -> Array:
    """Bring values to 0 … 1: the mean to a half, two and a half deviations to the ends."""
    spread = float(picture.std()) or 1.0
    colours: Array = 0.5 + (picture - picture.mean()) / (2 * _CLIPPED * spread)
    return np.clip(colours, 0, 1)


def _drawn(source: np.random.Generator, shape: tuple[int, ...], reached: float) -> Array:
    """Draw weights for a layer in which `reached` inputs add up to one output."""
    return np.asarray(source.normal(size=shape) * math.sqrt(2 / reached))


def _transposed(kernel_size: int) -> Callable[[Array, int, np.random.Generator], Array]:
    def layer(x: Array, channels: int, source: np.random.Generator) -> Array:
        shape = (x.shape[1], channels, kernel_size, kernel_size)
        weight = _drawn(source, shape, x.shape[1] * (kernel_size / STRIDE) ** 2)
        enlarged = conv_transpose2d(x, weight, STRIDE)
        # Twice the size exactly; the smaller half of what is too much goes at the beginning.
        first = (kernel_size - STRIDE) // 2
        height, width = (STRIDE * size for size in x.shape[2:])
        return np.asarray(enlarged[:, :, first : first + height, first : first + width])

    return layer


def _sub_pixel(x: Array, channels: int, source: np.random.Generator) -> Array:
    return sub_pixel(x, _filters(x, channels * STRIDE**2, source), STRIDE)


def _icnr(x: Array, channels: int, source: np.random.Generator) -> Array:
    return equal_sub_pixel(x, _filters(x, channels, source), STRIDE)


def _nearest(x: Array, channels: int, source: np.random.Generator) -> Array:
    return resize_convolution(x, _filters(x, channels, source), STRIDE, "nearest")


def _bilinear(x: Array, channels: int, source: np.random.Generator) -> Array:
    return resize_convolution(x, _filters(x, channels, source), STRIDE, "bilinear")


def _filters(x: Array, count: int, source: np.random.Generator) -> Array:
    """Draw filters of 3 × 3 for all channels of x, shape (count, C, 3, 3)."""
    return _drawn(source, (count, x.shape[1], 3, 3), x.shape[1] * 9)


GENERATORS: dict[str, Callable[[Array, int, np.random.Generator], Array]] = {
    "transposed_3": _transposed(3),
    "transposed_4": _transposed(4),
    "transposed_5": _transposed(5),
    "sub_pixel": _sub_pixel,
    "icnr": _icnr,
    "nearest": _nearest,
    "bilinear": _bilinear,
}
"""How the layers of a generator enlarge, by name."""
