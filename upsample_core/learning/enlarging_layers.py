"""Layers with one kernel that make a picture twice as large, and how their kernels begin.

All are linear in the kernel: the output is the sum of what each weight alone makes, times the
weight. A sub-pixel convolution is kept as the one large kernel that it equals
(`operations.pixel_shuffle.sub_pixel_kernel`): the same numbers in other places, so it is trained
the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    ParameterError,
    grid_shape,
    number_array,
    one_of,
    whole_number,
)
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pixel_shuffle import icnr, sub_pixel_kernel
from upsample_core.operations.transposed_convolution import conv_transpose2d
from upsample_core.resampling.interpolation import interpolate

KINDS = {
    "transposed": (2, 3, 4, 5, 6, 7, 8),
    "sub_pixel": (1, 3, 5),
    "nearest": (1, 3, 5),
    "bilinear": (1, 3, 5),
}
"""The layers, with the kernel sizes that each may have; the last two enlarge and then convolve."""

STARTS = ("random", "ones", "bilinear", "icnr")
"""How a kernel begins; ICNR is for sub-pixel convolution alone, and not every layer can be bilinear
interpolation."""

_SCALE = 2
_BORDER = 4
_HALF_PIXEL = (0.25, 0.75, 0.75, 0.25)
_ON_PIXELS = (0.5, 1.0, 0.5)


@dataclass(frozen=True)
class EnlargingLayer:
    """A layer with one kernel that enlarges twice. Beyond the border the last pixels go on.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    kernel_size : int
        K, of each filter.

    Raises
    ------
    ParameterError
        If there is no such layer.
    """

    kind: str
    kernel_size: int

    def __post_init__(self) -> None:
        """Check the layer."""
        sizes = KINDS[one_of("kind", self.kind, KINDS)]
        one_of("kernel_size", whole_number("kernel_size", self.kernel_size), sizes)

    @property
    def side(self) -> int:
        """How many weights the kernel has along an axis: 2K for a sub-pixel convolution."""
        return self.kernel_size * (_SCALE if self.kind == "sub_pixel" else 1)

    @property
    def starts(self) -> tuple[str, ...]:
        """The names of `STARTS` that are for this layer."""
        out = set() if self.kind == "sub_pixel" else {"icnr"}
        if len(self._bilinear_axis) > self.side:
            out.add("bilinear")
        return tuple(name for name in STARTS if name not in out)

    def begin(self, start: str, seed: int = 0) -> Array:
        """Return the kernel (side, side) before training.

        Drawn evenly from -1/K to 1/K, as PyTorch does for one input channel; all ones; bilinear
        interpolation; or drawn and then the same for the four pixels of a block (ICNR).

        Raises
        ------
        ParameterError
            If there is no such start, or not for this layer.
        """
        source = np.random.default_rng(whole_number("seed", seed, minimum=0))
        size = self.kernel_size
        if one_of("start", start, self.starts) == "ones":
            return np.ones((self.side, self.side))
        if start == "bilinear":
            return self._bilinear()
        filters = _SCALE**2 if self.kind == "sub_pixel" and start == "random" else 1
        drawn = source.uniform(-1 / size, 1 / size, (filters, 1, size, size))
        if self.kind != "sub_pixel":
            return np.asarray(drawn[0, 0])
        if start == "icnr":
            drawn = icnr(drawn, _SCALE)
        return sub_pixel_kernel(drawn[:, 0], _SCALE)

    @property
    def _bilinear_axis(self) -> tuple[float, ...]:
        """The weights, along an axis, with which the layer is bilinear interpolation."""
        if self.kind == "bilinear":
            return (1.0,)
        if self.kind == "nearest":
            return (0.25, 0.5, 0.25)
        return _ON_PIXELS if self.side % 2 else _HALF_PIXEL

    def _bilinear(self) -> Array:
        weights = np.array(self._bilinear_axis)
        border = (self.side - len(weights)) // 2
        return np.pad(np.outer(weights, weights), border)

    def enlarge(self, small: ArrayLike, kernel: ArrayLike) -> Array:
        """Return what the layer makes of a picture (H, W).

        Parameters
        ----------
        small : array_like, shape (H, W)
        kernel : array_like, shape (side, side) or (M, side, side)
            One, or several to be tried on the same picture.

        Returns
        -------
        ndarray, shape (2H, 2W) or (M, 2H, 2W)

        Raises
        ------
        ParameterError
            If the picture or the kernel has another shape.
        """
        weights = number_array("kernel", kernel, (2, 3))
        if weights.shape[-2:] != (self.side, self.side):
            raise ParameterError(
                f"kernel must be {self.side} × {self.side}, got shape {weights.shape}"
            )
        several = weights.reshape(-1, self.side, self.side)
        made = self._enlarged(number_array("small", small, 2), several)
        return made if weights.ndim == 3 else np.asarray(made[0])

    def responses(self, small: ArrayLike) -> Array:
        """Return what each weight alone, being 1, makes of a picture (H, W).

        Returns
        -------
        ndarray, shape (side², 2H, 2W)
            Their sum, each times its weight, is what the layer makes.

        Raises
        ------
        ParameterError
            If the picture has another number of axes.
        """
        units = np.eye(self.side**2).reshape(-1, self.side, self.side)
        return self._enlarged(number_array("small", small, 2), units)

    def phase_sums(self, kernel: ArrayLike) -> Array:
        """Return what the four pixels of a block become where the picture is 1 everywhere.

        Returns
        -------
        ndarray, shape (2, 2), or (M, 2, 2) for several kernels
            All equal where the layer is even; far apart, they are a checkerboard.

        Raises
        ------
        ParameterError
            If the kernel has another shape.
        """
        return self.enlarge(np.ones((1, 1)), kernel)

    def matrix(self, kernel: ArrayLike, size: tuple[int, int]) -> Array:
        """Return the matrix that makes the large picture, as a column, of the small one (H, W).

        Parameters
        ----------
        kernel : array_like, shape (side, side) or (M, side, side)
            One, or several.
        size : (int, int)
            H, W. At the border a weight may stand at a pixel that goes on beyond it.

        Returns
        -------
        ndarray, shape (4HW, HW), or (M, 4HW, HW) for several kernels

        Raises
        ------
        ParameterError
            If the kernel has another shape, or the size is not two whole numbers from 1 on.
        """
        shape = grid_shape("size", size, 2)
        pixels = np.eye(math.prod(shape)).reshape(-1, *shape)
        columns = [self.enlarge(pixel, kernel) for pixel in pixels]
        made = np.stack(columns, axis=-1)
        return made.reshape(*made.shape[:-3], -1, len(pixels))

    def _enlarged(self, small: Array, kernels: Array) -> Array:
        """Enlarge a picture by each of several kernels (M, side, side)."""
        wide = np.pad(small.astype(np.float64), _BORDER, mode="edge")[None, None]
        if self.kind in ("nearest", "bilinear"):
            large = interpolate(wide, scale_factor=_SCALE, mode=self.kind)
            made = conv2d(large, kernels[:, None], padding=self.side // 2)
        else:
            odd = self.side % 2
            padding = (self.side - _SCALE + odd) // 2
            made = conv_transpose2d(wide, kernels[None], _SCALE, padding, output_padding=odd)
        cut = slice(_SCALE * _BORDER, -_SCALE * _BORDER)
        return np.asarray(made[0, :, cut, cut])
