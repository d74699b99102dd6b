"""Pixel shuffle: r·r channels of low resolution interleaved into one of high resolution.

References
----------
Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network", CVPR 2016, section 3.2; Aitken et al., "Checkerboard artifact free
sub-pixel convolution", arXiv:1707.02937 (ICNR); the documentation of ONNX's ``DepthToSpace`` (the
modes DCR and CRD).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    check_size,
    grid_shape,
    number_array,
    one_of,
    sequence_length,
    shown,
    whole_number,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import MAX_ENTRIES


def pixel_shuffle(x: ArrayLike, upscale_factor: int) -> Array:
    """Interleave every r·r channels into one channel, r times as high and as wide.

    Channel ``c*r*r + i*r + j`` of the input goes to offset (i, j) of every r × r block of channel
    c of the output.

    Parameters
    ----------
    x : array_like, shape (N, C * r * r, H, W)
    upscale_factor : int
        r.

    Returns
    -------
    ndarray, shape (N, C, H * r, W * r)

    Raises
    ------
    ParameterError
        If the channels are no multiple of r·r, or a parameter is invalid.

    Examples
    --------
    >>> pixel_shuffle([[[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]]], 2)
    array([[[[1., 3., 2., 4.],
             [5., 7., 6., 8.]]]])
    """
    return _interleaved(x, "upscale_factor", upscale_factor, "CRD")


def depth_to_space(x: ArrayLike, block_size: int, mode: str = "DCR") -> Array:
    """Interleave channels as ONNX's ``DepthToSpace`` does, in either of its orders.

    Parameters
    ----------
    x : array_like, shape (N, C * r * r, H, W)
    block_size : int
        r.
    mode : {"DCR", "CRD"}
        Which input channel goes to offset (i, j) of output channel c. Depth, column, row: channel
        ``(i*r + j)*C + c``, the order of TensorFlow. Column, row, depth: ``c*r*r + i*r + j``, that
        of `pixel_shuffle`. With C = 1 the two are the same.

    Returns
    -------
    ndarray, shape (N, C, H * r, W * r)

    Raises
    ------
    ParameterError
        If the channels are no multiple of r·r, or a parameter is invalid.
    """
    return _interleaved(x, "block_size", block_size, one_of("mode", mode, ("DCR", "CRD")))


def _interleaved(x: ArrayLike, name: str, factor: Any, mode: str) -> Array:
    images = number_array("x", x, 4)
    r = whole_number(name, factor)
    N, channels, H, W = images.shape
    if channels % (r * r):
        raise ParameterError(
            f"x must have channels in multiples of {name}² = {r * r}, got {channels}"
        )
    C = channels // (r * r)
    if mode == "CRD":
        blocks = images.reshape(N, C, r, r, H, W).transpose(0, 1, 4, 2, 5, 3)
    else:
        blocks = images.reshape(N, r, r, C, H, W).transpose(0, 3, 4, 1, 5, 2)
    return np.array(blocks, order="C").reshape(N, C, H * r, W * r)


def pixel_unshuffle(x: ArrayLike, downscale_factor: int) -> Array:
    """Take a picture apart into r·r channels; undoes `pixel_shuffle`.

    Parameters
    ----------
    x : array_like, shape (N, C, H * r, W * r)
    downscale_factor : int
        r.

    Returns
    -------
    ndarray, shape (N, C * r * r, H, W)

    Raises
    ------
    ParameterError
        If height or width is no multiple of r, or a parameter is invalid.
    """
    images = number_array("x", x, 4)
    r = whole_number("downscale_factor", downscale_factor)
    N, C, height, width = images.shape
    if height % r or width % r:
        raise ParameterError(
            f"x must have height and width in multiples of downscale_factor = {r}, "
            f"got {height} × {width}"
        )
    blocks = images.reshape(N, C, height // r, r, width // r, r).transpose(0, 1, 3, 5, 2, 4)
    return np.array(blocks, order="C").reshape(N, C * r * r, height // r, width // r)


def pixel_shuffle_map(input_shape: Axes, upscale_factor: int) -> LinearMap:
    """Return pixel shuffle to one channel as a matrix: a permutation.

    Parameters
    ----------
    input_shape : (r, L) or (r * r, H, W)
        In one dimension channel i goes to offset i.
    upscale_factor : int
        r.

    Returns
    -------
    LinearMap
        From `input_shape` to (L * r,) or (H * r, W * r).

    Raises
    ------
    ParameterError
        If the channels are not r, or r·r, or a parameter is invalid.
    """
    r = whole_number("upscale_factor", upscale_factor)
    if sequence_length(input_shape) not in (2, 3):
        raise ParameterError(f"input_shape must be (r, L) or (r*r, H, W), got {shown(input_shape)}")
    channels, *sizes = grid_shape("input_shape", input_shape)
    axes = len(sizes)
    if channels != r**axes:
        raise ParameterError(
            f"input_shape must have {r**axes} channels for upscale_factor {r}, got {channels}"
        )
    check_size("the output", (channels, *sizes), MAX_ENTRIES)
    cells = np.arange(channels * math.prod(sizes)).reshape((r,) * axes + tuple(sizes))
    # Axes (i, j, H, W) become (H, i, W, j): every offset moves beside the axis it refines.
    order = [place for axis in range(axes) for place in (axes + axis, axis)]
    inputs = cells.transpose(order).ravel()
    return LinearMap(
        (channels, *sizes),
        tuple(size * r for size in sizes),
        np.arange(inputs.size + 1),
        inputs,
        np.ones(inputs.size),
    )


def sub_pixel_kernel(filters: ArrayLike, upscale_factor: int) -> Array:
    """Return the kernel of the transposed convolution that a sub-pixel convolution equals.

    Filter (i, j) makes the outputs at offset (i, j) of every r × r block. So its taps, rotated by
    180° as those of a transposed convolution are, stand r apart in a kernel r times as large, and
    begin at (i, j). With stride r and padding ``r * (K - 1 - P)``, P being the padding of the
    convolution, the results are equal.

    Parameters
    ----------
    filters : array_like, shape (r, K) or (r * r, KH, KW)
        One for each channel that is interleaved, in the order of `pixel_shuffle`.
    upscale_factor : int
        r.

    Returns
    -------
    ndarray, shape (r * K,) or (r * KH, r * KW)

    Raises
    ------
    ParameterError
        If there are not r, or r·r, filters, or a parameter is invalid.

    Examples
    --------
    >>> sub_pixel_kernel([[1, 2, 3], [10, 20, 30]], 2)
    array([ 3., 30.,  2., 20.,  1., 10.])

    References
    ----------
    Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
    """
    stacked = number_array("filters", filters, (2, 3))
    r = whole_number("upscale_factor", upscale_factor)
    axes = stacked.ndim - 1
    if stacked.shape[0] != r**axes:
        raise ParameterError(
            f"filters must be {r**axes} for upscale_factor {r}, got {stacked.shape[0]}"
        )
    rotated = np.flip(stacked, axis=tuple(range(1, axes + 1)))
    grid = rotated.reshape(*(r,) * axes, *stacked.shape[1:])
    order = [axis for pair in zip(range(axes, 2 * axes), range(axes), strict=True) for axis in pair]
    large: Array = grid.transpose(order).reshape([size * r for size in stacked.shape[1:]])
    return large.copy()


def icnr(base_weight: ArrayLike, upscale_factor: int) -> Array:
    """Make the weight of a sub-pixel convolution that equals convolution, then nearest, at first.

    Each filter is repeated for all offsets of its output channel, so that the channels that are
    interleaved begin equal: without a checkerboard. The filters must be repeated one by one
    (0, 0, 0, 0, 1, 1, 1, 1, …); tiling them (0, 1, 0, 1, …) would interleave different channels.

    Parameters
    ----------
    base_weight : array_like, shape (C, I, KH, KW) or (C, I, K)
        Weight of a convolution to C channels.
    upscale_factor : int
        r.

    Returns
    -------
    ndarray, shape (C * r * r, I, KH, KW) or (C * r, I, K)

    Raises
    ------
    ParameterError
        If a parameter is invalid, or the result would be over the memory bound.
    """
    base = number_array("base_weight", base_weight, (3, 4))
    r = whole_number("upscale_factor", upscale_factor)
    copies = r ** (base.ndim - 2)
    check_size("the weight", (copies, *base.shape))
    return np.repeat(base, copies, axis=0)
