"""Interpolation kernels: the weight of a sample as a function of its distance.

`KERNELS` is the one list of them. A new kernel is a function here and a line there.

References
----------
R. Keys, "Cubic convolution interpolation for digital image processing", IEEE Transactions on
Acoustics, Speech, and Signal Processing 29(6), 1981.
C. Duchon, "Lanczos filtering in one and two dimensions", Journal of Applied Meteorology 18(8),
1979.
D. Mitchell and A. Netravali, "Reconstruction filters in computer graphics", SIGGRAPH 1988.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import MAX_AXES, finite_number, number_array, whole_number

Floats = NDArray[np.float64]


def triangle(x: ArrayLike) -> Floats:
    """Return ``max(0, 1 - |x|)``, the kernel of linear interpolation.

    Parameters
    ----------
    x : array_like of float
        Distances, in input samples.

    Returns
    -------
    ndarray of float64, the shape of `x`
        Zero from distance 1 on.

    Raises
    ------
    ParameterError
        If `x` is no array of real numbers.
    """
    return np.maximum(0.0, 1.0 - _distance(x))


def keys_cubic(x: ArrayLike, a: float = -0.75) -> Floats:
    """Return Keys' cubic convolution kernel.

    ``(a+2)|x|³ - (a+3)|x|² + 1`` up to distance 1, ``a|x|³ - 5a|x|² + 8a|x| - 4a`` up to 2.

    Parameters
    ----------
    x : array_like of float
        Distances, in input samples.
    a : float
        The slope at distance 1: -0.75 in PyTorch and OpenCV, -0.5 in Pillow and TensorFlow (the
        one value for which the interpolation reproduces quadratics).

    Returns
    -------
    ndarray of float64, the shape of `x`
        Zero from distance 2 on.

    Raises
    ------
    ParameterError
        If `x` is no array of real numbers, or `a` no finite number.
    """
    distance, a = _distance(x), finite_number("a", a)
    near = ((a + 2) * distance - (a + 3)) * distance**2 + 1
    far = a * (distance - 1) * (distance - 2) ** 2
    return np.where(distance <= 1, near, np.where(distance < 2, far, 0.0))


def mitchell(x: ArrayLike, b: float = 1 / 3, c: float = 1 / 3) -> Floats:
    """Return the cubic kernel of Mitchell and Netravali (equation 8).

    Two parameters span the symmetric cubics that join smoothly and whose values at whole steps
    sum to 1. ``b = c = 1/3`` is what viewers liked best: a little blur, a little ringing. With
    ``b > 0`` a sample's own weight is less than 1, so that even values at samples are mixed.

    Parameters
    ----------
    x : array_like of float
        Distances, in input samples.
    b, c : float
        B and C. B = 0 gives Keys' kernel with a = -C, and B = 1, C = 0 the cubic B-spline.

    Returns
    -------
    ndarray of float64, the shape of `x`
        Zero from distance 2 on.

    Raises
    ------
    ParameterError
        If `x` is no array of real numbers, or `b` or `c` no finite number.
    """
    distance, b, c = _distance(x), finite_number("b", b), finite_number("c", c)
    near = ((12 - 9 * b - 6 * c) * distance - (18 - 12 * b - 6 * c)) * distance**2 + (6 - 2 * b)
    far = ((6 * b + 30 * c) - (b + 6 * c) * distance) * distance - (12 * b + 48 * c)
    far = far * distance + (8 * b + 24 * c)
    return np.where(distance <= 1, near, np.where(distance < 2, far, 0.0)) / 6


def lanczos(x: ArrayLike, lobes: int = 3) -> Floats:
    """Return ``sinc(x) sinc(x / lobes)`` up to distance `lobes`.

    Parameters
    ----------
    x : array_like of float
        Distances, in input samples.
    lobes : int
        Lobes on each side, usually 2 or 3.

    Returns
    -------
    ndarray of float64, the shape of `x`
        Zero from distance `lobes` on, and exactly zero at every other whole distance but 0. The
        values at whole steps sum to 1 only nearly: whoever interpolates divides by their sum.

    Raises
    ------
    ParameterError
        If `x` is no array of real numbers, or `lobes` no positive whole number.
    """
    distance, reach = _distance(x), whole_number("lobes", lobes)
    inside = (distance < reach) & ((distance % 1 != 0) | (distance == 0))
    return np.where(inside, np.sinc(distance) * np.sinc(distance / reach), 0.0)


def _distance(x: ArrayLike) -> Floats:
    return np.abs(number_array("x", x, range(MAX_AXES + 1)).astype(np.float64, copy=False))


class Kernel(NamedTuple):
    """An interpolation kernel that can be named.

    Attributes
    ----------
    weigh : callable
        From distances, and the values of `options` in turn, to weights.
    reach : int or str
        Distance in samples from which on it is zero, or the option that says it.
    options : tuple of str
        Which options of `resize_axis_map` it takes.
    """

    weigh: Callable[..., Floats]
    reach: int | str
    options: tuple[str, ...] = ()


KERNELS: Mapping[str, Kernel] = {
    "linear": Kernel(triangle, 1),
    "cubic": Kernel(keys_cubic, 2, ("cubic_a",)),
    "mitchell": Kernel(mitchell, 2),
    "lanczos": Kernel(lanczos, "lobes", ("lobes",)),
}
"""Every kernel by the name of its mode. Nearest and area are not weighed by distance."""
