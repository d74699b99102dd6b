"""What the lesson on learned kernels shows: kernels in training, and how well they do meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import psnr
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, ParameterError, number_array, one_of
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.learning import Descent, EnlargingLayer, SquaredError, descend, squared_error
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pooling import avg_pool2d
from upsample_core.resampling.interpolation import resize

SHRINKS = ("mean", "decimate", "gaussian")
"""How a picture is made half as large: the mean of every block; every second pixel; a Gaussian of
5 × 5 taps, then every second pixel."""

FIXED = {"nearest": "nearest", "bilinear": "linear", "bicubic": "cubic"}
"""Methods that do not learn, by the modes of `resize`."""

STEPS: tuple[int, ...] = (
    *range(11),
    *(12, 14, 17, 20, 24, 30, 35, 40, 50, 60, 70, 80, 100, 120, 140, 170, 200, 240, 300, 350, 400),
    *(500, 600, 700, 800, 1000, 1200, 1400, 1700, 2000),
)
"""The steps of a training that are looked at, ever further apart: what changes, changes early."""

EVEN_SHARE = 1e-3
"""From which pattern share on a constant counts as flat: an amplitude of 3% is left."""

_GAUSSIAN = 5


class Course(NamedTuple):
    """A training at the steps that are looked at, judged on a picture that it has not seen.

    Attributes
    ----------
    kernels : ndarray, shape (M, side, side)
    decibels : ndarray, shape (M,)
        PSNR on the test picture.
    error : ndarray, shape (M,)
        The mean squared error on the pictures that teach.
    sums : ndarray, shape (M, 2, 2)
        The phase sums.
    shares : ndarray, shape (M,)
        The share of pattern in what a constant becomes, as `Evenness.pattern_share`.
    scores : ndarray, shape (M,)
        The artifact score of the test picture, beyond that of the original.
    best : ndarray, shape (side, side)
        The kernel of the least error on the pictures that teach.
    best_decibels : float
        Its PSNR on the test picture.
    best_error : float
        Its error on the pictures that teach.
    rate, limit : float
        Of the training, and from which on it would diverge.
    factors : ndarray, shape (side²,)
        What the distance to the best is multiplied by at each step, along each eigenvector.
    last : int
        The last step that could be followed.
    """

    kernels: Array
    decibels: Array
    error: Array
    sums: Array
    shares: Array
    scores: Array
    best: Array
    best_decibels: float
    best_error: float
    rate: float
    limit: float
    factors: Array
    last: int

    @property
    def diverges(self) -> bool:
        """Whether the rate is beyond the limit."""
        return self.rate > self.limit

    @property
    def steepest(self) -> float:
        """The largest eigenvalue of the second derivative of the error."""
        return 2 / self.limit

    @property
    def excess(self) -> float:
        """By what share the error is above the least at the last of `STEPS`."""
        return max(0.0, float(self.error[-1] / self.best_error) - 1)

    @property
    def even_from(self) -> int:
        """The first of `STEPS` from which on a constant stays flat; -1 if none."""
        return _first(self.shares < EVEN_SHARE)

    @property
    def sharp_from(self) -> int:
        """The first of `STEPS` from which on a tenth of a decibel to the best is missing; or -1."""
        return _first(self.decibels > self.best_decibels - 0.1)


def shrink(picture: ArrayLike, way: str) -> Array:
    """Make a picture half as large.

    Parameters
    ----------
    picture : array_like, shape (2H, 2W)
    way : str
        One of `SHRINKS`.

    Raises
    ------
    ParameterError
        If there is no such way, or a side is odd.
    """
    values = number_array("picture", picture, 2).astype(np.float64, copy=False)
    if any(side % 2 for side in values.shape):
        raise ParameterError(f"picture must have even sides, got shape {values.shape}")
    if one_of("way", way, SHRINKS) == "mean":
        return np.asarray(avg_pool2d(values[None, None], 2)[0, 0])
    if way == "decimate":
        return values[::2, ::2].copy()
    kernel = preset_kernel("gaussian", (_GAUSSIAN, _GAUSSIAN))
    wide = np.pad(values, _GAUSSIAN // 2, mode="edge")
    return np.asarray(conv2d(wide[None, None], (kernel / kernel.sum())[None, None], 2)[0, 0])


def fixed(picture: ArrayLike, way: str) -> dict[str, float]:
    """Return the PSNR of the methods that do not learn, with pixels put where they were taken.

    Parameters
    ----------
    picture : array_like, shape (2H, 2W), values from 0 to 1
        It is made small, and enlarged again.
    way : str
        One of `SHRINKS`. A mean lies in the middle of its block, all else on a pixel.

    Raises
    ------
    ParameterError
        As `shrink`.
    """
    values = number_array("picture", picture, 2)
    small = shrink(values, way)[None, None]
    where = "half_pixel" if way == "mean" else "asymmetric"
    found = {}
    for name, mode in FIXED.items():
        placed = "asymmetric" if mode == "nearest" else where
        large = resize(small, values.shape, mode=mode, coordinates=placed, nearest_mode="floor")
        found[name] = psnr(values, large[0, 0])
    return found


def errors_of(layer: EnlargingLayer, pictures: Sequence[ArrayLike], way: str) -> SquaredError:
    """Return the error of a layer that is to enlarge pictures which were made small.

    Raises
    ------
    ParameterError
        As `shrink` and `squared_error`.
    """
    return squared_error(layer, [(shrink(picture, way), picture) for picture in pictures])


def course(
    layer: EnlargingLayer,
    first: ArrayLike,
    teaching: SquaredError,
    test: ArrayLike,
    way: str = "mean",
    rate: float | None = None,
    share: float = 0.5,
) -> Course:
    """Train a layer by gradient descent, and judge it at every one of `STEPS`.

    Parameters
    ----------
    layer : EnlargingLayer
    first : array_like, shape (side, side)
        The kernel before training.
    teaching : SquaredError
        On the pictures that teach; see `errors_of`.
    test : array_like, shape (2H, 2W), values from 0 to 1
        The picture that judges.
    way : str
        How it is made small; one of `SHRINKS`.
    rate : float, optional
    share : float
        Of the limit, which the rate is where it is left out.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("test", test, 2)
    small = shrink(values, way)
    training = descend(teaching, first, rate, share)
    weights = training.path(STEPS)
    kernels = weights.reshape(-1, layer.side, layer.side)
    outputs = layer.enlarge(small, kernels)
    best = training.best.reshape(layer.side, layer.side)
    sums = layer.phase_sums(kernels)
    own = artifact_score(values, 2)
    return Course(
        kernels,
        np.array([psnr(values, output) for output in outputs]),
        teaching.of(weights),
        sums,
        _shares(sums),
        np.array([max(0.0, artifact_score(output, 2) - own) for output in outputs]),
        best,
        psnr(values, layer.enlarge(small, best)),
        float(teaching.of(training.best)),
        training.rate,
        training.limit,
        training.factors,
        _last(training),
    )


