"""Shrinking: the kernel has to grow with the step, and libraries agree neither on that nor on ends.

References
----------
ONNX operator specification, Resize, ``antialias`` and ``exclude_outside``; scikit-image,
``skimage.transform.resize``, whose antialiasing is a Gaussian with σ = (step - 1) / 2 before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.linear_map import LinearMap
from upsample_core.resampling.interpolation import resize_axis_map

Ways = Mapping[str, Callable[[int, int], LinearMap]]


class Shrunk(NamedTuple):
    """A signal made smaller in one way.

    Attributes
    ----------
    map : LinearMap
    output : ndarray, shape (M,)
    read : ndarray of bool, shape (L,)
        Which samples take part at all.
    """

    map: LinearMap
    output: Array
    read: Array


def shrunk(x: ArrayLike, size: int) -> dict[str, Shrunk]:
    """Make a signal smaller by linear interpolation, in four ways.

    Parameters
    ----------
    x : array_like, shape (L,)
    size : int
        M, at most L.

    Returns
    -------
    dict of Shrunk
        - ``plain``: the two nearest samples, however far apart the outputs are.
        - ``stretched``: the triangle stretched by the step; what lies beyond the ends is left out,
          and the rest weighed up to 1 (PyTorch, Pillow, TensorFlow).
        - ``clamped``: the same, but beyond the ends the end sample is read again (ONNX).
        - ``gaussian``: a Gaussian before, then the two nearest (scikit-image).

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> {name: round(float(one.output[0]), 4) for name, one in shrunk(range(1, 9), 3).items()}
    {'plain': 1.8333, 'stretched': 2.1053, 'clamped': 1.9767, 'gaussian': 1.9769}
    """
    values = number_array("x", x, 1)
    count = whole_number("size", size, maximum=values.size)
    found = {}
    for name, way in WAYS_DOWN.items():
        whole = way(values.size, count)
        read = np.zeros(values.size, bool)
        read[whole.inputs] = True
        found[name] = Shrunk(whole, whole.apply(values), read)
    return found


def _plain(before: int, after: int) -> LinearMap:
    return resize_axis_map(before, after, "linear")


def _stretched(before: int, after: int) -> LinearMap:
    return resize_axis_map(before, after, "linear", antialias=True, exclude_outside=True)


def _clamped(before: int, after: int) -> LinearMap:
    return resize_axis_map(before, after, "linear", antialias=True)


def _gaussian(before: int, after: int) -> LinearMap:
    """Blur, then interpolate: one matrix after the other; there is no blur where the size stays."""
    if before == after:
        return _plain(before, after)
    sigma = (before / after - 1) / 2
    blur = ndimage.gaussian_filter1d(np.eye(before), sigma, axis=0, mode="mirror")
    rows, columns = np.nonzero(blur)
    first = LinearMap.from_entries((before,), (before,), rows, columns, blur[rows, columns])
    return _plain(before, after) @ first


WAYS_DOWN: Ways = {
    "plain": _plain,
    "stretched": _stretched,
    "clamped": _clamped,
    "gaussian": _gaussian,
}
"""The ways to shrink, by name: each takes the sizes before and after to a map."""
