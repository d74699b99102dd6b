"""Transposed convolution: the operation and its matrix.

Along each axis input cell i adds ``x[i] * w[k]`` to output cell ``i*S + k*D - P``. It is the
transpose (the gradient with respect to the input) of the convolution with the same stride,
padding and dilation. It is not its inverse, and "deconvolution" is a misnomer.

It is computed phase by phase: every S-th output is reached by the same taps, so those outputs are
an ordinary convolution of the input (`phases`). The geometry says where they lie
(`transposed_geometry`), and `correlation` multiplies. What is small slides over the virtual input
instead, which is one product in place of S² (at 8 × 8 a fifth of the time). Equal ways to compute
it stand in `transposed_forms`.

What a person calls checks its parameters; the functions whose names end in ``_of`` do the same for
a `TransposedGeometry` that is checked already.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4;
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016 (the phases).
"""

from __future__ import annotations

import itertools

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
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import incidence
from upsample_core.operations.correlation import (
    Grid,
    correlate,
    is_small,
    slide_at_once,
    without_warnings,
)
from upsample_core.operations.sliding import steps_inside
from upsample_core.operations.transposed_geometry import (
    TransposedAxis,
    TransposedGeometry,
    transposed_geometry,
)

MOST_INFLATION = 2.0
"""With more zeros than inputs under the taps of the phases, each tap is taken alone.

That adds to the output once for each tap, and costs as much as twice as many products.
"""

Parameters = tuple[int | Axes, int | Axes, int | Axes, int | Axes]
"""Stride, padding, output padding and dilation as given."""


