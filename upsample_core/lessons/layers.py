"""Layers that enlarge without stamping: what remedies and untrained generators are made of.

All take feature maps (N, C, H, W) and repeat the border cells where a kernel reaches beyond them.
"""

from __future__ import annotations

import numpy as np

from upsample_core.checks import Array
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pixel_shuffle import icnr, pixel_shuffle
from upsample_core.resampling.interpolation import interpolate


def same_convolution(x: Array, weight: Array) -> Array:
    """Convolve to the same size; of an even kernel the longer half reaches to the right.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (O, C, KH, KW)

    Returns
    -------
    ndarray, shape (N, O, H, W)
    """
    margins = [((side - 1) // 2, side // 2) for side in weight.shape[2:]]
    return conv2d(np.pad(x, [(0, 0), (0, 0), *margins], mode="edge"), weight)


def sub_pixel(x: Array, weight: Array, stride: int) -> Array:
    """Convolve with S² filters for each output channel, and interleave what they give.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (O * S², C, KH, KW)

    Returns
    -------
    ndarray, shape (N, O, H * S, W * S)
    """
    return pixel_shuffle(same_convolution(x, weight), stride)


def equal_sub_pixel(x: Array, weight: Array, stride: int) -> Array:
    """Do the same with S² equal filters (ICNR), given one for each output channel.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (O, C, KH, KW)

    Returns
    -------
    ndarray, shape (N, O, H * S, W * S)
    """
    return sub_pixel(x, icnr(weight, stride), stride)


def resize_convolution(x: Array, weight: Array, stride: int, mode: str) -> Array:
    """Resize by interpolation, ``nearest`` or ``bilinear``, then convolve.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (O, C, KH, KW)

    Returns
    -------
    ndarray, shape (N, O, H * S, W * S)
    """
    return same_convolution(interpolate(x, scale_factor=stride, mode=mode), weight)
