"""What goes back through a convolution: gradients with respect to its input and its weight.

Names and arguments are those of ``torch.nn.grad``. Nothing new is computed with: the gradient of a
convolution with respect to its input is a transposed convolution, that of a transposed convolution
a convolution. The gradient with respect to a weight is a convolution of what came in with what
comes back, and stride and dilation change places in it.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4.
"""

from __future__ import annotations

from typing import NamedTuple

from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    grid_shape,
    group_count,
    number_array,
    per_axis,
)
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.transposed_convolution import conv_transpose2d
from upsample_core.shapes import conv_output_size, conv_transpose_output_size


def conv2d_input(
    input_size: Axes,
    weight: ArrayLike,
    grad_output: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Return the gradient with respect to the input of `conv2d`: a transposed convolution.

    Its output padding gives the last cells back, where the stride had left some over.

    Parameters
    ----------
    input_size : tuple of int
        (N, C, H, W).
    weight : array_like, shape (O, C/groups, KH, KW)
    grad_output : array_like, shape (N, O, H', W')
        The gradient with respect to the output.
    stride, padding, dilation : int or pair of int
    groups : int

    Returns
    -------
    ndarray, shape `input_size`

    Raises
    ------
    ParameterError
        As `conv2d`, or if sizes do not belong together.
    """
    images, bank = grid_shape("input_size", input_size, 4), number_array("weight", weight, 4)
    gradient = number_array("grad_output", grad_output, 4)
    how = _Window.of(stride, padding, dilation)
    _check_conv(images, bank.shape, gradient.shape, how, groups)
    # What a transposed convolution without output padding would give is all but these.
    left = tuple(
        (n + 2 * p - d * (k - 1) - 1) % s
        for n, k, s, p, d in zip(images[2:], bank.shape[2:], *how, strict=True)
    )
    return conv_transpose2d(gradient, bank, how.stride, how.padding, left, how.dilation, groups)


def conv2d_weight(
    x: ArrayLike,
    weight_size: Axes,
    grad_output: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Return the gradient with respect to the weight of `conv2d`: a convolution.

    The gradient of the output slides over the input as a kernel: its cells lie the stride apart,
    and it moves by the dilation from tap to tap. Images are what it adds over, as channels.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    weight_size : tuple of int
        (O, C/groups, KH, KW).
    grad_output : array_like, shape (N, O, H', W')
        The gradient with respect to the output.
    stride, padding, dilation, groups
        As of `conv2d`.

    Returns
    -------
    ndarray, shape `weight_size`

    Raises
    ------
    ParameterError
        As `conv2d`, or if sizes do not belong together.
    """
    images, gradient = number_array("x", x, 4), number_array("grad_output", grad_output, 4)
    taps, how = grid_shape("weight_size", weight_size, 4), _Window.of(stride, padding, dilation)
    _check_conv(images.shape, taps, gradient.shape, how, groups)
    return _weight_gradient(images, taps, gradient, how, groups)


def conv_transpose2d_input(
    input_size: Axes,
    weight: ArrayLike,
    grad_output: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Return the gradient with respect to the input of `conv_transpose2d`: a convolution.

    Parameters
    ----------
    input_size : tuple of int
        (N, C, H, W).
    weight : array_like, shape (C, O/groups, KH, KW)
    grad_output : array_like, shape (N, O, H', W')
        The gradient with respect to the output.
    stride, padding, output_padding, dilation : int or pair of int
    groups : int

    Returns
    -------
    ndarray, shape `input_size`

    Raises
    ------
    ParameterError
        As `conv_transpose2d`, or if sizes do not belong together.
    """
    images, bank = grid_shape("input_size", input_size, 4), number_array("weight", weight, 4)
    gradient = number_array("grad_output", grad_output, 4)
    how = _Window.of(stride, padding, dilation)
    _check_transposed(images, bank.shape, gradient.shape, how, output_padding, groups)
    found = conv2d(gradient, bank, *how, groups)
    # With a dilation larger than the stride, output padding may have room for one more window.
    return found[:, :, : images[2], : images[3]]


def conv_transpose2d_weight(
    x: ArrayLike,
    weight_size: Axes,
    grad_output: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
    groups: int = 1,
) -> Array:
    """Return the gradient with respect to the weight of `conv_transpose2d`.

    It is that of the convolution which goes the other way: `conv2d_weight` with what came in and
    what comes back exchanged.

    Parameters
    ----------
    x : array_like, shape (N, C, H, W)
    weight_size : tuple of int
        (C, O/groups, KH, KW).
    grad_output : array_like, shape (N, O, H', W')
        The gradient with respect to the output.
    stride, padding, output_padding, dilation : int or pair of int
    groups : int

    Returns
    -------
    ndarray, shape `weight_size`

    Raises
    ------
    ParameterError
        As `conv_transpose2d`, or if sizes do not belong together.
    """
    images, gradient = number_array("x", x, 4), number_array("grad_output", grad_output, 4)
    taps, how = grid_shape("weight_size", weight_size, 4), _Window.of(stride, padding, dilation)
    _check_transposed(images.shape, taps, gradient.shape, how, output_padding, groups)
    return _weight_gradient(gradient, taps, images, how, groups)


class _Window(NamedTuple):
    """How a window moves along each axis: S, P and D."""

    stride: Axes
    padding: Axes
    dilation: Axes

    @classmethod
    def of(cls, stride: int | Axes, padding: int | Axes, dilation: int | Axes) -> _Window:
        """Check what was given."""
        return cls(
            per_axis("stride", stride, 2),
            per_axis("padding", padding, 2, minimum=0),
            per_axis("dilation", dilation, 2),
        )


def _weight_gradient(x: Array, taps: Axes, gradient: Array, how: _Window, groups: int) -> Array:
    """Return for every tap the sum of the products of what meets there."""
    # (N, G·C', H, W) to (C', G·N, H, W): a group of channels meets its own group of gradients.
    split = x.reshape(len(x), groups, -1, *x.shape[2:])
    swapped = split.transpose(2, 1, 0, 3, 4).reshape(taps[1], -1, *x.shape[2:])
    kernels = gradient.swapaxes(0, 1)
    found = conv2d(swapped, kernels, how.dilation, how.padding, how.stride, groups)
    # There may be more places than taps, where the stride or output padding left cells over.
    return found[:, :, : taps[2], : taps[3]].swapaxes(0, 1)


def _check_conv(images: Axes, taps: Axes, gradient: Axes, how: _Window, groups: int) -> None:
    """Check that a convolution of `images` with a weight of shape `taps` gives `gradient`."""
    count = group_count(groups, images[1], "input")
    group_count(count, taps[0], "output")
    _check_shape("weight", taps, (taps[0], images[1] // count, *taps[2:]))
    sizes = map(conv_output_size, images[2:], taps[2:], *how)
    _check_shape("grad_output", gradient, (images[0], taps[0], *sizes))


def _check_transposed(
    images: Axes,
    taps: Axes,
    gradient: Axes,
    how: _Window,
    output_padding: int | Axes,
    groups: int,
) -> None:
    """Check that a transposed convolution of `images` with such a weight gives `gradient`."""
    count = group_count(groups, images[1], "input")
    _check_shape("weight", taps, (images[1], *taps[1:]))
    extra = per_axis("output_padding", output_padding, 2, minimum=0)
    sizes = map(
        conv_transpose_output_size,
        images[2:],
        taps[2:],
        how.stride,
        how.padding,
        extra,
        how.dilation,
    )
    _check_shape("grad_output", gradient, (images[0], taps[1] * count, *sizes))


def _check_shape(name: str, given: Axes, wanted: Axes) -> None:
    if tuple(given) != tuple(wanted):
        raise ParameterError(f"{name} must have shape {tuple(wanted)} here, got {tuple(given)}")
