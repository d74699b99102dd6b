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
    values = number_array("picture", picture, 3)
    height, width = values.shape[1:]
    if height != width:
        raise ParameterError(f"picture must be square, got {height} × {width}")
    small = whole_number("side", side, maximum=height)
    if height % small:
        raise ParameterError(f"side must divide the picture's side {height}, got {small}")
    grey = values.mean(axis=0, dtype=np.float64)
    return np.asarray(avg_pool2d(grey[None, None], height // small)[0, 0], dtype=np.float64)
