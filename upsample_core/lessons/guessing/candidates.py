"""Which glyphs of a library a small picture may have been made from: the posterior, exactly.

Every glyph of the library is as likely as another before the small picture is seen. What is left is
how well each, made small, agrees with it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.generative import GlyphLibrary, posterior_weights
from upsample_core.lessons.guessing.guesses import SIDE

Values = NDArray[np.float32]


class Candidates(NamedTuple):
    """What a library says of a small picture.

    Attributes
    ----------
    weights : ndarray, shape (M,)
        The probability of every glyph of the library; they add up to one.
    order : ndarray of int, shape (M,)
        The glyphs, the likeliest first.
    many : float
        How many glyphs there are as it were: the exponential of the entropy of the weights.
    mean : ndarray, shape (32, 32)
        Of the glyphs, by their weights: the answer of least expected squared error.
    error : float
        The expected squared error of the mean, a pixel: the variance of the posterior.
    draw_error : float
        That of a glyph drawn by its weight, which is twice as large.
    likeliest_error : float
        That of the likeliest glyph.
    """

    weights: Array
    order: NDArray[np.intp]
    many: float
    mean: Values
    error: float
    draw_error: float
    likeliest_error: float


def candidates(library: GlyphLibrary, small: ArrayLike, tolerance: float) -> Candidates:
    """Weigh every glyph of a library by how well it agrees with a small picture.

    Parameters
    ----------
    library : GlyphLibrary
    small : array_like, shape (4, 4)
    tolerance : float
        How exactly the small picture is known: the standard deviation of its pixels, in grey levels
        of 255.

    Notes
    -----
    Of two glyphs x and x' drawn alike and independently, E(x - x')² = 2 Var x, pixel by pixel.
    """
    weights = posterior_weights(library, number_array("small", small, 2)[None, None], tolerance)[0]
    flat = library.glyphs.reshape(len(weights), -1).astype(np.float64)
    mean = weights @ flat
    order = np.argsort(-weights, kind="stable")
    error = float(weights @ ((flat - mean) ** 2).mean(axis=1))
    likeliest = float(weights @ ((flat - flat[order[0]]) ** 2).mean(axis=1))
    known = weights[weights > 0]
    entropy = float(-(known * np.log(known)).sum())
    return Candidates(
        weights,
        order,
        float(np.exp(entropy)),
        mean.reshape(SIDE, SIDE).astype(np.float32),
        error,
        2 * error,
        likeliest,
    )


def picked(found: Candidates, count: int, seed: int) -> NDArray[np.intp]:
    """Draw glyphs by their weights, the same for everybody who has the seed.

    Parameters
    ----------
    found : Candidates
    count : int
    seed : int

    Returns
    -------
    ndarray of int, shape (count,)
        Places in the library.
    """
    rng = np.random.default_rng(whole_number("seed", seed, minimum=0))
    bounds = np.cumsum(found.weights)
    places = np.searchsorted(bounds, rng.random(whole_number("count", count)) * bounds[-1])
    return np.asarray(np.minimum(places, len(bounds) - 1))


def recited(library: GlyphLibrary, guesses: ArrayLike) -> NDArray[np.intp]:
    """Return which glyph of a library each guess was copied from: the nearest one.

    Parameters
    ----------
    library : GlyphLibrary
    guesses : array_like, shape (N, 32, 32)

    Returns
    -------
    ndarray of int, shape (N,)
        Places in the library.
    """
    rows = number_array("guesses", guesses, 3).reshape(-1, SIDE * SIDE)
    return np.asarray((library.energies - 2 * rows @ library.rows.T).argmin(axis=1))
