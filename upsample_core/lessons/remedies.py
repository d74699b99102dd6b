"""Ways to enlarge without a checkerboard, set beside one another on one picture.

All of them have weights as a network might learn them: an even (or bilinear) start, and every
weight off by a random share. With no deviation the geometry alone decides; with some, it shows
which ways keep a checkerboard out whatever the weights become.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (resize, then
convolve). Aitken et al., "Checkerboard artifact free sub-pixel convolution", 2017 (ICNR).
Sugawara, Shiota and Kiya, "Super-resolution using convolutional neural networks without any
checkerboard artifacts", 2018 (smoothing by a fixed kernel of the size of the stride).
Long, Shelhamer and Darrell, "Fully convolutional networks for semantic segmentation", 2015
(bilinear start).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import (
    Array,
    ParameterError,
    check_size,
    finite_number,
    number_array,
    one_of,
    whole_number,
)
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.layers import (
    equal_sub_pixel,
    resize_convolution,
    same_convolution,
    sub_pixel,
)
from upsample_core.quoting import shown
from upsample_core.resampling.interpolation import interpolate

MAX_STRIDE = 64
"""Largest factor: the kernels grow with its square."""

_SIDE = 3


class Weights(NamedTuple):
    """What decides the weights of a remedy.

    Attributes
    ----------
    stride : int
        S, from 2 on.
    spread : float
        Every weight is multiplied by a random number from 1 - spread to 1 + spread.
    seed : int
    """

    stride: int
    spread: float
    seed: int

    def around(self, start: ArrayLike, total: float) -> Array:
        """Return `start` with its weights off by their random shares, their sum `total`."""
        values = np.asarray(start, dtype=float)
        shares = np.random.default_rng(self.seed).uniform(-1, 1, values.shape)
        weights: Array = values * (1 + self.spread * shares)
        scaled: Array = weights * (total / weights.sum())
        return scaled


class Score(NamedTuple):
    """How one remedy did: its name, its artifact score and its picture (H * S, W * S)."""

    name: str
    score: float
    picture: Array


def remedy(
    name: str, picture: ArrayLike, stride: int = 2, spread: float = 0.0, seed: int = 0
) -> Array:
    """Enlarge a picture in one of the ways of `REMEDIES`.

    Parameters
    ----------
    name : str
        - uneven: transposed convolution with K = S + 1, the thing to remedy.
        - divides: transposed convolution with K = 2S.
        - bilinear_start: transposed convolution whose kernel begins as bilinear.
        - smoothed: as uneven, then the mean over S × S cells with stride 1.
        - sub_pixel: S² filters of 3 × 3 at low resolution, woven together.
        - icnr: the same with S² equal filters.
        - nearest: nearest-neighbour resize, then a 3 × 3 convolution.
        - bilinear: bilinear resize, then a 3 × 3 convolution.
    picture : array_like, shape (H, W)
    stride : int
        S, from 2 to `MAX_STRIDE`.
    spread : float
        From 0 to 1: how far the weights are from their even start.
    seed : int
        Of the deviations.

    Returns
    -------
    ndarray, shape (H * S, W * S)
        With the mean of the picture, up to the borders.

    Raises
    ------
    ParameterError
        If the name is unknown or a parameter is out of range.
    """
    chosen = REMEDIES[one_of("name", name, tuple(REMEDIES))]
    values = number_array("picture", picture, 2)
    share = finite_number("spread", spread)
    if not 0 <= share <= 1:
        raise ParameterError(f"spread must be a number from 0 to 1, got {shown(spread)}")
    whole_number("seed", seed, minimum=0)
    step = whole_number("stride", stride, minimum=2, maximum=MAX_STRIDE)
    check_size("the output", (values.shape[0] * step, values.shape[1] * step))
    return chosen(values, Weights(step, share, seed))


def ranked(picture: ArrayLike, stride: int = 2, spread: float = 0.0, seed: int = 0) -> list[Score]:
    """Enlarge a picture in every way, and order the ways by their artifact scores, best first.

    The reference that counts as free of artifacts is the bilinear resize to the same size.

    Raises
    ------
    ParameterError
        As `remedy`, and if the picture is smaller than 4 × 4.
    """
    values = number_array("picture", picture, 2)
    whole_number("stride", stride, minimum=2, maximum=MAX_STRIDE)
    reference = _plane(interpolate(_maps(values), scale_factor=stride, mode="bilinear"))
    results = [(name, remedy(name, values, stride, spread, seed)) for name in REMEDIES]
    scores = [
        Score(name, artifact_score(result, stride, reference), result) for name, result in results
    ]
    return sorted(scores, key=lambda score: score.score)


def one_filter(kernel: ArrayLike, stride: int) -> Array:
    """Return the kernel in which every phase has the filter of the first one: ICNR.

    A transposed convolution with it is a convolution at low resolution, then nearest.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW)
    stride : int
        S.

    Returns
    -------
    ndarray, shape (S ⌈K/S⌉,) or the same for each axis

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> one_filter([1, 2, 3, 4], 2)
    array([1., 1., 3., 3.])
    """
    weights = number_array("kernel", kernel, (1, 2))
    step = whole_number("stride", stride)
    first: Array = weights[(slice(None, None, step),) * weights.ndim]
    for axis in range(weights.ndim):
        first = np.repeat(first, step, axis)
    return first


# ---------------------------------------------------------------- the ways


def _uneven(x: Array, weights: Weights) -> Array:
    side = weights.stride + 1
    kernel = weights.around(np.ones((side, side)), weights.stride**2)
    return enlarge(x, kernel, weights.stride, "replicate")


def _divides(x: Array, weights: Weights) -> Array:
    side = 2 * weights.stride
    kernel = weights.around(np.ones((side, side)), weights.stride**2)
    return enlarge(x, kernel, weights.stride, "replicate")


def _bilinear_start(x: Array, weights: Weights) -> Array:
    side = 2 * weights.stride - weights.stride % 2
    kernel = weights.around(preset_kernel("bilinear", (side, side)), weights.stride**2)
    return enlarge(x, kernel, weights.stride, "replicate")


def _smoothed(x: Array, weights: Weights) -> Array:
    side = weights.stride
    mean = np.full((1, 1, side, side), 1 / side**2)
    return _plane(same_convolution(_maps(_uneven(x, weights)), mean))


def _sub_pixel(x: Array, weights: Weights) -> Array:
    count = weights.stride**2
    filters = weights.around(np.ones((count, 1, _SIDE, _SIDE)), count)
    return _plane(sub_pixel(_maps(x), filters, weights.stride))


def _icnr(x: Array, weights: Weights) -> Array:
    return _plane(equal_sub_pixel(_maps(x), _filter(weights), weights.stride))


def _nearest(x: Array, weights: Weights) -> Array:
    return _plane(resize_convolution(_maps(x), _filter(weights), weights.stride, "nearest"))


def _bilinear(x: Array, weights: Weights) -> Array:
    return _plane(resize_convolution(_maps(x), _filter(weights), weights.stride, "bilinear"))


def _filter(weights: Weights) -> Array:
    return weights.around(np.ones((1, 1, _SIDE, _SIDE)), 1)


def _maps(picture: Array) -> Array:
    """Return a picture (H, W) as feature maps (1, 1, H, W)."""
    return picture[None, None]


def _plane(maps: Array) -> Array:
    """Return feature maps (1, 1, H, W) as a picture (H, W)."""
    return np.asarray(maps[0, 0])


REMEDIES: dict[str, Callable[[Array, Weights], Array]] = {
    "uneven": _uneven,
    "divides": _divides,
    "bilinear_start": _bilinear_start,
    "smoothed": _smoothed,
    "sub_pixel": _sub_pixel,
    "icnr": _icnr,
    "nearest": _nearest,
    "bilinear": _bilinear,
}
"""The ways to enlarge, by their names."""
