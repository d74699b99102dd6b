"""Ways to enlarge without a checkerboard, set beside one another on one picture.

Each of them is a transposed convolution in the end, with a stamp of 3S × 3S taps (one less along
each axis where S is not to divide them), so that none wins by its size. All have weights as a
network might learn them: an even (or bilinear) start, and every weight off by a random amount. With
no deviation the geometry alone decides; with some, it shows which ways keep a checkerboard out
whatever the weights become. They are judged against the original that the picture was reduced
from: by the energy at multiples of 1/S beyond its own, and by PSNR, which blur lowers.

Two ways are not listed, since they are others again. A transposed convolution whose kernel size S
divides is a sub-pixel convolution with the same weights. Smoothing the result of a transposed
convolution over S × S cells is a nearest resize followed by a convolution with its kernel.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (resize, then
convolve). Aitken et al., "Checkerboard artifact free sub-pixel convolution", 2017 (ICNR).
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016 (sub-pixel).
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

from upsample_core.analysis.metrics import psnr
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import (
    Array,
    ParameterError,
    check_size,
    finite_number,
    number_array,
    one_of,
    shown,
    whole_number,
)
from upsample_core.inputs.kernel_presets import perturbed, preset_kernel
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.layers import (
    equal_sub_pixel,
    resize_convolution,
)
from upsample_core.operations.pooling import avg_pool2d

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
        Every weight is off by a random share, from -spread to spread, of the mean weight.
    seed : int
    """

    stride: int
    spread: float
    seed: int

    def around(self, start: ArrayLike, total: float) -> Array:
        """Return `start` with every weight off by a random amount, their sum `total`."""
        values = np.asarray(start, dtype=float)
        scaled: Array = perturbed(values, self.spread, self.seed) * (total / values.sum())
        return scaled


class Score(NamedTuple):
    """How one remedy did.

    Attributes
    ----------
    name : str
    score : float
        The share of the energy at multiples of 1/S beyond that of the original.
    decibels : float
        PSNR against the original.
    picture : ndarray, shape of the original
    """

    name: str
    score: float
    decibels: float
    picture: Array


def remedy(
    name: str, picture: ArrayLike, stride: int = 2, spread: float = 0.0, seed: int = 0
) -> Array:
    """Enlarge a picture in one of the ways of `REMEDIES`.

    Parameters
    ----------
    name : str
        - uneven: transposed convolution with K = 3S - 1, the thing to remedy.
        - divides: transposed convolution with K = 3S.
        - bilinear_start: the same with a kernel that begins as bilinear, zeros around it.
        - icnr: sub-pixel convolution with S² equal filters of 3 × 3.
        - nearest: nearest-neighbour resize, then a convolution with K = 2S + 1.
        - bilinear: bilinear resize, then a convolution with K = S + 1, or S + 2 for odd S.
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


def ranked(original: ArrayLike, stride: int = 2, spread: float = 0.0, seed: int = 0) -> list[Score]:
    """Reduce a picture, enlarge it again in every way, and order the ways, best first.

    Parameters
    ----------
    original : array_like, shape (H, W), values from 0 to 1
        At least 4S cells along each axis, and whole multiples of S. It is reduced by averaging
        S × S cells, and what it has itself at multiples of 1/S counts as free of artifacts.
    stride, spread, seed
        As for `remedy`.

    Returns
    -------
    list of Score
        By their scores; of equal ones that with more decibels comes first.

    Raises
    ------
    ParameterError
        As `remedy`, or if the picture has another size.
    """
    values = number_array("original", original, 2)
    step = whole_number("stride", stride, minimum=2, maximum=MAX_STRIDE)
    if any(size % step for size in values.shape):
        raise ParameterError(f"original must be multiples of S = {step} long, got {values.shape}")
    small = _plane(avg_pool2d(_maps(values), step))
    scores = [
        _score(name, values, remedy(name, small, step, spread, seed), step) for name in REMEDIES
    ]
    return sorted(scores, key=lambda score: (score.score, -score.decibels))


def _score(name: str, original: Array, result: Array, stride: int) -> Score:
    beyond = artifact_score(result, stride, original)
    return Score(name, beyond, psnr(original, result), result)


def stamp_taps(name: str, stride: int = 2) -> int:
    """Return how many taps the stamp of a remedy has, along one axis.

    It is counted on an impulse, so it is the reach of the whole chain, not of one kernel.

    Raises
    ------
    ParameterError
        If the name is unknown or the stride out of range.

    Examples
    --------
    >>> stamp_taps("uneven"), stamp_taps("nearest")
    (5, 6)
    """
    step = whole_number("stride", stride, minimum=2, maximum=MAX_STRIDE)
    impulse = np.zeros((9, 9))
    impulse[4, 4] = 1
    # Weights that are off: no tap of theirs is zero.
    return int(np.count_nonzero(remedy(name, impulse, step, 0.5).any(axis=0)))


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
    return _stamped(x, weights, _SIDE * weights.stride - 1)


def _divides(x: Array, weights: Weights) -> Array:
    return _stamped(x, weights, _SIDE * weights.stride)


def _stamped(x: Array, weights: Weights, side: int) -> Array:
    kernel = weights.around(np.ones((side, side)), weights.stride**2)
    return enlarge(x, kernel, weights.stride, "replicate")


def _bilinear_start(x: Array, weights: Weights) -> Array:
    bilinear = _bilinear_side(weights.stride)
    margin = (_SIDE * weights.stride - bilinear) // 2
    start = np.pad(preset_kernel("bilinear", (bilinear, bilinear)), margin)
    return enlarge(x, weights.around(start, weights.stride**2), weights.stride, "replicate")


def _icnr(x: Array, weights: Weights) -> Array:
    return _plane(equal_sub_pixel(_maps(x), _filter(weights, _SIDE), weights.stride))


def _nearest(x: Array, weights: Weights) -> Array:
    return _resized(x, weights, "nearest", weights.stride)


def _bilinear(x: Array, weights: Weights) -> Array:
    return _resized(x, weights, "bilinear", _bilinear_side(weights.stride))


def _resized(x: Array, weights: Weights, mode: str, reach: int) -> Array:
    """Resize with a kernel of `reach` taps, then convolve up to 3S taps in all."""
    kernel = _filter(weights, _SIDE * weights.stride - reach + 1)
    return _plane(resize_convolution(_maps(x), kernel, weights.stride, mode))


def _bilinear_side(stride: int) -> int:
    """Return how many taps bilinear interpolation by S has as a transposed convolution."""
    return 2 * stride - stride % 2


def _filter(weights: Weights, side: int) -> Array:
    return weights.around(np.ones((1, 1, side, side)), 1)


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
    "icnr": _icnr,
    "nearest": _nearest,
    "bilinear": _bilinear,
}
"""The ways to enlarge, by their names."""
