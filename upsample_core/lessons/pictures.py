"""Pictures as the lessons use them: grey, small and square."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import ParameterError, number_array, whole_number
from upsample_core.operations.pooling import avg_pool2d


def small_grey(picture: ArrayLike, side: int) -> NDArray[np.float64]:
    """Return a picture in grey, reduced by averaging.

    Parameters
    ----------
    picture : array_like, shape (C, H, H)
        The mean of its channels is the grey.
    side : int
        Of the result; it divides H.

    Returns
    -------
    ndarray of float64, shape (side, side)

    Raises
    ------
    ParameterError
        If the picture is not square, or `side` does not divide its side.

    Examples
    --------
    >>> small_grey([[[0.0, 2.0], [4.0, 6.0]]], 1)
    array([[3.]])
    """
    return np.asarray(_reduced(picture, side).mean(axis=0))


def grey_middle(picture: ArrayLike, side: int, least: int = 2) -> NDArray[np.float64]:
    """Return the middle of a picture in grey, its sides even.

    Parameters
    ----------
    picture : array_like, shape (C, H, W)
        The mean of its channels is the grey.
    side : int
        The longest that the sides of the result may be.
    least : int
        The shortest that they may be.

    Returns
    -------
    ndarray of float64, shape (h, w)

    Raises
    ------
    ParameterError
        If the picture is smaller than that.
    """
    values = number_array("picture", picture, 3).astype(np.float64).mean(axis=0)
    longest = whole_number("side", side, minimum=2)
    cuts = []
    for size in values.shape:
        kept = min(size, longest) // 2 * 2
        if kept < least:
            raise ParameterError(f"picture must have sides of at least {least}, got {size}")
        cuts.append(slice((size - kept) // 2, (size - kept) // 2 + kept))
    return np.asarray(values[tuple(cuts)])


def small_colour(picture: ArrayLike, side: int) -> NDArray[np.float64]:
    """Return a picture in three channels, reduced by averaging; a grey one has three alike.

    Parameters
    ----------
    picture : array_like, shape (1, H, H) or (3, H, H)
    side : int
        Of the result; it divides H.

    Returns
    -------
    ndarray of float64, shape (3, side, side)

    Raises
    ------
    ParameterError
        As `small_grey`, or if the picture has another number of channels.
    """
    small = _reduced(picture, side)
    if len(small) not in (1, 3):
        raise ParameterError(f"picture must have 1 or 3 channels, got {len(small)}")
    return np.broadcast_to(small, (3, *small.shape[1:])).copy()


def _reduced(picture: ArrayLike, side: int) -> NDArray[np.float64]:
    """Return a square picture (C, H, H) as (C, side, side), each pixel the mean of a block."""
    values = number_array("picture", picture, 3)
    height, width = values.shape[1:]
    if height != width:
        raise ParameterError(f"picture must be square, got {height} × {width}")
    small = whole_number("side", side, maximum=height)
    if height % small:
        raise ParameterError(f"side must divide the picture's side {height}, got {small}")
    return np.asarray(avg_pool2d(values.astype(np.float64)[None], height // small)[0])
