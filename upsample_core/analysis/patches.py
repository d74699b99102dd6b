"""How much pictures look like others as a whole: by the statistics of small patches.

References
----------
Fréchet's distance between two normal distributions: Dowson and Landau, Journal of Multivariate
Analysis 12(3), 1982. Heusel et al., "GANs trained by a two time-scale update rule", NeurIPS 2017,
use it on the features of a network; here it is taken on the patches themselves.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, whole_number


def patch_distance(pictures: ArrayLike, reference: ArrayLike, side: int = 8) -> float:
    """Return how far the patches of some pictures are from those of others, as distributions.

    It does not ask which picture is which: sharp pictures of other things may come near, blurred
    ones of the right things do not, since their patches vary too little.

    Parameters
    ----------
    pictures, reference : array_like, shape (N, H, W)
        Values from 0 to 1; those beyond are cut off.
    side : int
        Of a patch, in pixels; patches begin half a side apart.

    Returns
    -------
    float
        The square root of Fréchet's distance between two normal distributions that have the means
        and covariances of the patches: ``|m - n|² + tr(C + D - 2 (C D)^½)``.

    Raises
    ------
    ParameterError
        If the pictures are smaller than a patch, or are none.
    """
    length = whole_number("side", side, minimum=2)
    mean, covariance = _statistics("pictures", pictures, length)
    other_mean, other = _statistics("reference", reference, length)
    root = _root(other)
    mixed = np.linalg.eigvalsh(root @ covariance @ root).clip(0)
    apart = ((mean - other_mean) ** 2).sum()
    spread = np.trace(covariance) + np.trace(other) - 2 * np.sqrt(mixed).sum()
    return float(np.sqrt(max(apart + spread, 0.0)))


def _statistics(name: str, pictures: ArrayLike, side: int) -> tuple[Array, Array]:
    """Return the mean and the covariance of all patches."""
    values = number_array(name, pictures, 3).astype(np.float64).clip(0, 1)
    if min(values.shape[1:]) < side:
        raise ParameterError(f"{name} must be at least {side} × {side}, got {values.shape[1:]}")
    windows = np.lib.stride_tricks.sliding_window_view(values, (side, side), axis=(1, 2))
    patches = windows[:, :: side // 2, :: side // 2].reshape(-1, side * side)
    return patches.mean(axis=0), np.cov(patches, rowvar=False, bias=True)


def _root(matrix: Array) -> Array:
    """Return the square root of a symmetric matrix without negative eigenvalues."""
    values, vectors = np.linalg.eigh(matrix)
    root: Array = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    return root