def transfer(
    layer: EnlargingLayer, kernels: Mapping[str, ArrayLike], picture: ArrayLike
) -> dict[tuple[str, str], float]:
    """Return the PSNR of kernels on a picture that was made small in every way.

    Parameters
    ----------
    layer : EnlargingLayer
    kernels : mapping of str to array_like, shape (side, side)
        By the way in which the pictures were made small that taught them.
    picture : array_like, shape (2H, 2W), values from 0 to 1

    Returns
    -------
    dict
        By the pair of ways: of the teachers, and of this picture.

    Raises
    ------
    ParameterError
        As `shrink`, or if a kernel does not fit the layer.
    """
    values = number_array("picture", picture, 2)
    small = {way: shrink(values, way) for way in SHRINKS}
    return {
        (taught, way): psnr(values, layer.enlarge(small[way], kernel))
        for taught, kernel in kernels.items()
        for way in SHRINKS
    }


def spread(kernels: Sequence[ArrayLike]) -> float:
    """Return the largest difference between the same weights of several kernels.

    Raises
    ------
    ParameterError
        If the kernels differ in shape.
    """
    return float(np.ptp(number_array("kernels", np.asarray(kernels), 3), axis=0).max())


def nearest_kind(kernel: ArrayLike) -> str:
    """Name the simple kernel that a kernel of K × K weights is most like.

    Returns
    -------
    str
        ``ones`` (all alike), ``bilinear`` or ``one`` (the middle alone), each scaled as it fits
        best.

    Raises
    ------
    ParameterError
        If the kernel is no square array of numbers.
    """
    weights = number_array("kernel", kernel, 2)
    size = weights.shape[0]
    if weights.shape != (size, size):
        raise ParameterError(f"kernel must be square, got shape {weights.shape}")
    one = np.zeros((size, size))
    middle = slice((size - 1) // 2, size // 2 + 1)
    one[middle, middle] = 1
    simple = {
        "ones": np.ones((size, size)),
        "bilinear": preset_kernel("bilinear", (size, size)),
        "one": one,
    }
    return max(simple, key=lambda name: _likeness(weights, simple[name]))


def _likeness(one: Array, other: Array) -> float:
    """Return the cosine between two kernels."""
    return float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum() or 1.0))


def _shares(sums: Array) -> Array:
    energy = (sums**2).mean(axis=(1, 2))
    return np.asarray(sums.var(axis=(1, 2)) / np.where(energy > 0, energy, 1.0))


def _first(holds: Array) -> int:
    """Return the first of `STEPS` from which on something holds; -1 if it does not at the end."""
    if not holds[-1]:
        return -1
    fails = np.flatnonzero(~holds)
    return STEPS[fails[-1] + 1] if fails.size else STEPS[0]


def _last(training: Descent) -> int:
    return min(training.last, STEPS[-1])
