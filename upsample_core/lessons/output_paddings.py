"""Sizes that a convolution makes one, and the output padding that tells them apart again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.operations.transposed_convolution import conv_transpose1d
from upsample_core.shapes import conv_output_size, conv_transpose_output_size


class SizesBack(NamedTuple):
    """What a convolution makes of a size, and what each output padding makes of that.

    Attributes
    ----------
    shrunk : int
        The size after the convolution.
    sizes : tuple of int
        The sizes after the transposed convolution with OP = 0, 1, … S - 1.
    needed : int
        The output padding that brings the first size back.
    """

    shrunk: int
    sizes: tuple[int, ...]
    needed: int


def sizes_back(size: int, kernel_size: int, stride: int, padding: int = 0) -> SizesBack:
    """Return where a convolution sends a size, and which output padding brings it back.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or the size too small for the kernel.

    Examples
    --------
    >>> sizes_back(17, kernel_size=5, stride=3, padding=2)
    SizesBack(shrunk=6, sizes=(16, 17, 18), needed=1)
    """
    shrunk = conv_output_size(size, kernel_size, stride, padding)
    sizes = tuple(
        conv_transpose_output_size(shrunk, kernel_size, stride, padding, extra)
        for extra in range(stride)
    )
    return SizesBack(shrunk, sizes, sizes.index(size))


class ShrunkSizes(NamedTuple):
    """Sizes, and what a convolution makes of each."""

    sizes: NDArray[np.intp]
    shrunk: NDArray[np.intp]


def shrunk_sizes(
    sizes: Iterable[int], kernel_size: int, stride: int, padding: int = 0
) -> ShrunkSizes:
    """Return what a convolution makes of each of some sizes.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or a size too small for the kernel.

    Examples
    --------
    >>> shrunk_sizes([15, 16, 17], kernel_size=5, stride=3, padding=2).shrunk
    array([5, 6, 6])
    """
    before = list(sizes)
    after = [conv_output_size(size, kernel_size, stride, padding) for size in before]
    return ShrunkSizes(np.array(before, np.intp), np.array(after, np.intp))


def sizes_to(shrunk: int, kernel_size: int, stride: int, padding: int = 0) -> tuple[int, ...]:
    """Return all sizes that a convolution takes to `shrunk`.

    They are those of the transposed convolution with each output padding.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> sizes_to(6, kernel_size=5, stride=3, padding=2)
    (16, 17, 18)
    """
    least = conv_transpose_output_size(shrunk, kernel_size, stride, padding)
    return tuple(range(least, least + whole_number("stride", stride)))


def padded_outputs(x: ArrayLike, kernel: ArrayLike, stride: int, padding: int = 0) -> list[Array]:
    """Return the outputs of a transposed convolution for every output padding.

    Parameters
    ----------
    x : array_like, shape (L,)
    kernel : array_like, shape (K,)
    stride, padding : int

    Returns
    -------
    list of ndarray
        For OP = 0, 1, … S - 1, each filled up with NaN to the length of the last.

    Raises
    ------
    ParameterError
        As `conv_transpose1d`.
    """
    signal = number_array("x", x, 1)[None, None]
    taps = number_array("kernel", kernel, 1)[None, None]
    outputs = [
        conv_transpose1d(signal, taps, stride, padding, extra)[0, 0]
        for extra in range(whole_number("stride", stride))
    ]
    longest = outputs[-1].size
    return [
        np.pad(output.astype(float), (0, longest - output.size), constant_values=np.nan)
        for output in outputs
    ]
