"""Four computations of one transposed convolution, compared; and a common mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    number_array,
    per_axis,
    whole_number,
)
from upsample_core.operations.transposed_forms import (
    interleave_of,
    multiply_of,
    one_channel,
    slide,
    slide_of,
    stamp_of,
)

FORMS: Mapping[str, Callable[..., Array]] = {
    "stamp": stamp_of,
    "slide": slide_of,
    "multiply": multiply_of,
    "interleave": interleave_of,
}
"""Equal ways to compute a transposed convolution of one channel from its geometry, by name."""


def largest_differences(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> dict[str, float]:
    """Compute a transposed convolution in every form and return how far each is from stamping.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    dict of float
        The largest absolute difference from ``stamp``, by the names of `FORMS`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    checked = one_channel(x, kernel, stride, padding, output_padding, dilation)
    results = {name: form(*checked) for name, form in FORMS.items()}
    stamped = results["stamp"]
    return {name: float(np.abs(result - stamped).max()) for name, result in results.items()}


def random_differences(
    shape: Axes, kernel_shape: Axes, seed: int = 0, **geometry: int | Axes
) -> dict[str, float]:
    """Return how far the forms are apart on random numbers, as `largest_differences` does.

    Parameters
    ----------
    shape, kernel_shape : tuple of int
        Of the input and of the kernel; their numbers are drawn from a normal distribution.
    seed : int
    **geometry : int or tuple of int
        As for `largest_differences`.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    x, kernel = source.normal(size=shape), source.normal(size=kernel_shape)
    return largest_differences(x, kernel, **geometry)


def bordered_by_padding(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> Array:
    """Slide over a virtual input with a border of P zeros: a common mistake, to be shown as such.

    The right border is B = D(K-1) - P. A border of P is right for another convolution, the one
    whose padding is D(K-1) - P.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
    stride, padding, output_padding, dilation : int or tuple of int

    Returns
    -------
    ndarray
        As long as (L-1)S + 1 + 2P + OP - D(K-1) along each axis.

    Raises
    ------
    ParameterError
        If P is larger than D(K-1), the mistaken output is empty, or as `conv_transpose2d`.
    """
    data = number_array("x", x, (1, 2))
    sizes = number_array("kernel", kernel, data.ndim).shape
    dilations = per_axis("dilation", dilation, data.ndim)
    paddings = per_axis("padding", padding, data.ndim, minimum=0)
    reaches = [d * (k - 1) for k, d in zip(sizes, dilations, strict=True)]
    swapped = tuple(reach - p for reach, p in zip(reaches, paddings, strict=True))
    if min(swapped) < 0:
        raise ParameterError(f"padding must be at most D(K-1) = {reaches}, got {paddings}")
    return slide(data, kernel, stride, swapped, output_padding, dilation)
