"""What stands beyond the border of a transposed convolution's input, and what that does.

Fewer stamps reach the border than the interior, as if zeros stood beyond it. Continuing the input
before it is stamped brings them back; what was added is then cut off again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.operations.transposed_convolution import conv_transpose1d, conv_transpose2d

BORDERS = {"zero": "constant", "replicate": "edge", "reflect": "reflect"}
"""What the input is continued with, and what NumPy calls that."""


class Bordered(NamedTuple):
    """A result with one border, beside that with zeros.

    Attributes
    ----------
    values : ndarray
    differs : ndarray of bool, same shape
        Where it differs from padding with zeros by more than rounding.
    cells : int
        In how many cells.
    """

    values: Array
    differs: NDArray[np.bool_]
    cells: int


def enlarge(x: ArrayLike, kernel: ArrayLike, stride: int, border: str = "zero") -> Array:
    """Enlarge by a transposed convolution, to exactly `stride` times the size.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, with as many axes
        What it is longer than `stride` is cropped: the smaller half at the beginning.
    stride : int
        S.
    border : {"zero", "replicate", "reflect"}
        What stands beyond the border: nothing, the last cell again, or the cells before the last
        one in reverse.

    Returns
    -------
    ndarray, shape (L * S,) or (H * S, W * S)

    Raises
    ------
    ParameterError
        If a parameter is invalid, or `x` is too short to be reflected so far.

    Examples
    --------
    >>> enlarge([1, 1, 1], [0.5, 0.5, 0.5], 2)
    array([0.5, 0.5, 1. , 0.5, 1. , 0.5])
    >>> enlarge([1, 1, 1], [0.5, 0.5, 0.5], 2, "replicate")
    array([1. , 0.5, 1. , 0.5, 1. , 0.5])
    """
    values = number_array("x", x, (1, 2))
    taps = number_array("kernel", kernel, values.ndim)
    step = whole_number("stride", stride)
    mode: Any = BORDERS[one_of("border", border, tuple(BORDERS))]
    reach = -(-max(taps.shape) // step)
    if border == "reflect" and min(values.shape) <= reach:
        raise ParameterError(
            f"x must be longer than {reach} cells to be reflected so far, got {values.shape}"
        )
    wide = np.pad(values, reach, mode)[None, None]
    transposed = conv_transpose1d if values.ndim == 1 else conv_transpose2d
    full = transposed(wide, taps[None, None], step)[0, 0]
    # A kernel shorter than the stride leaves holes at the end, which this puts back.
    missing = [max(0, step - size) for size in taps.shape]
    full = np.pad(full, [(0, count) for count in missing])
    inside = tuple(
        slice(start := reach * step + max(0, size - step) // 2, start + cells * step)
        for size, cells in zip(taps.shape, values.shape, strict=True)
    )
    return np.asarray(full[inside])


def with_every_border(x: ArrayLike, kernel: ArrayLike, stride: int) -> dict[str, Bordered]:
    """Enlarge with each continuation beyond the border, and compare with zeros.

    Parameters
    ----------
    x, kernel, stride
        As for `enlarge`.

    Returns
    -------
    dict of Bordered
        By the names of `BORDERS`.

    Raises
    ------
    ParameterError
        As `enlarge`.
    """
    results = {border: enlarge(x, kernel, stride, border) for border in BORDERS}
    differs = {name: np.abs(values - results["zero"]) > 1e-9 for name, values in results.items()}
    return {
        name: Bordered(values, differs[name], int(np.count_nonzero(differs[name])))
        for name, values in results.items()
    }


def pictures_with_every_border(
    picture: ArrayLike, kernel: ArrayLike, stride: int
) -> dict[str, Array]:
    """Enlarge a picture with each continuation, by a kernel along one axis applied to both.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    kernel : array_like, shape (K,)
        Its product with itself is divided by its gain on a constant.
    stride : int

    Returns
    -------
    dict of ndarray, shape (H * S, W * S)
        By the names of `BORDERS`.

    Raises
    ------
    ParameterError
        As `enlarge`.
    """
    taps = number_array("kernel", kernel, 1)
    plane = np.multiply.outer(taps, taps)
    gain = plane.sum() / whole_number("stride", stride) ** 2
    return {border: enlarge(picture, plane / gain, stride, border) for border in BORDERS}
