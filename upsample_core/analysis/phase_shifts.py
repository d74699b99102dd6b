"""How far each phase of a transposed convolution moves a wave.

Phases that are equally strong may still differ: one may answer a wave a little later than the
other. Woven together they give steps where there was a slope.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.analysis.spectrum import phase_response
from upsample_core.checks import ParameterError, number_array, whole_number


def phase_shifts(kernel: ArrayLike, stride: int, frequencies: ArrayLike) -> NDArray[np.float64]:
    """Return by how much each phase moves a wave, beside the middle of the kernel.

    Parameters
    ----------
    kernel : array_like, shape (K,)
    stride : int
        S.
    frequencies : array_like, shape (M,)
        In cycles per input cell, above 0 and up to a half.

    Returns
    -------
    ndarray of float64, shape (S, M)
        In input cells, positive to the right. Phases without taps, which let no wave through,
        have NaN.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    Nearest moves one phase a quarter of a cell to the right, the other as far to the left.

    >>> phase_shifts([1.0, 1.0], 2, [0.25])
    array([[-0.25],
           [ 0.25]])
    """
    weights = number_array("kernel", kernel, 1)
    waves = number_array("frequencies", frequencies, 1)
    step = whole_number("stride", stride)
    if waves.min() <= 0 or waves.max() > 0.5:
        raise ParameterError(
            f"frequencies must be above 0 and at most 0.5, got {waves.min():g} to {waves.max():g}"
        )
    responses = phase_response(weights, step, waves)
    # The middle of the kernel is where the whole picture moves to; only the rest differs.
    middle = np.exp(2j * np.pi * waves * (weights.size - 1) / (2 * step))
    shifts = -np.angle(responses * middle) / (2 * np.pi * waves)
    return np.where(np.abs(responses) > 1e-12, shifts, np.nan)
