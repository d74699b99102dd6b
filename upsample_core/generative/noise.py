"""The chance in a guess: noise that a seed fixes, on every machine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri

from upsample_core.checks import Array, check_size, grid_shape, whole_number

MAX_SEED = 2**32 - 1
"""The largest seed that is taken."""


def noise_for(seeds: Sequence[int], shape: int | Sequence[int]) -> Array:
    """Return standard normal noise, one array for each seed.

    The same seed gives the same noise everywhere and whatever stands beside it: the bits of
    NumPy's PCG64, whose stream is fixed for ever, through the inverse of the normal distribution.

    Parameters
    ----------
    seeds : sequence of int
        From 0 to `MAX_SEED`.
    shape : int or sequence of int
        Of the noise of one seed.

    Returns
    -------
    ndarray, shape (len(seeds), *shape), float32

    Raises
    ------
    ParameterError
        If a seed or the shape is out of range.
    """
    sizes = grid_shape("shape", shape)  # type: ignore[arg-type]
    wanted = [whole_number("seed", seed, minimum=0, maximum=MAX_SEED) for seed in seeds]
    check_size("noise", (len(wanted), *sizes))
    count = int(np.prod(sizes))
    bits = np.array([np.random.PCG64(seed).random_raw(count) for seed in wanted], np.uint64)
    shares = ((bits >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53
    return np.asarray(ndtri(shares).reshape(len(wanted), *sizes), np.float32)
