"""Sizes: what comes out of an operation along one axis, and which parameters give a size.

All functions treat one axis. Those that the package offers check their arguments; an operation
that has checked its own calls the function behind (``conv_size`` behind `conv_output_size`), which
refuses only what does not fit together.

References
----------
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, relations 6 and
14; the size formulas in the documentation of PyTorch's ``Conv2d``, ``ConvTranspose2d`` and
``MaxPool2d``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from upsample_core.checks import ParameterError, flag, whole_number

MAX_BOUND = 64
"""Largest stride, kernel size and dilation that a search goes up to."""

MAX_SEARCH = 2**18
"""Most combinations of parameters that a search goes through: a fraction of a second."""


def conv_output_size(
    size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Return ``floor((L + 2P - D(K-1) - 1) / S) + 1``.

    Raises
    ------
    ParameterError
        If a parameter is out of range, or the dilated kernel is larger than the padded input.
    """
    _check_sizes(size, kernel_size, stride, padding, dilation)
    return conv_size(size, kernel_size, stride, padding, dilation)


def conv_size(size: int, kernel_size: int, stride: int, padding: int, dilation: int) -> int:
    """Return `conv_output_size` of numbers that are checked already."""
    span, padded = dilation * (kernel_size - 1) + 1, size + 2 * padding
    if span > padded:
        raise ParameterError(
            f"kernel_size {kernel_size} with dilation {dilation} spans {span} cells, more than the "
            f"padded input of {size} + 2*{padding} = {padded}"
        )
    return (padded - span) // stride + 1


