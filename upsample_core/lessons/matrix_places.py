"""Where the entries of a convolution's matrix stand: of one output, and of one kernel tap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Array, Axes, ParameterError, check_size, whole_number
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import flat_index

Mask = NDArray[np.bool_]


class MatrixRow(NamedTuple):
    """A matrix while it is being built, up to the row of one output.

    Attributes
    ----------
    number : int
        Of the row, from 0.
    dense : ndarray, shape (rows, columns)
        The whole matrix.
    stored : ndarray of bool, same shape
        The entries that this row stores.
    to_come : ndarray of bool, same shape
        The rows after this one.
    """

    number: int
    dense: Array
    stored: Mask
    to_come: Mask


class TapPlaces(NamedTuple):
    """Where one tap stands in a matrix: a mask of shape (rows, columns), and in how many places."""

    mask: Mask
    places: int


def matrix_row(linear_map: LinearMap, output_index: int | Axes) -> MatrixRow:
    """Return a matrix as it stands once the row of one output is written.

    Parameters
    ----------
    linear_map : LinearMap
    output_index : int or tuple of int
        A multi-index into the output, or a flat index.

    Raises
    ------
    ParameterError
        If the index lies outside the output, or the matrix is too large to be written out.

    Examples
    --------
    >>> from upsample_core.operations.convolution import conv_map
    >>> matrix_row(conv_map((4,), [1.0, 2.0], 2), 0).to_come.tolist()
    [[False, False, False, False], [True, True, True, True]]
    """
    number = flat_index("output_index", output_index, linear_map.output_shape)
    dense = _dense(linear_map)
    stored = np.zeros(dense.shape, bool)
    start, end = linear_map.indptr[number : number + 2]
    stored[number, linear_map.inputs[start:end]] = True
    to_come = np.zeros(dense.shape, bool)
    to_come[number + 1 :] = True
    return MatrixRow(number, dense, stored, to_come)


def tap_places(linear_map: LinearMap, tap: int) -> TapPlaces:
    """Return where one tap of the kernel stands in a matrix.

    Parameters
    ----------
    linear_map : LinearMap
        One with a kernel.
    tap : int
        Its flat index.

    Raises
    ------
    ParameterError
        If the map has no kernel, or none with such a tap.

    Examples
    --------
    >>> from upsample_core.operations.convolution import conv_map
    >>> tap_places(conv_map((4,), [1.0, 2.0, 3.0]), 2).mask.tolist()
    [[False, False, True, False], [False, False, False, True]]
    """
    if linear_map.taps is None or linear_map.tap_shape is None:
        raise ParameterError("linear_map must have kernel taps, but it has none")
    most = int(np.prod(linear_map.tap_shape)) - 1
    whole_number("tap", tap, minimum=0, maximum=most)
    here = linear_map.taps == tap
    mask = np.zeros(_affordable_shape(linear_map), bool)
    mask[linear_map.rows()[here], linear_map.inputs[here]] = True
    return TapPlaces(mask, int(np.count_nonzero(here)))


def _dense(linear_map: LinearMap) -> Array:
    _affordable_shape(linear_map)
    dense: Array = linear_map.matrix.toarray()
    return dense


def _affordable_shape(linear_map: LinearMap) -> tuple[int, int]:
    check_size("the matrix", linear_map.shape)
    return linear_map.shape
