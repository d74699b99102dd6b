"""Convolution as neural networks mean it (cross-correlation), and its matrix.

Along each axis output cell o reads input cells ``o*S + k*D - P`` with tap k; cells outside the
input are zero. These zeros are multiplied like all cells (PyTorch does the same), so a NaN or an
infinity in a kernel makes NaN where its tap lies on the padding; the matrix has no entry there.

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
    group_count,
    number_array,
    per_axis,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import MAX_ENTRIES, incidence
from upsample_core.operations.correlation import Grid, correlate, without_warnings
from upsample_core.operations.sliding import Sliding, sliding
from upsample_core.shapes import conv_size


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
    axes = _conv_axes(shape, taps.shape, stride, padding, dilation)
    check_size("the input of the matrix", shape, MAX_ENTRIES)
    return LinearMap.outer(*map(_axis_map, axes)).with_kernel(taps)


def _axis_map(axis: Sliding) -> LinearMap:
    windows, cells, taps = incidence(
        axis.outputs, axis.taps, axis.size, axis.stride, axis.padding, axis.dilation
    )
    return LinearMap.from_entries(
        (axis.size,),
        (axis.outputs,),
        rows=windows,
        columns=cells,
        taps=taps,
        tap_shape=(axis.taps,),
    )


@without_warnings
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
    grid = _conv_axes(image.shape[2:], bank.shape[2:], stride, padding, dilation)
    count = group_count(groups, image.shape[1], "input")
    group_count(count, len(bank), "output")
    if bank.shape[1] * count != image.shape[1]:
        raise ParameterError(
            f"weight must have {image.shape[1] // count} channels on its second axis (the "
            f"{image.shape[1]} of x in {count} groups), got shape {bank.shape}"
        )
    paddings = tuple([axis.padding for axis in grid])
    outputs = [axis.outputs for axis in grid]
    check_size(f"the output with padding {paddings}", (len(image), len(bank), *outputs))
    padded = [axis.size + 2 * axis.padding for axis in grid]
    check_size("the input with its padding", (*image.shape[:2], *padded))
    dtype = np.result_type(image, bank)
    image, bank = image.astype(dtype, copy=False), bank.astype(dtype, copy=False)
    return correlate(image, bank, grid, count)


def _conv_axes(
    input_shape: Axes,
    kernel_shape: Axes,
    stride: int | Axes,
    padding: int | Axes,
    dilation: int | Axes,
) -> Grid:
    """Check the parameters of a convolution, once, and return how windows slide along each axis."""
    count = len(input_shape)
    strides = per_axis("stride", stride, count)
    paddings = per_axis("padding", padding, count, minimum=0)
    dilations = per_axis("dilation", dilation, count)
    numbers = zip(input_shape, kernel_shape, strides, paddings, dilations, strict=True)
    return tuple([sliding(L, conv_size(L, K, S, P, D), K, S, D, P) for L, K, S, P, D in numbers])