def conv_transpose_output_size(
    size: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> int:
    """Return ``(L-1)S - 2P + D(K-1) + OP + 1``.

    Raises
    ------
    ParameterError
        If a parameter is out of range, `output_padding` is not less than max(stride, dilation),
        or the output would be empty.
    """
    _check_sizes(size, kernel_size, stride, padding, dilation)
    whole_number("output_padding", output_padding, minimum=0)
    return conv_transpose_size(size, kernel_size, stride, padding, output_padding, dilation)


def conv_transpose_size(
    size: int, kernel_size: int, stride: int, padding: int, output_padding: int, dilation: int
) -> int:
    """Return `conv_transpose_output_size` of numbers that are checked already."""
    limit = max(stride, dilation)
    if output_padding >= limit:
        raise ParameterError(
            f"output_padding must be less than max(stride, dilation) = {limit}, "
            f"got {output_padding}"
        )
    full = (size - 1) * stride + dilation * (kernel_size - 1) + output_padding + 1
    if full - 2 * padding < 1:
        raise ParameterError(
            f"padding must leave some output: it removes 2*{padding} = {2 * padding} of {full} "
            f"cells; at most {(full - 1) // 2} is allowed"
        )
    return full - 2 * padding


def pool_output_size(
    size: int,
    kernel_size: int,
    stride: int,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Return the number of pooling windows, as PyTorch counts them.

    With `ceil_mode` a last window that is only partly inside is kept, unless it would start in
    the padding after the input. The first window counts as one of those where less than a stride
    of it is outside.

    Raises
    ------
    ParameterError
        If a parameter is out of range, `padding` is more than half the kernel, or no window fits.
    """
    _check_sizes(size, kernel_size, stride, padding, dilation)
    return pool_size(size, kernel_size, stride, padding, dilation, flag("ceil_mode", ceil_mode))


def pool_size(
    size: int, kernel_size: int, stride: int, padding: int, dilation: int, ceil_mode: bool
) -> int:
    """Return `pool_output_size` of numbers that are checked already."""
    if padding > kernel_size // 2:
        raise ParameterError(
            f"padding must be at most half of kernel_size {kernel_size}, got {padding}"
        )
    if not ceil_mode:
        return conv_size(size, kernel_size, stride, padding, dilation)
    span, padded = dilation * (kernel_size - 1) + 1, size + 2 * padding
    if span >= padded + stride:
        raise ParameterError(
            f"kernel_size {kernel_size} with dilation {dilation} spans {span} cells, a stride of "
            f"{stride} or more beyond the padded input of {size} + 2*{padding} = {padded}"
        )
    windows = -(-(padded - span) // stride) + 1
    starts_in_padding = (windows - 1) * stride >= size + padding
    return windows - 1 if starts_in_padding else windows


def unpool_output_size(size: int, kernel_size: int, stride: int, padding: int = 0) -> int:
    """Return ``(L-1)S - 2P + K``, the size that max unpooling takes when none is asked for.

    Raises
    ------
    ParameterError
        If a parameter is out of range, or the output would be empty.
    """
    _check_sizes(size, kernel_size, stride, padding)
    return unpool_size(size, kernel_size, stride, padding)


def unpool_size(size: int, kernel_size: int, stride: int, padding: int) -> int:
    """Return `unpool_output_size` of numbers that are checked already."""
    result = unpool_extent(size, kernel_size, stride, padding)
    if result < 1:
        raise ParameterError(
            f"padding {padding} leaves no output: ({size} - 1)*{stride} - 2*{padding} + "
            f"{kernel_size} = {result}"
        )
    return result


def unpool_extent(size: int, kernel_size: int, stride: int, padding: int) -> int:
    """Return ``(L-1)S - 2P + K``, also where that is no size."""
    return (size - 1) * stride - 2 * padding + kernel_size


def _check_sizes(size: int, kernel_size: int, stride: int, padding: int, dilation: int = 1) -> None:
    whole_number("size", size)
    whole_number("kernel_size", kernel_size)
    whole_number("stride", stride)
    whole_number("padding", padding, minimum=0)
    whole_number("dilation", dilation)


@dataclass(frozen=True)
class TransposedParameters:
    """One way for a transposed convolution to take one size to another, along one axis."""

    stride: int
    kernel_size: int
    padding: int
    output_padding: int
    dilation: int

    @property
    def drops_inputs(self) -> bool:
        """Whether P > D(K-1): all that the first input adds is cropped off.

        The border of the virtual input is then negative, and its data are cropped. PyTorch accepts
        such parameters; networks have no use for them.
        """
        return self.padding > self.dilation * (self.kernel_size - 1)


def transposed_parameters(
    input_size: int,
    output_size: int,
    max_stride: int = 8,
    max_kernel_size: int = 12,
    max_dilation: int = 1,
) -> Iterator[TransposedParameters]:
    """Enumerate all (S, K, P, OP, D) that take `input_size` to `output_size`.

    These are all that PyTorch accepts within the bounds, those that drop inputs too (see
    `TransposedParameters.drops_inputs`).

    Raises
    ------
    ParameterError
        If a size or a bound is no positive whole number, a bound is over `MAX_BOUND`, or together
        they allow more than `MAX_SEARCH` combinations of S, K, OP and D.

    Examples
    --------
    >>> ways = list(transposed_parameters(7, 14, max_stride=2, max_kernel_size=2))
    >>> [(way.stride, way.kernel_size, way.padding, way.output_padding) for way in ways]
    [(2, 1, 0, 1), (2, 2, 0, 0)]
    """
    length = whole_number("input_size", input_size)
    target = whole_number("output_size", output_size)
    strides = whole_number("max_stride", max_stride, 1, MAX_BOUND)
    kernel_sizes = whole_number("max_kernel_size", max_kernel_size, 1, MAX_BOUND)
    dilations = whole_number("max_dilation", max_dilation, 1, MAX_BOUND)
    count = strides * kernel_sizes * dilations * max(strides, dilations)
    if count > MAX_SEARCH:
        raise ParameterError(
            f"max_stride {strides}, max_kernel_size {kernel_sizes} and max_dilation {dilations} "
            f"must allow at most {MAX_SEARCH} combinations with output_padding, got {count}"
        )
    choices = itertools.product(
        range(1, strides + 1), range(1, dilations + 1), range(1, kernel_sizes + 1)
    )
    return (
        TransposedParameters(stride, kernel_size, padding, output_padding, dilation)
        for stride, dilation, kernel_size in choices
        for padding, output_padding in _paddings(length, target, stride, kernel_size, dilation)
    )


def _paddings(
    size: int, output_size: int, stride: int, kernel_size: int, dilation: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs (P, OP) that take one size to the other."""
    full = (size - 1) * stride + dilation * (kernel_size - 1) + 1
    for output_padding in range(max(stride, dilation)):
        padding, odd = divmod(full + output_padding - output_size, 2)
        if not odd and padding >= 0:
            yield padding, output_padding
