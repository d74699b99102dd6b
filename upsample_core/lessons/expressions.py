"""Maps written out in symbols: a, b, c … for the input cells and k1, k2 … for the taps."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import ParameterError
from upsample_core.linear_map import LinearMap

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def expressions(linear_map: LinearMap) -> NDArray[np.str_]:
    """Write every output cell of a map as a sum of products of a tap and an input cell.

    Parameters
    ----------
    linear_map : LinearMap
        One with a kernel, and with an input of at most 26 cells.

    Returns
    -------
    ndarray of str, shape `output_shape`
        Such as ``k6·a + k4·b``; ``0`` where no entry is stored.

    Raises
    ------
    ParameterError
        If the map has no kernel taps, or more input cells than there are letters.

    Examples
    --------
    >>> from upsample_core.operations.transposed_convolution import conv_transpose_map
    >>> expressions(conv_transpose_map((2,), [1, 2, 3], stride=2, padding=1)).tolist()
    ['k2·a', 'k3·a + k1·b', 'k2·b']
    """
    if linear_map.taps is None:
        raise ParameterError("linear_map must have kernel taps, but it has none")
    if linear_map.shape[1] > len(LETTERS):
        raise ParameterError(
            f"linear_map must have at most {len(LETTERS)} input cells, got {linear_map.shape[1]}"
        )
    entries = zip(linear_map.inputs.tolist(), linear_map.taps.tolist(), strict=True)
    terms = [f"k{tap + 1}·{LETTERS[cell]}" for cell, tap in entries]
    bounds = linear_map.indptr.tolist()
    sums = [" + ".join(terms[start:end]) or "0" for start, end in pairwise(bounds)]
    return np.array(sums).reshape(linear_map.output_shape)
