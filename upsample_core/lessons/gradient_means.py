"""Gradients of a picture through strided layers, and their means over shifted pictures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.gradients import (
    Gradient,
    averaged_over_shifts,
    conv_gradient,
    max_pool_gradient,
)
from upsample_core.checks import Array, number_array, one_of

KINDS = ("convolution", "pooling")


class ShiftedGradients(NamedTuple):
    """A gradient with respect to a picture, and its mean over shifted pictures.

    Attributes
    ----------
    plain, mean : ndarray, shape (H, W)
    plain_spread, mean_spread : float
        Their standard deviations, in the middle half along each axis.
    """

    plain: Array
    mean: Array
    plain_spread: float
    mean_spread: float


def shifted_gradients(
    picture: ArrayLike,
    kind: str,
    kernel_size: int,
    stride: int,
    layers: int = 1,
    shifts: int = 1,
) -> ShiftedGradients:
    """Return the gradient of the sum of the outputs, as it is and averaged over shifts.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    kind : {"convolution", "pooling"}
        A convolution with weights of 1, or max pooling.
    kernel_size, stride, layers : int
    shifts : int
        How many along each axis.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or too little of the picture is left for the last layer.
    """
    values = number_array("picture", picture, 2)
    gradient = _gradient(one_of("kind", kind, KINDS), kernel_size, stride, layers)
    plain, mean = gradient(values), averaged_over_shifts(gradient, values, shifts)
    return ShiftedGradients(plain, mean, _spread(plain), _spread(mean))


def _gradient(kind: str, kernel_size: int, stride: int, layers: int) -> Gradient:
    if kind == "pooling":
        return lambda x: max_pool_gradient(x, kernel_size, stride, layers)
    kernel = np.ones((kernel_size, kernel_size))
    return lambda x: conv_gradient(x, kernel, stride, layers=layers)


def gradient_levels(kernel_size: int, stride: int) -> tuple[int, ...]:
    """Return the different values of Cᵀ·1 inside, for a convolution with weights of 1.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.

    Examples
    --------
    >>> gradient_levels(3, 2)
    (1, 2, 4)
    """
    side = 4 * kernel_size * stride
    counts = conv_gradient(np.zeros((side, side)), np.ones((kernel_size, kernel_size)), stride)
    return tuple(int(level) for level in np.unique(_middle(counts)))


def _middle(values: Array) -> Array:
    return values[tuple(slice(size // 4, size - size // 4) for size in values.shape)]


def _spread(values: Array) -> float:
    return float(_middle(values).std())
