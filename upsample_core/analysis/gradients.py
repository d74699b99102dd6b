"""Gradients with respect to the input: the backward pass has checkerboards of its own.

The backward pass of a strided convolution is a transposed convolution with the same kernel, so
its overlap is as uneven; that of max pooling puts the whole gradient on the switches.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (gradients).
Smilkov et al., "SmoothGrad: removing noise by adding noise", 2017 (averaging gradients).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, shown, whole_number
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.pooling import max_pool_map

Gradient = Callable[[Array], Array]

MAX_LAYERS = 64
MAX_SHIFTS = 64


def conv_gradient(
    x: ArrayLike, kernel: ArrayLike, stride: Any = 1, padding: Any = 0, layers: int = 1
) -> Array:
    """Return the gradient of the sum of a convolution's outputs: Cᵀ·1.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
        Only its shape counts, since a convolution is linear.
    kernel : array_like, with as many axes
    stride, padding : int or tuple of int
    layers : int
        The same convolution so many times, one after another; at most `MAX_LAYERS`.

    Returns
    -------
    ndarray, shape of `x`

    Raises
    ------
    ParameterError
        As `conv_map`; also where the last layers have too little left to work on.

    Examples
    --------
    >>> conv_gradient([0, 0, 0, 0, 0, 0, 0], [1, 1, 1], stride=2)
    array([1., 1., 2., 1., 2., 1., 1.])
    """
    shape = number_array("x", x, (1, 2)).shape
    maps = []
    for _ in range(whole_number("layers", layers, maximum=MAX_LAYERS)):
        maps.append(conv_map(shape, kernel, stride, padding))
        shape = maps[-1].output_shape
    gradient: Array = np.ones(shape)
    for layer in reversed(maps):
        gradient = layer.T.apply(gradient)
    return gradient


def max_pool_gradient(x: ArrayLike, kernel_size: Any, stride: Any = None, layers: int = 1) -> Array:
    """Return the gradient of the sum of max pooling's outputs: how many windows chose each cell.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel_size, stride : int or tuple of int
        As in `max_pool2d`.
    layers : int
        The same pooling so many times, one after another; at most `MAX_LAYERS`.

    Returns
    -------
    ndarray, shape of `x`

    Raises
    ------
    ParameterError
        As `max_pool_map`; also where the last layers have too little left to work on.

    Examples
    --------
    >>> max_pool_gradient([1, 5, 2, 3, 4], 3, 2)
    array([0., 1., 0., 0., 1.])
    """
    values = number_array("x", x, (1, 2))
    maps = []
    for _ in range(whole_number("layers", layers, maximum=MAX_LAYERS)):
        maps.append(max_pool_map(values, kernel_size, stride))
        values = maps[-1].apply(values)
    gradient: Array = np.ones(values.shape)
    for layer in reversed(maps):
        gradient = layer.T.apply(gradient)
    return gradient


def averaged_over_shifts(gradient: Gradient, x: ArrayLike, shifts: int) -> Array:
    """Average a gradient over shifted inputs, each shifted back.

    The grid of windows stays where it is while the picture moves below it, so the pattern of the
    grid averages out and what belongs to the picture stays.

    Parameters
    ----------
    gradient : callable
        From an array to one of its shape.
    x : array_like, shape (L,) or (H, W)
        Shifted cyclically.
    shifts : int
        n: the shifts are 0, 1, …, n - 1 cells along each axis, and all their pairs. At most
        `MAX_SHIFTS`.

    Returns
    -------
    ndarray, shape of `x`

    Raises
    ------
    ParameterError
        If `x` is no array of numbers, or `shifts` out of range.
    """
    if not callable(gradient):
        raise ParameterError(f"gradient must be a function of an array, got {shown(gradient)}")
    values = number_array("x", x, (1, 2))
    count = whole_number("shifts", shifts, maximum=MAX_SHIFTS)
    axes = tuple(range(values.ndim))
    total: Array = np.zeros(values.shape)
    for shift in np.ndindex(*(count,) * values.ndim):
        moved = gradient(np.roll(values, shift, axes))
        total += np.roll(moved, [-step for step in shift], axes)
    average: Array = total / count**values.ndim
    return average
