"""What can be done to a kernel in one press, and what it then makes of a constant."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.analysis.evenness import assess, make_flat
from upsample_core.checks import Array, number_array, one_of
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.remedies import one_filter
from upsample_core.operations.transposed_convolution import conv_transpose_map

EDITS = ("flat", "icnr", "bilinear", "ones", "random", "axes")
"""Names of the edits of `edited`."""


class ConstantResponse(NamedTuple):
    """What a transposed convolution makes of a constant of 1.

    Attributes
    ----------
    output : ndarray
    border : ndarray of bool, same shape
        The cells that fewer taps reach than reach their phase inside.
    """

    output: Array
    border: NDArray[np.bool_]


def edited(
    kernel: ArrayLike, edit: str, stride: int, dilation: int = 1, seed: int = 0, most: int = 8
) -> Array:
    """Return what an edit makes of a kernel.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW)
    edit : str
        - flat: equal phase sums, by the least change.
        - icnr: every phase gets the filter of the first.
        - bilinear, ones, random: a preset of the same size.
        - axes: from one axis to two (the product of the kernel with itself), or back (its first
          row).
    stride, dilation : int
    seed : int
        Of random.
    most : int
        What ICNR makes longer than this is cut off.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or flat is asked of a kernel with holes.
    """
    taps = number_array("kernel", kernel, (1, 2))
    chosen = one_of("edit", edit, EDITS)
    if chosen == "flat":
        return make_flat(taps, stride, dilation)
    if chosen == "icnr":
        return one_filter(taps, stride)[(slice(most),) * taps.ndim]
    if chosen == "axes":
        return np.asarray(taps[0] if taps.ndim == 2 else np.multiply.outer(taps, taps))
    return preset_kernel(chosen, taps.shape, seed=seed)


def constant_response(
    kernel: ArrayLike, inputs: int, stride: int, dilation: int = 1
) -> ConstantResponse:
    """Return what a constant becomes, and which cells of it belong to the border.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW)
    inputs : int
        Cells of the constant along each axis.
    stride, dilation : int

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.

    Examples
    --------
    >>> constant_response([1.0, 2.0], 3, 1).output
    array([1., 3., 3., 2.])
    """
    taps = number_array("kernel", kernel, (1, 2))
    shape = (inputs,) * taps.ndim
    whole = conv_transpose_map(shape, taps, stride, 0, 0, dilation)
    overlap = conv_transpose_map(shape, np.ones(taps.shape), stride, 0, 0, dilation).overlap()
    phases = np.indices(overlap.shape) % stride
    inside = assess(taps, stride, dilation).counts[tuple(phases)]
    output = whole.row_sums().reshape(whole.output_shape)
    return ConstantResponse(output, np.asarray(overlap < inside))
