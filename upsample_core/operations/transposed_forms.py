"""Four equal ways to compute a transposed convolution of one channel.

`stamp` is the definition, `slide` the picture with inserted zeros, `multiply` the matrix, and
`interleave` what `conv_transpose2d` does with all but small inputs. They check their parameters;
the functions whose names end in ``_of`` do the same for a `TransposedGeometry` that is checked
already.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4;
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, flag, number_array
from upsample_core.operations.correlation import correlate, without_warnings
from upsample_core.operations.transposed_convolution import (
    conv_transpose_map_of,
    interleave_phases_of,
)
from upsample_core.operations.transposed_geometry import TransposedGeometry, transposed_geometry
from upsample_core.operations.virtual_input import virtual_input_of


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
    return stamp_of(*one_channel(x, kernel, stride, padding, output_padding, dilation))


@without_warnings
def stamp_of(geometry: TransposedGeometry, x: Array, kernel: Array) -> Array:
    """Stamp onto the whole canvas and crop; see `stamp`."""
    canvas = np.zeros(geometry.full_shape, np.result_type(x, kernel))
    for tap in np.ndindex(kernel.shape):
        starts = [k * axis.dilation for k, axis in zip(tap, geometry.axes, strict=True)]
        places = (
            slice(start, start + axis.inserted_size, axis.stride)
            for start, axis in zip(starts, geometry.axes, strict=True)
        )
        canvas[tuple(places)] += x * kernel[tap]
    kept = (slice(axis.padding, axis.padding + axis.output_size) for axis in geometry.axes)
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
        A tap also meets zeros, which no other form multiplies. With finite numbers that adds
        nothing; a NaN or an infinity makes NaN of every output that has a zero under its tap.
    stride, padding, output_padding, dilation : int or tuple of int
    rotate : bool
        Whether to rotate the kernel. Not to is the common mistake, to be shown as such.

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        With `rotate`, and finite numbers in the kernel, the same as `stamp`, `multiply` and
        `interleave`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    rotated = flag("rotate", rotate)
    return slide_of(*one_channel(x, kernel, stride, padding, output_padding, dilation), rotated)


@without_warnings
def slide_of(geometry: TransposedGeometry, x: Array, kernel: Array, rotate: bool = True) -> Array:
    """Build the virtual input and slide over what is used of it; see `slide`."""
    virtual = virtual_input_of(geometry, x)
    dtype = np.result_type(x, kernel)
    grid = virtual.values[virtual.used].astype(dtype, copy=False)
    window = (np.flip(kernel) if rotate else kernel).astype(dtype, copy=False)
    result = correlate(grid[None, None], window[None, None], geometry.windows())
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
    x, kernel, stride, padding, output_padding, dilation
        As of `stamp`.

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        The same as `stamp`, `slide` and `interleave`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    return multiply_of(*one_channel(x, kernel, stride, padding, output_padding, dilation))


def multiply_of(geometry: TransposedGeometry, x: Array, kernel: Array) -> Array:
    """Make Cᵀ and apply it; see `multiply`."""
    result = conv_transpose_map_of(geometry, kernel).apply(x)
    return result.astype(np.result_type(x, kernel), copy=False)


def interleave(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Array:
    """Convolve the input with the kernel of each phase and interleave the results.

    This is how `conv_transpose1d` and `conv_transpose2d` compute all but small inputs.

    Parameters
    ----------
    x, kernel, stride, padding, output_padding, dilation
        As of `stamp`.

    Returns
    -------
    ndarray, shape (L',) or (H', W')
        The same as `stamp`, `slide` and `multiply`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    return interleave_of(*one_channel(x, kernel, stride, padding, output_padding, dilation))


def interleave_of(geometry: TransposedGeometry, x: Array, kernel: Array) -> Array:
    """Interleave the phases of a batch of one with one channel; see `interleave`."""
    result = interleave_phases_of(geometry, x[None, None], kernel[None, None])
    return result.reshape(result.shape[2:])


def one_channel(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes,
    padding: int | Axes,
    output_padding: int | Axes,
    dilation: int | Axes,
) -> tuple[TransposedGeometry, Array, Array]:
    """Check the arguments of a form and return the geometry, the input and the kernel.

    Raises
    ------
    ParameterError
        If an array does not hold numbers on one or two axes, or as `conv_transpose2d`.
    """
    data = number_array("x", x, (1, 2))
    weights = number_array("kernel", kernel, data.ndim)
    geometry = transposed_geometry(
        data.shape, weights.shape, stride, padding, output_padding, dilation
    )
    return geometry, data, weights
