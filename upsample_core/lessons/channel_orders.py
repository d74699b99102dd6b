"""The two orders in which channels are woven, and what one makes of the other's.

References
----------
The documentation of PyTorch's ``PixelShuffle``, TensorFlow's ``depth_to_space`` and ONNX's
``DepthToSpace`` (modes DCR and CRD).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array, one_of, whole_number
from upsample_core.operations.pixel_shuffle import depth_to_space, pixel_unshuffle

ORDERS = ("CRD", "DCR")
"""Channel c·r² + i·r + j for offset (i, j) of output channel c; or (i·r + j)·C + c."""


class ReadAs(NamedTuple):
    """A picture whose channels were put in one order and read in another.

    Attributes
    ----------
    picture : ndarray, shape (C, H, W)
    wrong : int
        How many of the C·r² channels came out in a wrong place.
    """

    picture: Array
    wrong: int


def channel_table(channels: int, upscale_factor: int, order: str) -> NDArray[np.intp]:
    """Return which channel goes where: to offset (i, j) of output channel c.

    Parameters
    ----------
    channels : int
        C, of the output.
    upscale_factor : int
        r.
    order : str
        One of `ORDERS`.

    Returns
    -------
    ndarray of int, shape (C, r, r)

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> channel_table(2, 2, "DCR")[1]
    array([[1, 3],
           [5, 7]])
    """
    count = whole_number("channels", channels)
    r = whole_number("upscale_factor", upscale_factor)
    numbers = np.arange(count * r * r, dtype=float).reshape(1, -1, 1, 1)
    woven = depth_to_space(numbers, r, one_of("order", order, ORDERS))
    return np.asarray(woven[0], dtype=np.intp)


def permutation(channels: int, upscale_factor: int) -> NDArray[np.intp]:
    """Return the channels of a network in CRD order as one that weaves in DCR order wants them.

    Entry n is the channel to take for place n; filters are put in order alike.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> permutation(2, 2).tolist()
    [0, 4, 1, 5, 2, 6, 3, 7]
    """
    own, wanted = (channel_table(channels, upscale_factor, order).ravel() for order in ORDERS)
    found = np.empty_like(own)
    found[wanted] = own
    return found


def read_as(picture: ArrayLike, upscale_factor: int, written: str, read: str) -> ReadAs:
    """Take a picture apart in one order of channels, and weave it in another.

    Parameters
    ----------
    picture : array_like, shape (C, H, W)
        H and W divisible by r.
    upscale_factor : int
        r.
    written, read : str
        Of `ORDERS`.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 3)
    r = whole_number("upscale_factor", upscale_factor)
    count = values.shape[0]
    maps = pixel_unshuffle(values[None], r)
    if one_of("written", written, ORDERS) == "DCR":
        maps = maps[:, permutation(count, r)]
    woven = depth_to_space(maps, r, one_of("read", read, ORDERS))[0]
    tables = (channel_table(count, r, order) for order in (written, read))
    return ReadAs(woven, int(np.count_nonzero(np.subtract(*tables))))
