"""Four ways to make a picture S times smaller, as the lessons compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pooling import avg_pool2d, max_pool2d


class Smaller(NamedTuple):
    """A picture made smaller.

    Attributes
    ----------
    picture : ndarray, shape (H // S, W // S)
    mean : float
        Of its pixels.
    looked_at : int
        How many pixels of the large picture each of its pixels was made from, inside.
    """

    picture: Array
    mean: float
    looked_at: int


def downsample(picture: ArrayLike, name: str, stride: int) -> Array:
    """Make a picture S times smaller.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        What is left over of whole windows at its end is not looked at.
    name : str
        One of `DOWNSAMPLERS`:

        - average_pool, max_pool: windows of S × S side by side.
        - strided_convolution: windows of 2S - 1 pixels, S apart, with the weights of a Gaussian;
          beyond the border stands the mirror image. A network would learn its weights.
        - decimate: every S-th pixel of every S-th row.
    stride : int
        S.

    Returns
    -------
    ndarray, shape (H // S, W // S)
        Pooled pixels lie in the middle of their window, (S - 1) / 2 below and right of where
        those of the other two lie; see `coordinates_of`.

    Raises
    ------
    ParameterError
        If the name is unknown, or the picture smaller than S × S.

    Examples
    --------
    >>> downsample([[1.0, 3.0], [5.0, 7.0]], "average_pool", 2)
    array([[4.]])
    >>> downsample([[1.0, 3.0], [5.0, 7.0]], "decimate", 2)
    array([[1.]])
    """
    values = number_array("picture", picture, 2).astype(np.float64, copy=False)
    way = DOWNSAMPLERS[one_of("name", name, tuple(DOWNSAMPLERS))]
    step = whole_number("stride", stride)
    if min(values.shape) < step:
        raise ParameterError(
            f"picture must have at least {step} × {step} pixels to be made {step} times smaller, "
            f"got {values.shape[0]} × {values.shape[1]}"
        )
    whole = tuple(slice(size - size % step) for size in values.shape)
    return way(values[whole], step)


def every_way_down(picture: ArrayLike, stride: int) -> dict[str, Smaller]:
    """Make a picture S times smaller in every way, by the names of `DOWNSAMPLERS`.

    Raises
    ------
    ParameterError
        As `downsample`.
    """
    results = {name: downsample(picture, name, stride) for name in DOWNSAMPLERS}
    seen = {"decimate": 1, "strided_convolution": _kernel_size(stride) ** 2}
    return {
        name: Smaller(values, float(values.mean()), seen.get(name, stride**2))
        for name, values in results.items()
    }


def coordinates_of(name: str) -> str:
    """Return where the pixels of a smaller picture lie on the large one, as `resize` names it.

    Parameters
    ----------
    name : str
        One of `DOWNSAMPLERS`.

    Returns
    -------
    str
        ``half_pixel`` where they lie in the middle of S × S pixels, ``asymmetric`` where they lie
        on the first of them.

    Raises
    ------
    ParameterError
        If the name is unknown.
    """
    pooled = one_of("name", name, tuple(DOWNSAMPLERS)) in ("average_pool", "max_pool")
    return "half_pixel" if pooled else "asymmetric"


def whole_ring_sets(stride: int) -> int:
    """Return how many whole sets of rings a zone plate shows once every S-th pixel is kept.

    Along an axis its frequency goes from -0.5 cycles per pixel at one edge to 0.5 at the other, and
    wherever it is a multiple of 1/S the kept pixels see no wave at all: there rings have their
    middle. Those at the very edge are not whole.

    Raises
    ------
    ParameterError
        If `stride` is no positive whole number.

    Examples
    --------
    >>> [whole_ring_sets(stride) for stride in (1, 2, 3, 4)]
    [1, 1, 9, 9]
    """
    step = whole_number("stride", stride)
    along = 2 * ((step - 1) // 2) + 1
    return int(along**2)


def _kernel_size(stride: int) -> int:
    return 2 * stride - 1


def _average(values: Array, stride: int) -> Array:
    return np.asarray(avg_pool2d(values[None, None], stride)[0, 0])


def _largest(values: Array, stride: int) -> Array:
    return np.asarray(max_pool2d(values[None, None], stride)[0, 0])


def _every(values: Array, stride: int) -> Array:
    return values[::stride, ::stride].copy()


def _convolved(values: Array, stride: int) -> Array:
    size = _kernel_size(stride)
    weights = preset_kernel("gaussian", (size, size))
    wide = np.pad(values, stride - 1, mode="symmetric")
    return np.asarray(conv2d(wide[None, None], weights[None, None], stride)[0, 0])


DOWNSAMPLERS: Mapping[str, Callable[[Array, int], Array]] = {
    "average_pool": _average,
    "max_pool": _largest,
    "strided_convolution": _convolved,
    "decimate": _every,
}
"""The ways by the names of their methods: each takes a picture (H, W), of whole windows, and S."""
