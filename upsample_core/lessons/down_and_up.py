"""Down by one method and up by another: what comes back of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import difference, psnr
from upsample_core.checks import Array, flag, number_array, one_of, whole_number
from upsample_core.lessons.downsamplers import DOWNSAMPLERS, coordinates_of, downsample
from upsample_core.resampling.interpolation import resize

UPSAMPLERS: Mapping[str, dict[str, Any]] = {
    "nearest": {"mode": "nearest", "nearest_mode": "floor"},
    "bilinear": {"mode": "linear"},
    "bicubic": {"mode": "cubic"},
}
"""The ways up by the names of their methods, with the options of `resize`."""


class DownAndUp(NamedTuple):
    """A picture that went down and up again.

    Attributes
    ----------
    small : ndarray, shape (H // S, W // S)
    back : ndarray, shape (H', W')
        What whole windows cover of the picture.
    difference : ndarray, same shape
        Positive where `back` is too light.
    decibels : float
        PSNR of `back`.
    """

    small: Array
    back: Array
    difference: Array
    decibels: float


def down_and_up(
    picture: ArrayLike, down: str, up: str, stride: int, fitting: bool = True
) -> DownAndUp:
    """Make a picture S times smaller, and S times larger again.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1
    down : str
        One of `DOWNSAMPLERS`.
    up : str
        One of `UPSAMPLERS`.
    stride : int
        S.
    fitting : bool
        Whether the way up puts each pixel where the way down took it from. Otherwise it takes all
        pixels to be the middles of S × S pixels, as most libraries do.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or the picture smaller than S × S.
    """
    values = number_array("picture", picture, 2)
    small = downsample(values, down, stride)
    options = UPSAMPLERS[one_of("up", up, tuple(UPSAMPLERS))]
    coordinates = coordinates_of(down) if flag("fitting", fitting) else "half_pixel"
    step = whole_number("stride", stride)
    size = tuple(cells * step for cells in small.shape)
    if options["mode"] == "nearest":
        coordinates = "asymmetric"  # a pixel is repeated S times, wherever in them it lies
    back = resize(small[None, None], size, coordinates=coordinates, **options)[0, 0]
    original = values[: size[0], : size[1]]
    return DownAndUp(small, back, difference(original, back), psnr(original, back))


def every_pair(
    picture: ArrayLike, stride: int, fitting: bool = True
) -> dict[tuple[str, str], float]:
    """Return the decibels of every way down with every way up.

    Raises
    ------
    ParameterError
        As `down_and_up`.
    """
    return {
        (down, up): down_and_up(picture, down, up, stride, fitting).decibels
        for down in DOWNSAMPLERS
        for up in UPSAMPLERS
    }
