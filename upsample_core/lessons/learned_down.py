"""The weights that a strided convolution would learn, for the way back that follows it.

Down by a convolution and up by a fixed resize is linear in the weights, so the least squared error
needs no training: it is the solution of K² equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import psnr
from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.lessons.down_and_up import UPSAMPLERS, down_and_up
from upsample_core.operations.convolution import conv2d
from upsample_core.resampling.interpolation import resize

MAX_REACH = 2
"""How many pixels a window may reach beyond its S × S block, on each side."""

_ROUNDING = 1e-9


class Learned(NamedTuple):
    """Weights with the least error on some pictures.

    Attributes
    ----------
    weights : ndarray, shape (K, K)
    equal : bool
        Whether those inside the block are all the same, and those beyond it are zero.
    negative : int
        How many are less than zero.
    """

    weights: Array
    equal: bool
    negative: int

    @property
    def total(self) -> float:
        """The sum of the weights: what a constant of 1 becomes."""
        return float(self.weights.sum())


class LearnedTrip(NamedTuple):
    """A picture down by learned weights and up again, with what other ways are worth.

    Attributes
    ----------
    small : ndarray, shape (H / S, W / S)
    back, difference : ndarray, shape (H, W)
    decibels : float
        PSNR of `back`.
    average, gaussian : float
        The same of average pooling, and of a convolution whose weights are a Gaussian, each with
        its pixels put where they were.
    """

    small: Array
    back: Array
    difference: Array
    decibels: float
    average: float
    gaussian: float


def learn_weights(pictures: Sequence[ArrayLike], stride: int, reach: int, up: str) -> Learned:
    """Return the weights of a strided convolution that lose least on the way down and up.

    Every picture counts in all eight ways that it can be turned and mirrored, so that the weights
    have no side of their own.

    Parameters
    ----------
    pictures : sequence of array_like, shape (H, W)
        H and W are multiples of S. Beyond the border stands the mirror image.
    stride : int
        S.
    reach : int
        From 0 to `MAX_REACH`: the kernel has K = S + 2 reach weights along each axis.
    up : str
        One of `UPSAMPLERS`; the small pixels stand in the middle of their blocks.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or there is no picture.
    """
    step = whole_number("stride", stride)
    size = step + 2 * whole_number("reach", reach, minimum=0, maximum=MAX_REACH)
    if not len(pictures):
        raise ParameterError("pictures must hold at least one picture")
    normal, wanted = np.zeros((size**2, size**2)), np.zeros(size**2)
    for picture in pictures:
        values = _picture(picture, step)
        wide = np.pad(values, reach, mode="symmetric")
        # What a weight of 1 at one tap alone makes of the picture, there and back, tap by tap.
        taps = [
            wide[row : row + values.shape[0] : step, column : column + values.shape[1] : step]
            for row in range(size)
            for column in range(size)
        ]
        made = _enlarged(np.stack(taps), step, up).reshape(size**2, -1)
        normal += made @ made.T
        wanted += made @ values.ravel()
    weights = np.linalg.lstsq(*_turned(normal, wanted, size))[0].reshape(size, size)
    block = np.zeros((size, size))
    block[reach : reach + step, reach : reach + step] = 1 / step**2
    equal = bool(np.abs(weights - block).max() < _ROUNDING)
    return Learned(weights, equal, int(np.count_nonzero(weights < -_ROUNDING)))


def learned_trip(picture: ArrayLike, weights: ArrayLike, stride: int, up: str) -> LearnedTrip:
    """Take a picture down by given weights, and up again.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1
        H and W are multiples of S.
    weights : array_like, shape (K, K)
        As `learn_weights` returns them.
    stride : int
    up : str

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    step = whole_number("stride", stride)
    values, taps = _picture(picture, step), number_array("weights", weights, 2)
    reach, odd = divmod(taps.shape[0] - step, 2)
    if odd or reach < 0 or taps.shape[0] != taps.shape[1]:
        raise ParameterError(
            f"weights must be K × K with K = {step}, {step + 2}, …, got shape {taps.shape}"
        )
    wide = np.pad(values, reach, mode="symmetric")
    small = conv2d(wide[None, None], taps[None, None], step)[0, 0]
    back = _enlarged(small[None], step, up)[0]
    others = (
        down_and_up(values, name, up, step).decibels
        for name in ("average_pool", "strided_convolution")
    )
    return LearnedTrip(small, back, back - values, psnr(values, back), *others)


def _turned(normal: Array, wanted: Array, size: int) -> tuple[Array, Array]:
    """Add the equations of the turned and mirrored pictures: those of turned and mirrored taps."""
    pairs, singles = normal.reshape((size,) * 4), wanted.reshape(size, size)
    turns = ((pairs, singles), (pairs.transpose(1, 0, 3, 2), singles.T))
    mirrors = list(product((1, -1), repeat=2))
    both = [m[::i, ::j, ::i, ::j] for m, _one in turns for i, j in mirrors]
    ones = [one[::i, ::j] for _m, one in turns for i, j in mirrors]
    return np.sum(both, axis=0).reshape(normal.shape), np.sum(ones, axis=0).ravel()


def _picture(picture: ArrayLike, stride: int) -> Array:
    values = number_array("picture", picture, 2).astype(np.float64, copy=False)
    if any(size % stride for size in values.shape):
        raise ParameterError(
            f"picture must have sizes that {stride} divides, got {values.shape[0]} × "
            f"{values.shape[1]}"
        )
    return values


def _enlarged(small: Array, stride: int, up: str) -> Array:
    """Enlarge pictures (N, H, W), their pixels in the middle of S × S pixels."""
    options = UPSAMPLERS[one_of("up", up, tuple(UPSAMPLERS))]
    # A repeated pixel has no place between others.
    where = "asymmetric" if options["mode"] == "nearest" else "half_pixel"
    size = tuple(cells * stride for cells in small.shape[1:])
    return np.asarray(resize(small[:, None], size, coordinates=where, **options)[:, 0])
