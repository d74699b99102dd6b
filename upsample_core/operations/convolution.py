"""Convolution as neural networks mean it (cross-correlation), and its matrix.

Along each axis output cell o reads input cells ``o*S + k*D - P`` with tap k; cells outside the
input are zero.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    check_size,
    grid_shape,
    number_array,
    per_axis,
    whole_number,
)
from upsample_core.entries import MAX_ENTRIES, Indices
from upsample_core.linear_map import LinearMap
from upsample_core.operations.correlation import correlate, framed
from upsample_core.shapes import conv_output_size


def conv1d(
    x: ArrayLike,
    weight: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Convolve a batch of signals with a bank of kernels.

    Parameters
    ----------
    x : array_like, shape (N, C, L)
    weight : array_like, shape (O, C/groups, K)
    stride, padding, dilation : int or 1-tuple of int
        S, P (zeros on both sides) and D.
    groups : int
        Divides C and O; group g of the outputs reads group g of the inputs only.

    Returns
    -------
    ndarray, shape (N, O, L')
        ``L' = floor((L + 2P - D(K-1) - 1) / S) + 1``; float32 if both arguments are, else float64.

    Raises
    ------
    ParameterError
        If a parameter is out of range, shapes do not match, or the kernel is larger than the
        padded input.
    """
    return _conv(1, x, weight, stride, padding, dilation, groups)


def conv2d(
    x: ArrayLike,
    weight: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Convolve a batch of images with a bank of kernels.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    weight : array_like, shape (O, C/groups, KH, KW)
    stride, padding, dilation : int or pair of int
        S, P (zeros on both sides) and D, for both axes or for each.
    groups : int
        Divides C and O; group g of the outputs reads group g of the inputs only.

    Returns
    -------
    ndarray, shape (N, O, H', W')
        Sizes as in `conv1d`, axis by axis; float32 if both arguments are, else float64.

    Raises
    ------
    ParameterError
        If a parameter is out of range, shapes do not match, or the kernel is larger than the
        padded input.
    """
    return _conv(2, x, weight, stride, padding, dilation, groups)


def conv_map(
    input_shape: int | Axes,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> LinearMap:
    """Return the matrix C of a convolution of one channel.

    Parameters
    ----------
    input_shape : tuple of int
        (L,) or (H, W).
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, dilation : int or tuple of int

    Returns
    -------
    LinearMap
        From `input_shape` to the shape of the output; its taps are those of `kernel`.

    Raises
    ------
    ParameterError
        As `conv2d`, or if the matrix would store too many entries.
    """
    taps = number_array("kernel", kernel, (1, 2))
    shape = grid_shape("input_shape", input_shape, taps.ndim)
    check_size("the input of the matrix", shape, MAX_ENTRIES)
    axes = zip(
        shape,
        taps.shape,
        per_axis("stride", stride, taps.ndim),
        per_axis("padding", padding, taps.ndim, minimum=0),
        per_axis("dilation", dilation, taps.ndim),
        strict=True,
    )
    return LinearMap.outer(*(_axis_map(*axis) for axis in axes)).with_kernel(taps)


def _axis_map(size: int, kernel_size: int, stride: int, padding: int, dilation: int) -> LinearMap:
    output_size = conv_output_size(size, kernel_size, stride, padding, dilation)
    windows, cells, taps = incidence(output_size, kernel_size, size, stride, padding, dilation)
    return LinearMap.from_axis(
        size, output_size, outputs=windows, inputs=cells, taps=taps, tap_count=kernel_size
    )


def incidence(
    windows: int, kernel_size: int, cells: int, stride: int, padding: int, dilation: int
) -> tuple[Indices, Indices, Indices]:
    """List which tap of which window lies on which cell: ``cell = window*S + tap*D - P``.

    A convolution reads it from cells to windows, a transposed convolution from windows to cells.

    Returns
    -------
    window, cell, tap : ndarray of int, shape (E,)
        One entry for each tap that lies on one of the cells 0 … cells - 1.

    Raises
    ------
    ParameterError
        If the list would be too long.
    """
    check_size(f"the grid with padding {padding}", (cells + 2 * padding,))
    check_size("the list of windows and taps", (windows, kernel_size), MAX_ENTRIES)
    cell = _steps(windows, stride)[:, None] + _steps(kernel_size, dilation) - padding
    window, tap = np.nonzero((cell >= 0) & (cell < cells))
    return window, cell[window, tap], tap


def _steps(count: int, step: int) -> Indices:
    """Return 0, step, 2*step, …; a step that is never taken may be of any size."""
    return np.arange(count) * (step if count > 1 else 0)


def checked_groups(groups: int, channels: int, kind: str) -> int:
    """Return `groups` if it divides the number of channels.

    Raises
    ------
    ParameterError
        If it does not, or is no positive whole number.
    """
    count = whole_number("groups", groups)
    if channels % count:
        raise ParameterError(f"groups must divide the {channels} {kind} channels, got {count}")
    return count


def _conv(
    axes: int,
    x: ArrayLike,
    weight: ArrayLike,
    stride: int | Axes,
    padding: int | Axes,
    dilation: int | Axes,
    groups: int,
) -> Array:
    image, bank = number_array("x", x, axes + 2), number_array("weight", weight, axes + 2)
    strides = per_axis("stride", stride, axes)
    paddings = per_axis("padding", padding, axes, minimum=0)
    dilations = per_axis("dilation", dilation, axes)
    count = checked_groups(groups, image.shape[1], "input")
    checked_groups(groups, len(bank), "output")
    if bank.shape[1] * count != image.shape[1]:
        raise ParameterError(
            f"weight must have {image.shape[1] // count} channels on its second axis (the "
            f"{image.shape[1]} of x in {count} groups), got shape {bank.shape}"
        )
    sizes = zip(image.shape[2:], bank.shape[2:], strides, paddings, dilations, strict=True)
    output = [conv_output_size(*axis) for axis in sizes]
    check_size(f"the output with padding {paddings}", (len(image), len(bank), *output))
    dtype = np.result_type(image, bank)
    padded = framed(image.astype(dtype, copy=False), paddings, paddings)
    return correlate(padded, bank.astype(dtype, copy=False), strides, dilations, count)
