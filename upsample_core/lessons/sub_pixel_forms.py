"""A sub-pixel convolution and the transposed convolution that it equals, entry by entry.

References
----------
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, grid_shape, number_array, whole_number
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.pixel_shuffle import pixel_shuffle_map, sub_pixel_kernel
from upsample_core.operations.transposed_convolution import conv_transpose_map


class SubPixelForms(NamedTuple):
    """Both forms of one layer, for one channel of input and one of output.

    Attributes
    ----------
    filters : ndarray, shape (r * r, K, K)
    kernel : ndarray, shape (r * K, r * K)
        Of the transposed convolution.
    of_tap : ndarray, shape of `kernel`
        Which filter each tap comes from.
    padding : int
        Of the transposed convolution.
    sub_pixel, transposed : ndarray
        Both matrices, zero where nothing is stored.
    filter_of_entry : tuple of two ndarray
        For both matrices, the filter that each stored entry comes from; NaN where none is.
    difference : float
        The largest absolute difference of the matrices.
    stored : int
    """

    filters: Array
    kernel: Array
    of_tap: Array
    padding: int
    sub_pixel: Array
    transposed: Array
    filter_of_entry: tuple[Array, Array]
    difference: float
    stored: int


def sub_pixel_forms(shape: Axes, filters: ArrayLike, upscale_factor: int) -> SubPixelForms:
    """Return a sub-pixel convolution that keeps the size, and the transposed one it equals.

    Parameters
    ----------
    shape : (H, W)
        Of the input.
    filters : array_like, shape (r * r, K, K)
        K odd.
    upscale_factor : int
        r.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    sizes = grid_shape("shape", shape)
    stacked = number_array("filters", filters, 3).astype(np.float64)
    r = whole_number("upscale_factor", upscale_factor)
    kernel = sub_pixel_kernel(stacked, r)
    size, padding = stacked.shape[-1], stacked.shape[-1] // 2
    convolve = LinearMap.stacked(*(conv_map(sizes, one, padding=padding) for one in stacked))
    woven = pixel_shuffle_map(convolve.output_shape, r) @ convolve
    border = r * (size - 1 - padding)
    stamped = conv_transpose_map(sizes, kernel, r, border)
    # A filter of its own number in every tap tells where each tap of the large kernel comes from.
    numbered = np.broadcast_to(np.arange(float(r * r))[:, None, None], stacked.shape)
    of_tap = sub_pixel_kernel(numbered, r)
    own = (np.asarray(numbered), of_tap)
    dense = woven.matrix.toarray(), stamped.matrix.toarray()
    return SubPixelForms(
        stacked,
        kernel,
        of_tap,
        border,
        *dense,
        (_filters_of(woven, own[0]), _filters_of(stamped, own[1])),
        float(np.abs(dense[0] - dense[1]).max()),
        woven.nnz,
    )


def _filters_of(linear_map: LinearMap, numbers: Array) -> Array:
    """Return the matrix with the number of its filter at each stored entry, NaN elsewhere."""
    found = np.full(linear_map.shape, np.nan)
    found[linear_map.rows(), linear_map.inputs] = linear_map.with_kernel(numbers).weights
    return found