def conv_transpose1d(
    x: ArrayLike,
    weight: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Apply a transposed convolution to a batch of signals.

    Parameters
    ----------
    x : array_like, shape (N, C, L)
    weight : array_like, shape (C, O/groups, K)
        A NaN or an infinity reaches only the outputs that its tap reaches.
    stride, padding, output_padding, dilation : int or 1-tuple of int
        S, P (output cells cropped at both ends), OP (cells computed beyond the end; less than
        the larger of S and D) and D.
    groups : int
        Divides C and O; group g of the outputs reads group g of the inputs only.

    Returns
    -------
    ndarray, shape (N, O, L')
        ``L' = (L-1)S - 2P + D(K-1) + OP + 1``; float32 if both arguments are, else float64.

    Raises
    ------
    ParameterError
        If a parameter is out of range, shapes do not match, or the output would be empty or too
        large.
    """
    return _conv_transpose(1, x, weight, (stride, padding, output_padding, dilation), groups)


def conv_transpose2d(
    x: ArrayLike,
    weight: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Apply a transposed convolution to a batch of images.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    weight : array_like, shape (C, O/groups, KH, KW)
        A NaN or an infinity reaches only the outputs that its tap reaches.
    stride, padding, output_padding, dilation : int or pair of int
        As in `conv_transpose1d`, for both axes or for each.
    groups : int
        Divides C and O; group g of the outputs reads group g of the inputs only.

    Returns
    -------
    ndarray, shape (N, O, H', W')
        Sizes as in `conv_transpose1d`, axis by axis; float32 if both arguments are, else float64.

    Raises
    ------
    ParameterError
        If a parameter is out of range, shapes do not match, or the output would be empty or too
        large.
    """
    return _conv_transpose(2, x, weight, (stride, padding, output_padding, dilation), groups)


def _conv_transpose(
    axes: int,
    x: ArrayLike,
    weight: ArrayLike,
    parameters: Parameters,
    groups: int,
) -> Array:
    image, bank = number_array("x", x, axes + 2), number_array("weight", weight, axes + 2)
    if len(bank) != image.shape[1]:
        raise ParameterError(
            f"weight must have {image.shape[1]} channels on its first axis, as x has, "
            f"got shape {bank.shape}"
        )
    count = group_count(groups, len(bank), "input")
    geometry = transposed_geometry(image.shape[2:], bank.shape[2:], *parameters)
    return conv_transpose_of(geometry, image, bank, count)


@without_warnings
def conv_transpose_of(
    geometry: TransposedGeometry, x: Array, weight: Array, groups: int = 1
) -> Array:
    """Apply a transposed convolution to a batch that fits its geometry.

    Parameters
    ----------
    geometry : TransposedGeometry
    x : ndarray, shape (N, C, L) or (N, C, H, W)
    weight : ndarray, shape (C, O/groups, K) or (C, O/groups, KH, KW)
    groups : int

    Raises
    ------
    ParameterError
        If the output would be too large.
    """
    shape = (len(x), groups * weight.shape[1], *geometry.output_shape)
    check_size("the output", shape)
    dtype = np.result_type(x, weight)
    x, weight = x.astype(dtype, copy=False), weight.astype(dtype, copy=False)
    windows = geometry.windows()
    if is_small(x.shape[:2], windows) and np.isfinite(weight).all():
        return _slide_at_once(geometry, x, weight, groups, windows)
    return interleave_phases_of(geometry, x, weight, groups)


def _slide_at_once(
    geometry: TransposedGeometry, x: Array, weight: Array, groups: int, grid: Grid
) -> Array:
    """Slide over the virtual input: most products are with zeros, but all are made at once."""
    virtual = np.zeros((*x.shape[:2], *(axis.size for axis in grid)), x.dtype)
    axes = zip(geometry.axes, grid, strict=True)
    places = [steps_inside(axis.border, axis.stride, axis.size, used.size) for axis, used in axes]
    kept, cells = zip(*places, strict=True)
    virtual[:, :, *cells] = x[:, :, *kept]
    return slide_at_once(virtual, _rotated(_as_filters(weight, groups)), grid, groups)


@without_warnings
def interleave_phases_of(
    geometry: TransposedGeometry, x: Array, weight: Array, groups: int = 1
) -> Array:
    """Fill each phase of the output with a convolution of the input.

    Parameters
    ----------
    geometry, x, weight, groups
        As of `conv_transpose_of`.
    """
    dtype = np.result_type(x, weight)
    x, weight = x.astype(dtype, copy=False), weight.astype(dtype, copy=False)
    if geometry.inflation > MOST_INFLATION or not np.isfinite(weight).all():
        return _by_taps(geometry, x, weight, groups)
    y = _zeros(geometry, x, weight, groups)
    # Channels last in memory: so the taps of a phase are copied together.
    by_tap = np.ascontiguousarray(np.moveaxis(_as_filters(weight, groups), (0, 1), (-2, -1)))
    filters = np.moveaxis(by_tap, (-2, -1), (0, 1))
    for phase in itertools.product(*(axis.phases() for axis in geometry.axes)):
        taps = _rotated(filters[:, :, *(p.taps for p in phase)])
        outputs = y[:, :, *(p.outputs for p in phase)]
        correlate(x, taps, tuple(p.windows for p in phase), groups, out=outputs)
    return y


def _by_taps(geometry: TransposedGeometry, x: Array, weight: Array, groups: int) -> Array:
    """Add what each tap does, alone.

    A NaN or an infinity goes where its own tap goes: all else multiplies zeros around or between
    the inputs too, and a zero would make NaN of these. And taps that lie far apart cost no more
    than others.
    """
    result = _zeros(geometry, x, weight, groups)
    x = x.reshape(len(x), groups, -1, *x.shape[2:])
    matrices = weight.reshape(groups, -1, *weight.shape[1:]).swapaxes(1, 2)
    y = result.reshape(len(x), groups, -1, *result.shape[2:])
    for tap in np.ndindex(weight.shape[2:]):
        places = (axis.tap_slices(k) for axis, k in zip(geometry.axes, tap, strict=True))
        inputs, outputs = zip(*places, strict=True)
        cells = x[:, :, :, *inputs]
        columns = cells.reshape(*cells.shape[:3], -1)
        products = np.matmul(np.ascontiguousarray(matrices[:, :, :, *tap]), columns)
        target = y[:, :, :, *outputs]
        target += products.reshape(target.shape)
    return result


def _zeros(geometry: TransposedGeometry, x: Array, weight: Array, groups: int) -> Array:
    """Return an output of zeros."""
    return np.zeros((len(x), groups * weight.shape[1], *geometry.output_shape), weight.dtype)


def _as_filters(bank: Array, groups: int) -> Array:
    """Swap the channel axes group by group: (C, O/G, …) to (O, C/G, …)."""
    split = bank.reshape(groups, -1, *bank.shape[1:]).swapaxes(1, 2)
    return split.reshape(-1, *split.shape[2:])


def _rotated(filters: Array) -> Array:
    """Return kernels rotated by 180°."""
    return filters[:, :, *(slice(None, None, -1),) * (filters.ndim - 2)]


# ---------------------------------------------------------------- the matrix


def conv_transpose_map(
    input_shape: int | Axes,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> LinearMap:
    """Return the matrix Cᵀ of a transposed convolution of one channel.

    Parameters
    ----------
    input_shape : tuple of int
        (L,) or (H, W).
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    LinearMap
        From `input_shape` to the shape of the output; its taps are those of `kernel`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`, or if the matrix would store too many entries.
    """
    weights = number_array("kernel", kernel, (1, 2))
    shape = grid_shape("input_shape", input_shape, weights.ndim)
    geometry = transposed_geometry(shape, weights.shape, stride, padding, output_padding, dilation)
    return conv_transpose_map_of(geometry, weights)


def conv_transpose_map_of(geometry: TransposedGeometry, kernel: Array) -> LinearMap:
    """Return the matrix Cᵀ for a kernel, (K,) or (KH, KW), that fits the geometry.

    Raises
    ------
    ParameterError
        If the matrix would store too many entries.
    """
    return LinearMap.outer(*map(_axis_map, geometry.axes)).with_kernel(kernel)


def _axis_map(axis: TransposedAxis) -> LinearMap:
    inputs, outputs, taps = incidence(
        axis.size, axis.kernel_size, axis.output_size, axis.stride, axis.padding, axis.dilation
    )
    return LinearMap.from_entries(
        (axis.size,),
        (axis.output_size,),
        rows=outputs,
        columns=inputs,
        taps=taps,
        tap_shape=(axis.kernel_size,),
    )
