"""A blur before every S-th pixel is kept: what it keeps out, and what it costs.

A picture is parted in two: what is coarse enough for the smaller picture, below 1 / (2S) cycles per
pixel along both axes, and what is finer. Keeping every S-th pixel takes the coarse part as it is
and turns the fine part into something that was not there. Beyond its border the picture is taken to
go on as its mirror image, so that the border adds no frequencies of its own.

References
----------
Gonzalez and Woods, "Digital image processing", 4th edition, section 4.5 (aliasing in images).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import fft, ndimage

from upsample_core.checks import (
    Array,
    ParameterError,
    finite_number,
    number_array,
    whole_number,
)

LEVELS = 255
"""Errors are told in grey levels, of 255 from black to white."""

MAX_SIGMA = 4.0
"""Strongest blur, in pixels."""

_STEP = 0.1


class Parts(NamedTuple):
    """A picture as the sum of two.

    Attributes
    ----------
    coarse : ndarray, shape (H, W)
        What a picture S times smaller can hold.
    fine : ndarray, shape (H, W)
        All else.
    """

    coarse: Array
    fine: Array


class Kept(NamedTuple):
    """A blurred picture of which every S-th pixel was kept, with its errors.

    Attributes
    ----------
    blurred : ndarray, shape (H, W)
    picture : ndarray, shape (⌈H / S⌉, ⌈W / S⌉)
        Every S-th pixel of it.
    ideal : ndarray, same shape
        Every S-th pixel of the coarse part alone: the most that it can truly show.
    false : ndarray, same shape
        What of it comes from the fine part: no such thing is in the scene.
    false_levels : float
        The root mean square of `false`, in grey levels.
    lost_levels : float
        The same of what the blur took from the coarse part.
    error_levels : float
        The same of both together: how far the picture is from the ideal.
    """

    blurred: Array
    picture: Array
    ideal: Array
    false: Array
    false_levels: float
    lost_levels: float
    error_levels: float


class BlurCurves(NamedTuple):
    """The errors of `keep_blurred` over the strength of the blur, and the least.

    Attributes
    ----------
    sigmas, false, lost, error : ndarray, shape (M,)
        Standard deviations in pixels, and errors in grey levels.
    best : float
        The sigma of the smallest `error`.
    """

    sigmas: Array
    false: Array
    lost: Array
    error: Array
    best: float


def parted(picture: ArrayLike, stride: int) -> Parts:
    """Part a picture into what a picture S times smaller can hold, and what is finer.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    stride : int
        S.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = _picture(picture)
    step = whole_number("stride", stride)
    # Entry k of a cosine transform of N cells is a wave of k / 2N cycles per cell.
    waves = fft.dctn(values, norm="ortho")
    for axis, size in enumerate(values.shape):
        finer: list[Any] = [slice(None)] * 2
        finer[axis] = slice(-(-size // step), None)
        waves[tuple(finer)] = 0
    coarse = np.asarray(fft.idctn(waves, norm="ortho"))
    return Parts(coarse, values - coarse)


def blur(picture: ArrayLike, sigma: float) -> Array:
    """Blur a picture by a Gaussian whose standard deviation is `sigma` pixels; 0 leaves it.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    sigma : float
        From 0 to `MAX_SIGMA`.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    width = finite_number("sigma", sigma)
    if not 0 <= width <= MAX_SIGMA:
        raise ParameterError(f"sigma must be from 0 to {MAX_SIGMA:g} pixels, got {width:g}")
    values = _picture(picture)
    return values.copy() if width == 0 else np.asarray(ndimage.gaussian_filter(values, width))


def keep_blurred(picture: ArrayLike, stride: int, sigma: float) -> Kept:
    """Blur a picture and keep every S-th pixel of every S-th row.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1
    stride : int
        S.
    sigma : float
        From 0 to `MAX_SIGMA` pixels.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    return _kept(parted(picture, stride), stride, sigma)


def blur_curves(picture: ArrayLike, stride: int) -> BlurCurves:
    """Return the errors of `keep_blurred` from no blur to `MAX_SIGMA`.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    parts = parted(picture, stride)
    sigmas = np.round(np.arange(0, MAX_SIGMA + _STEP / 2, _STEP), 6)
    runs = [_kept(parts, stride, sigma) for sigma in sigmas.tolist()]
    errors = [[run.false_levels, run.lost_levels, run.error_levels] for run in runs]
    false, lost, error = np.array(errors).T
    return BlurCurves(sigmas, false, lost, error, float(sigmas[error.argmin()]))


def levels(values: ArrayLike) -> float:
    """Return the root mean square of differences from 0 to 1, in grey levels.

    Raises
    ------
    ParameterError
        If `values` is no array of one or two axes.

    Examples
    --------
    >>> levels([[0.0, 0.2], [0.2, 0.2]]) < levels([[0.2, 0.2], [-0.2, 0.2]])
    True
    """
    differences = number_array("values", values, (1, 2))
    return float(LEVELS * np.sqrt(np.mean(np.square(differences, dtype=np.float64))))


def _kept(parts: Parts, stride: int, sigma: float) -> Kept:
    every = (slice(None, None, stride),) * 2
    coarse, fine = (blur(part, sigma) for part in parts)
    false, ideal = fine[every].copy(), parts.coarse[every].copy()
    lost = coarse[every] - ideal
    blurred = coarse + fine
    found = (levels(false), levels(lost), levels(false + lost))
    return Kept(blurred, blurred[every].copy(), ideal, false, *found)


def _picture(picture: ArrayLike) -> Array:
    return number_array("picture", picture, 2).astype(np.float64, copy=False)
