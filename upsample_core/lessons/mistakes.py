"""What is often said of transposed convolution and is wrong, computed beside what is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, number_array, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.expressions import expressions
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.virtual_input import unrotated_map


class Compared(NamedTuple):
    """A right result and a mistaken one of the same shape.

    Attributes
    ----------
    right, wrong : ndarray
    differs : ndarray of bool, same shape
        Where they differ by more than rounding.
    wrong_cells : int
        In how many cells.
    """

    right: Array
    wrong: Array
    differs: NDArray[np.bool_]
    wrong_cells: int


class Unrotated(NamedTuple):
    """A transposed convolution beside the same one whose kernel is not rotated.

    Attributes
    ----------
    values : Compared
    rotated : ndarray
        The kernel rotated by 180°, as it slides.
    right, wrong : ndarray of str
        Every output cell as a sum of products of a tap and an input cell.
    """

    values: Compared
    rotated: Array
    right: NDArray[np.str_]
    wrong: NDArray[np.str_]


class ThereAndBack(NamedTuple):
    """A signal, its convolution, and the transposed convolution of that beside the signal."""

    output: Array
    back: Compared


def compared(right: ArrayLike, wrong: ArrayLike) -> Compared:
    """Compare two results of one shape, cell by cell; rounding is no difference.

    Raises
    ------
    ParameterError
        If one is no array of real numbers.
    """
    first, second = number_array("right", right, (1, 2)), number_array("wrong", wrong, (1, 2))
    differs = ~np.isclose(first, second, rtol=1e-9, atol=1e-12, equal_nan=True)
    return Compared(first, second, differs, int(np.count_nonzero(differs)))


def equal_borders(kernel_sizes: Iterable[int], dilation: int = 1) -> list[tuple[int, int]]:
    """Return the pairs (K, P) for which the right border D(K-1) - P is P wide.

    Raises
    ------
    ParameterError
        If a number is no positive whole number.

    Examples
    --------
    >>> equal_borders([2, 3, 4, 5])
    [(3, 1), (5, 2)]
    """
    sizes = [whole_number("kernel_size", size) for size in kernel_sizes]
    reaches = [(size, whole_number("dilation", dilation) * (size - 1)) for size in sizes]
    return [(size, reach // 2) for size, reach in reaches if reach % 2 == 0]


def without_rotation(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Unrotated:
    """Compute a transposed convolution, and what comes of a kernel that is not rotated.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
        At most 26 cells, which are named by letters.
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Raises
    ------
    ParameterError
        As `conv_transpose2d`, or if `x` has more cells than there are letters.
    """
    data = number_array("x", x, (1, 2))
    geometry = (stride, padding, output_padding, dilation)
    right = conv_transpose_map(data.shape, kernel, *geometry)
    wrong = unrotated_map(right, kernel)
    values = compared(right.apply(data), wrong.apply(data))
    rotated = np.flip(number_array("kernel", kernel, data.ndim))
    return Unrotated(values, rotated, expressions(right), expressions(wrong))


def there_and_back(x: ArrayLike, stride: int) -> ThereAndBack:
    """Take a signal through a smoothing convolution and back through its transpose.

    Parameters
    ----------
    x : array_like, shape (L,)
    stride : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    signal = number_array("x", x, 1)
    step: Any = whole_number("stride", stride)
    forward = conv_map(signal.shape, preset_kernel("bilinear", (3,)), step, 1)
    output = forward.apply(signal)
    return ThereAndBack(output, compared(signal, forward.T.apply(output)))
