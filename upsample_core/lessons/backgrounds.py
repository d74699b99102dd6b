"""A layer's pattern on a background: what a bias can carry, and what it cannot.

A transposed convolution with unequal phase sums turns a constant m into m times those sums: a
pattern that grows with m. A bias adds the same number to every cell. If it carries the background,
the layer has only the detail around it left to stamp.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.evenness import phase_sums
from upsample_core.checks import Array, number_array, whole_number
from upsample_core.lessons.borders import enlarge


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
