"""Transposed convolution: the operation, its matrix, and four equal ways to compute it.

Along each axis input cell i adds ``x[i] * w[k]`` to output cell ``i*S + k*D - P``. It is the
transpose (the gradient with respect to the input) of the convolution with the same stride,
padding and dilation. It is not its inverse, and "deconvolution" is a misnomer.

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
    number_array,
)
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import checked_groups, incidence
from upsample_core.operations.correlation import correlate, framed
from upsample_core.operations.phases import PhaseKernel, phase_kernels, placed_phases
from upsample_core.operations.transposed_axis import TransposedAxis, transposed_axes
from upsample_core.operations.virtual_input import (
    CellKind,
    VirtualInput,
    virtual_convolution_map,
    virtual_input,
    zero_insertion_map,
)

__all__ = [
    "CellKind",
    "PhaseKernel",
    "VirtualInput",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose_map",
    "interleave",
    "multiply",
    "phase_kernels",
    "slide",
    "stamp",
    "virtual_convolution_map",
    "virtual_input",
    "zero_insertion_map",
]

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
    count = checked_groups(groups, len(bank), "input")
    grid = transposed_axes(image.shape[2:], bank.shape[2:], *parameters)
    return _phase_by_phase(image, _as_filters(bank, count), grid, count)


def _phase_by_phase(
    image: Array, filters: Array, axes: tuple[TransposedAxis, ...], groups: int = 1
) -> Array:
    """Compute each phase of the output as a convolution, and interleave them.

    Here `filters` are laid out as for a convolution, (O, C/groups, …).
    """
    shape = (len(image), len(filters), *(axis.output_size for axis in axes))
    check_size("the output", shape)
    y = np.zeros(shape, np.result_type(image, filters))
    image, filters = image.astype(y.dtype, copy=False), filters.astype(y.dtype, copy=False)
    spatial, ones = tuple(range(2, image.ndim)), (1,) * len(axes)
    for phase in itertools.product(*map(placed_phases, axes)):
        cells = framed(image, tuple(p.before for p in phase), tuple(p.after for p in phase))
        taps = np.flip(filters[:, :, *(p.taps for p in phase)], spatial)
        dilations = tuple(p.dilation for p in phase)
        y[:, :, *(p.outputs for p in phase)] = correlate(cells, taps, ones, dilations, groups)
    return y


def _as_filters(bank: Array, groups: int) -> Array:
    """Swap the channel axes group by group: (C, O/G, …) to (O, C/G, …)."""
    split = bank.reshape(groups, -1, *bank.shape[1:]).swapaxes(1, 2)
    return split.reshape(-1, *split.shape[2:])


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
    axes = transposed_axes(shape, weights.shape, stride, padding, output_padding, dilation)
    return LinearMap.outer(*map(_axis_map, axes)).with_kernel(weights)


def _axis_map(axis: TransposedAxis) -> LinearMap:
    inputs, outputs, taps = incidence(
        axis.size, axis.kernel_size, axis.output_size, axis.stride, axis.padding, axis.dilation
    )
    return LinearMap.from_axis(
        axis.size, axis.output_size, outputs, inputs, taps=taps, tap_count=axis.kernel_size
    )


# ---------------------------------------------------------------- four equal forms


def stamp(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Array:
    """Stamp every input value times the kernel onto the output, S apart, and crop P.

    All stamps are made at once, tap by tap; where they overlap they add up.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        The same as `slide`, `multiply` and `interleave`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    data, weights, axes = _one_channel(x, kernel, (stride, padding, output_padding, dilation))
    canvas = np.zeros([axis.full_size for axis in axes], np.result_type(data, weights))
    for tap in np.ndindex(weights.shape):
        starts = [k * axis.dilation for k, axis in zip(tap, axes, strict=True)]
        canvas[
            tuple(
                slice(start, start + axis.inserted_size, axis.stride)
                for start, axis in zip(starts, axes, strict=True)
            )
        ] += data * weights[tap]
    kept = (slice(axis.padding, axis.padding + axis.output_size) for axis in axes)
    return canvas[tuple(kept)]


def slide(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    rotate: bool = True,
) -> Array:
    """Slide the kernel, rotated by 180°, over the virtual input in steps of one.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int
    rotate : bool
        Whether to rotate the kernel. Not to is the common mistake, to be shown as such.

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        With `rotate` the same as `stamp`, `multiply` and `interleave`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    data, weights, axes = _one_channel(x, kernel, (stride, padding, output_padding, dilation))
    virtual = virtual_input(data, weights.shape, stride, padding, output_padding, dilation)
    dtype = np.result_type(data, weights)
    grid = virtual.values[virtual.used].astype(dtype, copy=False)
    window = (np.flip(weights) if rotate else weights).astype(dtype, copy=False)
    dilations = tuple(axis.dilation for axis in axes)
    result = correlate(grid[None, None], window[None, None], (1,) * len(axes), dilations)
    return result.reshape(result.shape[2:])


def multiply(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Array:
    """Multiply the flattened input by the sparse matrix Cᵀ and reshape.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        The same as `stamp`, `slide` and `interleave`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    parameters = (stride, padding, output_padding, dilation)
    data, weights, _ = _one_channel(x, kernel, parameters)
    result = conv_transpose_map(data.shape, weights, *parameters).apply(data)
    return result.astype(np.result_type(data, weights), copy=False)


def interleave(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Array:
    """Convolve the input with the kernel of each phase and interleave the results.

    This is how `conv_transpose1d` and `conv_transpose2d` compute.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        The same as `stamp`, `slide` and `multiply`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    parameters = (stride, padding, output_padding, dilation)
    data, weights, axes = _one_channel(x, kernel, parameters)
    result = _phase_by_phase(data[None, None], weights[None, None], axes)
    return result.reshape(result.shape[2:])


def _one_channel(
    x: ArrayLike, kernel: ArrayLike, parameters: Parameters
) -> tuple[Array, Array, tuple[TransposedAxis, ...]]:
    data = number_array("x", x, (1, 2))
    weights = number_array("kernel", kernel, data.ndim)
    return data, weights, transposed_axes(data.shape, weights.shape, *parameters)
