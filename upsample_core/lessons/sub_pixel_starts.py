"""How the filters of a sub-pixel convolution begin, and what they then make of a picture.

References
----------
Aitken et al., "Checkerboard artifact free sub-pixel convolution", arXiv:1707.02937 (ICNR).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, number_array, one_of, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pixel_shuffle import icnr, pixel_shuffle

STARTS = ("independent", "icnr", "tiled")
"""Each filter drawn by itself; each repeated r² times in turn; or all of them, r² times over."""

_SIZE = 3
_NOISE = 0.08
_ROUNDING = 1e-12  # products of other shapes may be summed in another order


class Start(NamedTuple):
    """What a sub-pixel convolution with given filters makes of a picture.

    Attributes
    ----------
    output : ndarray, shape (C, rH, rW)
    nearest : ndarray, shape (C, rH, rW)
        The convolution that all begin from, then nearest-neighbour enlargement.
    difference : float
        The largest absolute difference of the two; 0 where they differ by rounding alone.
    score : float
        How much of a checkerboard the output has beyond that of `nearest`; see `artifact_score`.
    """

    output: Array
    nearest: Array
    difference: float
    score: float


def sub_pixel_start(
    picture: ArrayLike, start: str, upscale_factor: int, drift: float = 0.0, seed: int = 0
) -> Start:
    """Enlarge a picture by a sub-pixel convolution whose filters begin in one of three ways.

    All begin from one convolution of each channel by itself: a blur with a little noise, which
    keeps a constant.

    Parameters
    ----------
    picture : array_like, shape (C, H, W)
        From 0 to 1.
    start : str
        One of `STARTS`.
    upscale_factor : int
        r.
    drift : float
        How far every filter has moved by itself since, as training moves them: the standard
        deviation of what is added to each tap.
    seed : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 3).astype(np.float64)
    r = whole_number("upscale_factor", upscale_factor)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    channels = values.shape[0]
    base = _drawn(source, channels, 1)
    base /= base.sum(axis=(1, 2, 3), keepdims=True)
    weight = {
        "independent": lambda: _drawn(source, channels, r * r),
        "icnr": lambda: icnr(base, r),
        "tiled": lambda: np.tile(base, (r * r, 1, 1, 1)),
    }[one_of("start", start, STARTS)]()
    weight = weight + drift * source.standard_normal(weight.shape) * (weight != 0)
    padded = np.pad(values, ((0, 0), (1, 1), (1, 1)), mode="edge")[None]
    output = pixel_shuffle(conv2d(padded, weight), r)[0]
    nearest = np.kron(conv2d(padded, base)[0], np.ones((1, r, r)))
    difference = float(np.abs(output - nearest).max())
    if difference < _ROUNDING:
        output, difference = nearest, 0.0
    return Start(output, nearest, difference, artifact_score(output, r, nearest))


def _drawn(source: np.random.Generator, channels: int, copies: int) -> Array:
    """Draw filters (C · copies, C, 3, 3) that blur one channel, each with noise of its own.

    Filter c · copies + k belongs to channel c, as in `pixel_shuffle`.
    """
    own = np.repeat(np.eye(channels), copies, axis=0)[:, :, None, None]
    noise = _NOISE * source.standard_normal((channels * copies, 1, _SIZE, _SIZE))
    return np.asarray(own * (preset_kernel("gaussian", (_SIZE, _SIZE)) + noise))
