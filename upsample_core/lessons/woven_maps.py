"""Maps of low resolution that are woven into one picture, one after another.

References
----------
Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network", CVPR 2016, section 3.2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, grid_shape, number_array, whole_number
from upsample_core.operations.pixel_shuffle import pixel_shuffle, pixel_unshuffle


class WovenPicture(NamedTuple):
    """A picture taken apart into r² maps, some of which are woven together again.

    Attributes
    ----------
    beside : ndarray, shape (H, W)
        The maps beside each other, r in a row, in the order of their channels.
    woven : ndarray, shape (H, W)
        The picture as far as it is woven; zero where a map is still missing.
    """

    beside: Array
    woven: Array


class WovenCells(NamedTuple):
    """Which channel and which small pixel fills each cell of a woven grid.

    Attributes
    ----------
    channels : ndarray, shape (H * r, W * r)
        NaN where a map is still missing.
    pixels : ndarray, shape (H * r, W * r)
        Flat number of the pixel in its map.
    """

    channels: Array
    pixels: Array


def weave_picture(picture: ArrayLike, upscale_factor: int, count: int) -> WovenPicture:
    """Take a picture apart into r² maps, and weave the first `count` of them together.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        Both divisible by r.
    upscale_factor : int
        r.
    count : int
        From 0 to r².

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 2)
    r = whole_number("upscale_factor", upscale_factor)
    known = whole_number("count", count, minimum=0, maximum=r * r)
    maps = pixel_unshuffle(values[None, None], r)
    height, width = maps.shape[2:]
    rows = maps.reshape(r, r, height, width).transpose(0, 2, 1, 3)
    begun = maps.copy()
    begun[:, known:] = 0
    beside = rows.reshape(values.shape)
    return WovenPicture(np.array(beside), pixel_shuffle(begun, r)[0, 0])


def weave_cells(shape: Axes, upscale_factor: int, count: int) -> WovenCells:
    """Return what fills each cell once the first `count` maps of a small grid are woven.

    Parameters
    ----------
    shape : (H, W)
        Of each map.
    upscale_factor : int
        r.
    count : int
        From 0 to r².

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    height, width = grid_shape("shape", shape)
    r = whole_number("upscale_factor", upscale_factor)
    known = whole_number("count", count, minimum=0, maximum=r * r)
    channels = np.broadcast_to(np.arange(r * r)[:, None, None], (r * r, height, width)).astype(
        float
    )
    channels[known:] = np.nan
    pixels = np.arange(height * width, dtype=float).reshape(1, height, width)
    woven = pixel_shuffle(channels[None], r)[0, 0]
    return WovenCells(woven, pixel_shuffle(np.tile(pixels, (r * r, 1, 1))[None], r)[0, 0])
