"""A layer's pattern on a background: what a bias can carry, and what it cannot.

A transposed convolution with unequal phase sums turns a constant m into m times those sums: a
pattern that grows with m. A bias adds the same number to every cell. If it carries the background,
the layer has only the detail around it left to stamp.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.evenness import phase_sums
from upsample_core.checks import Array, number_array, one_of, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.borders import enlarge

KERNELS = ("ones", "gaussian", "random", "bilinear")
"""Names of the kernels of `background_kernel`."""

_FAINT = 0.3
_DEVIATION = 0.5


class Patterns(NamedTuple):
    """Sizes of the pattern, with the weights carrying the background and with a bias doing so."""

    stamped: float
    biased: float


class Backgrounds(NamedTuple):
    """One picture on a background, made in two ways; both of shape (H * S, W * S)."""

    stamped: Array
    biased: Array


def on_background(
    detail: ArrayLike, background: float, kernel: ArrayLike, stride: int
) -> Backgrounds:
    """Enlarge a picture on a background, which the weights or a bias carry.

    Parameters
    ----------
    detail : array_like, shape (H, W)
        What differs from the background.
    background : float
        m.
    kernel : array_like, shape (KH, KW)
        Divided by the mean of its phase sums, so that the mean stays.
    stride : int

    Returns
    -------
    Backgrounds
        `stamped` enlarges ``m + detail``; `biased` enlarges the detail and adds m as a bias.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("detail", detail, 2)
    weights = np.asarray(kernel, dtype=float)
    weights = weights / (phase_sums(weights, stride).mean() or 1.0)
    return Backgrounds(
        enlarge(values + background, weights, stride, "replicate"),
        enlarge(values, weights, stride, "replicate") + background,
    )


def gains(kernel: ArrayLike, stride: int) -> Array:
    """Return what every phase makes of a background, as a multiple of what they make on average.

    Parameters
    ----------
    kernel : array_like, shape (KH, KW)
    stride : int

    Returns
    -------
    ndarray, shape (S, S)

    Raises
    ------
    ParameterError
        As `phase_sums`.

    Examples
    --------
    >>> gains([[1.0, 2.0], [2.0, 3.0]], 2)
    array([[0.5, 1. ],
           [1. , 1.5]])
    """
    sums = phase_sums(kernel, stride)
    return np.asarray(sums / (sums.mean() or 1.0))


def pattern_size(picture: ArrayLike, stride: int) -> float:
    """Return how far the phases of a picture differ: the standard deviation of their means.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        Rows and columns beyond the last whole S are left out.
    stride : int
        S.

    Returns
    -------
    float
        In the units of the picture. For a constant m it is m times the standard deviation of the
        phase sums.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 2)
    step = whole_number("stride", stride, maximum=min(values.shape))
    rows, columns = (size // step for size in values.shape)
    blocks = values[: rows * step, : columns * step].reshape(rows, step, columns, step)
    return float(np.std(blocks.mean(axis=(0, 2))))


def faint_detail(picture: ArrayLike) -> Array:
    """Return a picture around zero and faint beside a background: three tenths of its contrast.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1

    Raises
    ------
    ParameterError
        If it is no array of real numbers.
    """
    values = number_array("picture", picture, 2)
    return np.asarray(_FAINT * (values - values.mean()))


def background_kernel(name: str, kernel_size: int, stride: int) -> Array:
    """Return a kernel of `KERNELS`; the random one deviates from 1, so that it has a mean.

    Returns
    -------
    ndarray, shape (K, K)

    Raises
    ------
    ParameterError
        If the name is unknown or a size invalid.
    """
    shape = (kernel_size, kernel_size)
    kernel = preset_kernel(one_of("name", name, KERNELS), shape, stride)
    return np.asarray(1 + _DEVIATION * kernel) if name == "random" else kernel


def patterns(
    detail: ArrayLike, backgrounds: Iterable[float], kernel: ArrayLike, stride: int
) -> list[Patterns]:
    """Return the sizes of the pattern for several backgrounds.

    Parameters
    ----------
    detail, kernel, stride
        As for `on_background`.
    backgrounds : iterable of float

    Raises
    ------
    ParameterError
        As `on_background`.
    """
    made = (on_background(detail, level, kernel, stride) for level in backgrounds)
    return [Patterns(*(pattern_size(picture, stride) for picture in pair)) for pair in made]
