"""Interpolation as a transposed convolution: the kernel that does it, and where the two differ.

References
----------
Long, Shelhamer and Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015,
section 3.3: upsampling layers that begin as bilinear interpolation, and may learn on from there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, flag, number_array, one_of, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.operations.transposed_convolution import conv_transpose1d, conv_transpose2d
from upsample_core.resampling.interpolation import resize_separably

FIXED = ("nearest", "bilinear")
_ROUNDING = 1e-9


class Stamp(NamedTuple):
    """The parameters of a transposed convolution along one axis that interpolates.

    Attributes
    ----------
    kernel : ndarray, shape (K,)
    stride, padding : int
    """

    kernel: Array
    stride: int
    padding: int

    @property
    def plane(self) -> Array:
        """The kernel of two axes, (K, K)."""
        return np.multiply.outer(self.kernel, self.kernel)


class AsTransposed(NamedTuple):
    """An interpolation beside the transposed convolution that stands for it.

    Attributes
    ----------
    interpolated, transposed : ndarray, shape (L * S,) or (H * S, W * S)
    differs : ndarray of bool, same shape
        Where the two differ by more than rounding.
    difference : float
        The largest difference there is.
    """

    interpolated: Array
    transposed: Array
    differs: NDArray[np.bool_]
    difference: float

    @property
    def cells(self) -> int:
        """In how many cells they differ."""
        return int(np.count_nonzero(self.differs))


def stamp_of(name: str, factor: int) -> Stamp:
    """Return the transposed convolution that interpolates, along one axis.

    Nearest is K = S ones. Linear is a triangle, K = 2S - S mod 2, cropped by P = ⌈(S - 1) / 2⌉.

    Parameters
    ----------
    name : {"nearest", "bilinear"}
    factor : int
        S.

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> stamp_of("bilinear", 2)
    Stamp(kernel=array([0.25, 0.75, 0.75, 0.25]), stride=2, padding=1)
    """
    step = whole_number("factor", factor)
    if one_of("name", name, FIXED) == "nearest":
        return Stamp(preset_kernel("ones", step), step, 0)
    return Stamp(preset_kernel("bilinear", 2 * step - step % 2), step, step // 2)


def as_transposed(x: ArrayLike, name: str, factor: int, repeat_edge: bool = False) -> AsTransposed:
    """Enlarge by interpolation and by the transposed convolution of `stamp_of`.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    name : {"nearest", "bilinear"}
    factor : int
        S.
    repeat_edge : bool
        Whether the input of the transposed convolution is first continued by one repeated cell at
        each end, and S more cells are cropped from what comes out.

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> as_transposed([1.0, 1.0, 1.0], "bilinear", 2).transposed
    array([0.75, 1.  , 1.  , 1.  , 1.  , 0.75])
    """
    values = number_array("x", x, (1, 2))
    stamp = stamp_of(name, factor)
    repeat = int(flag("repeat_edge", repeat_edge))
    wide = np.pad(values, repeat, "edge")[None, None]
    crop = stamp.padding + repeat * stamp.stride
    if values.ndim == 1:
        transposed = conv_transpose1d(wide, stamp.kernel[None, None], stamp.stride, crop)
    else:
        transposed = conv_transpose2d(wide, stamp.plane[None, None], stamp.stride, crop)
    exact = _interpolation(values, name, stamp.stride)
    off = np.abs(exact - transposed[0, 0])
    return AsTransposed(exact, transposed[0, 0], off > _ROUNDING, float(off.max()))


def _interpolation(values: Array, name: str, factor: int) -> Array:
    target = tuple(size * factor for size in values.shape)
    mode = "nearest" if name == "nearest" else "linear"
    return resize_separably(values, target, mode)
