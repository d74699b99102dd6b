"""How close a resize and convolution can come to a sub-pixel convolution.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (resize, then
convolve, as a transposed convolution whose weights are tied).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.operations.pixel_shuffle import sub_pixel_kernel
from upsample_core.operations.transposed_convolution import conv_transpose2d, conv_transpose_map


class Imitation(NamedTuple):
    """The nearest resize and convolution that comes closest to a sub-pixel convolution.

    Attributes
    ----------
    wanted, found : ndarray, shape (r * K, r * K)
        Both as kernels of a transposed convolution.
    free, reached : int
        How many numbers of `wanted` can be chosen, and how many dimensions of these there are that
        a resize and convolution reaches.
    left : float
        The share of the energy of `wanted` that is not imitated.
    """

    wanted: Array
    found: Array
    free: int
    reached: int
    left: float


class ImitatedPicture(NamedTuple):
    """A picture enlarged by a sub-pixel convolution, and by what comes closest to it.

    Attributes
    ----------
    wanted, found : ndarray, shape (rH, rW)
    difference : float
        The largest absolute difference of the two.
    """

    wanted: Array
    found: Array
    difference: float


def drawn_filters(kernel_size: int, upscale_factor: int, spread: float, seed: int = 0) -> Array:
    """Draw r² filters that blur, each with noise of its own.

    Parameters
    ----------
    kernel_size : int
        K.
    upscale_factor : int
        r.
    spread : float
        Standard deviation of the noise, for each filter as a whole.
    seed : int

    Returns
    -------
    ndarray, shape (r * r, K, K)

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    size = whole_number("kernel_size", kernel_size)
    r = whole_number("upscale_factor", upscale_factor)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    noise = source.standard_normal((r * r, size, size)) * (spread / size)
    return np.asarray(preset_kernel("gaussian", (size, size)) + noise)


def imitate(filters: ArrayLike, upscale_factor: int) -> Imitation:
    """Return the nearest resize and convolution that comes closest to some filters.

    Parameters
    ----------
    filters : array_like, shape (r * r, K, K)
        Of a sub-pixel convolution.
    upscale_factor : int
        r.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    stacked = number_array("filters", filters, 3).astype(np.float64)
    r = whole_number("upscale_factor", upscale_factor)
    wanted = sub_pixel_kernel(stacked, r)
    size = r * (stacked.shape[-1] - 1) + 1
    # Each tap of the convolution meets the r × r copies of a pixel: it stamps a box.
    boxes = conv_transpose_map((size, size), np.ones((r, r))).matrix.toarray()
    taps, _residue, reached, _values = np.linalg.lstsq(boxes, wanted.ravel(), rcond=None)
    found = (boxes @ taps).reshape(wanted.shape)
    left = float(((wanted - found) ** 2).sum() / (wanted**2).sum())
    return Imitation(wanted, found, wanted.size, int(reached), left)


def imitate_on(picture: ArrayLike, imitation: Imitation, upscale_factor: int) -> ImitatedPicture:
    """Enlarge a picture by both kernels of an imitation.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    imitation : Imitation
        Of filters with an odd K, which keep the size.
    upscale_factor : int
        r.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 2).astype(np.float64)
    r = whole_number("upscale_factor", upscale_factor)
    border = (imitation.wanted.shape[0] // r - 1) // 2
    padded = np.pad(values, border, mode="edge")[None, None]
    wanted, found = (
        conv_transpose2d(padded, kernel[None, None], r, 2 * r * border)[0, 0]
        for kernel in (imitation.wanted, imitation.found)
    )
    return ImitatedPicture(wanted, found, float(np.abs(wanted - found).max()))
