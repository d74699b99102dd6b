"""Groups: a layer in two groups is two layers side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from upsample_core.checks import Axes, whole_number
from upsample_core.operations.transposed_convolution import conv_transpose2d


class Groups(NamedTuple):
    """A transposed convolution with two groups, beside two layers of half the channels.

    Attributes
    ----------
    whole, grouped : int
        Weights of the layer without and with two groups.
    shape : tuple of int
        Of the output.
    difference : float
        The largest absolute difference between the outputs made both ways.
    """

    whole: int
    grouped: int
    shape: Axes
    difference: float


def two_groups(seed: int = 0) -> Groups:
    """Compute a layer of 4 to 6 channels in two groups and as two layers, with random numbers.

    Raises
    ------
    ParameterError
        If `seed` is no whole number from zero on.
    """
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    x, weight = source.normal(size=(1, 4, 5, 5)), source.normal(size=(4, 3, 4, 4))
    together = conv_transpose2d(x, weight, 2, 1, groups=2)
    apart = np.concatenate(
        [conv_transpose2d(x[:, half], weight[half], 2, 1) for half in (slice(2), slice(2, 4))], 1
    )
    difference = float(np.abs(together - apart).max())
    return Groups(2 * weight.size, weight.size, together.shape, difference)
