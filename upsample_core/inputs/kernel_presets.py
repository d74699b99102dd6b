"""Kernels to begin with: small, named, and with numbers that can be read.

References
----------
Long, Shelhamer and Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015
(transposed convolutions that begin as bilinear interpolation); the documentation of OpenCV's
``getGaussianKernel`` (the standard deviation that goes with a size).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from upsample_core.checks import Array, Axes, check_size, grid_shape, one_of, per_axis, whole_number

PRESET_KERNELS = ("ones", "bilinear", "gaussian", "perturbed", "random", "counting")
"""The names that `preset_kernel` knows."""

SPREAD = 0.5
"""How far, at most, a perturbed weight is from what it was, as a share of the mean weight."""


def preset_kernel(name: str, shape: int | Axes, stride: Any = 1, seed: int = 0) -> Array:
    """Return a kernel by its name.

    Parameters
    ----------
    name : {"ones", "bilinear", "gaussian", "perturbed", "random", "counting"}
        - ones: every tap one.
        - bilinear: per axis a triangle of height one, ``1 - |k - c| / f`` with
          ``f = (K + 1) // 2`` and c in the middle: 0.5 1 0.5 for K = 3 and 0.25 0.75 0.75 0.25
          for K = 4. With stride f it is linear interpolation.
        - gaussian: per axis a bell curve with the standard deviation 0.3 (K/2 - 1.5) + 0.8 cells
          sampled at the taps. It sums to the product of the strides, so that in a transposed
          convolution with this stride (with stride one: in a convolution) the mean stays.
        - perturbed: bilinear, with every weight off by up to half of the mean weight, rounded to
          two decimals; see `perturbed`.
        - random: uniform between -1 and 1, rounded to two decimals.
        - counting: 1, 2, 3, … row by row.
    shape : int or tuple of int
        (K,), (KH, KW) or more axes.
    stride : int or sequence of int
        Only used by gaussian.
    seed : int
        Only used by perturbed and random.

    Returns
    -------
    ndarray of float64, shape `shape`

    Raises
    ------
    ParameterError
        If the name is unknown, or a parameter is no whole number in its range.

    Examples
    --------
    >>> preset_kernel("bilinear", 4)
    array([0.25, 0.75, 0.75, 0.25])
    >>> preset_kernel("counting", (2, 3))
    array([[1., 2., 3.],
           [4., 5., 6.]])
    """
    chosen = one_of("name", name, PRESET_KERNELS)
    sizes = grid_shape("shape", shape)
    check_size("the kernel", sizes)
    strides = per_axis("stride", stride, len(sizes))
    generator = np.random.default_rng(whole_number("seed", seed, minimum=0))
    if chosen == "ones":
        return np.ones(sizes)
    if chosen == "counting":
        return np.arange(1.0, math.prod(sizes) + 1).reshape(sizes)
    if chosen == "random":
        return readable(generator.uniform(-1, 1, sizes))
    if chosen == "bilinear":
        return _separable(_triangle, sizes)
    if chosen == "perturbed":
        return readable(perturbed(_separable(_triangle, sizes), SPREAD, seed))
    return _separable(_bell, sizes) * math.prod(strides)


def perturbed(kernel: Array, spread: float, seed: int) -> Array:
    """Return a kernel with every weight off by chance, as training may leave it; the sum stays.

    Parameters
    ----------
    kernel : ndarray
        Its weights are zero or more.
    spread : float
        From 0 to 1: every weight is off by a random share, from -spread to spread, of the mean
        weight. All are then multiplied so that their sum is what it was.
    seed : int

    Returns
    -------
    ndarray of float64, shape of `kernel`
    """
    shares = np.random.default_rng(seed).uniform(-1, 1, kernel.shape)
    weights: Array = kernel + spread * kernel.mean() * shares
    scaled: Array = weights * (kernel.sum() / weights.sum())
    return scaled


def readable(numbers: Array) -> Array:
    """Round to two decimals, without a negative zero."""
    return np.asarray(numbers.round(2) + 0.0, dtype=np.float64)


def blur_kernel(stride: int | Axes) -> Array:
    """Return the kernel that blurs before every S-th cell is kept: per axis a triangle, sum 1.

    Parameters
    ----------
    stride : int or tuple of int
        S, one number for one axis.

    Returns
    -------
    ndarray of float64, shape (2S - 1,) or the same for each axis

    Raises
    ------
    ParameterError
        If a stride is no positive whole number.

    Examples
    --------
    >>> blur_kernel(2)
    array([0.25, 0.5 , 0.25])
    """
    strides = grid_shape("stride", stride)
    heights = _separable(_triangle, tuple(2 * step - 1 for step in strides))
    return np.asarray(heights / math.prod(strides))


def _separable(profile: Callable[[int], Array], sizes: Axes) -> Array:
    """Multiply the profiles of all axes with one another."""
    product: Array = reduce(np.multiply.outer, (profile(size) for size in sizes))
    return product


def _from_centre(size: int) -> Array:
    return np.arange(size) - (size - 1) / 2


def _triangle(size: int) -> Array:
    reach = (size + 1) // 2
    heights: Array = 1 - np.abs(_from_centre(size)) / reach
    return heights


def _bell(size: int) -> Array:
    """Sample a bell curve whose width goes with the size; the samples sum to one."""
    sigma = 0.3 * (size / 2 - 1.5) + 0.8
    samples: Array = np.exp(-0.5 * (_from_centre(size) / sigma) ** 2)
    samples /= samples.sum()
    return samples
