"""A library of glyphs, and the exact answer that it alone can give: no network.

Asked which large picture belongs to a small one, it weighs every glyph by how well that glyph,
shrunk, agrees with the small one (Bayes' rule, with all glyphs equally likely before). The mean by
these weights is the answer with the least squared error; single glyphs drawn by them are sharp.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, finite_number, number_array
from upsample_core.generative.archives import check_array, read_arrays
from upsample_core.generative.consistency import FACTOR, shrink

TOLERANCE = 24.0
"""How many grey levels of 255 a cell of the small picture may usually be off."""


@dataclass(frozen=True, eq=False)
class GlyphLibrary:
    """Pictures of glyphs, and what they show.

    Attributes
    ----------
    glyphs : ndarray, shape (N, 32, 32), float32
        Ink is 1, paper 0.
    small : ndarray, shape (N, 4, 4), float32
        The mean of each 8 × 8 block.
    characters : ndarray, shape (N,), str
        What each shows, one character.
    faces : ndarray, shape (N,), str
        The name of the typeface that it is drawn in.
    """

    glyphs: Array
    small: Array
    characters: Array
    faces: Array

    @cached_property
    def rows(self) -> Array:
        """The glyphs as rows of pixels, shape (N, 1024)."""
        return self.glyphs.reshape(len(self.glyphs), -1)

    @cached_property
    def energies(self) -> Array:
        """The sum of each glyph's squared pixels, shape (N,)."""
        return np.asarray(np.einsum("np,np->n", self.rows, self.rows))

    def __len__(self) -> int:
        """Return how many glyphs there are."""
        return len(self.glyphs)


def read_library(file: str | os.PathLike[str]) -> GlyphLibrary:
    """Read a sheet of glyphs: bytes ``glyphs`` (N, 32, 32), ``characters``, ``faces``, ``names``.

    Raises
    ------
    ParameterError
        If the file is missing, damaged, too large, or holds other arrays than these.
    """
    arrays = read_arrays(file)
    if set(arrays) != {"glyphs", "characters", "faces", "names"}:
        raise ParameterError(f"the file holds {sorted(arrays)}, which is no library of glyphs")
    names, count = arrays["names"], len(np.atleast_1d(arrays["characters"]))
    check_array("glyphs", arrays["glyphs"], (count, 32, 32), (np.uint8,))
    check_array("characters", arrays["characters"], (count,), (np.str_,))
    check_array("faces", arrays["faces"], (count,), (np.uint8,))
    check_array("names", names, names.shape[:1], (np.str_,))
    if not count or arrays["faces"].max() >= len(names):
        raise ParameterError("a glyph of the library names a typeface that is not in its list")
    glyphs = arrays["glyphs"].astype(np.float32) / 255
    small = shrink(glyphs[:, None])[:, 0]
    return GlyphLibrary(glyphs, small, arrays["characters"], names[arrays["faces"]])


def posterior_weights(
    library: GlyphLibrary,
    small: ArrayLike,
    tolerance: float = TOLERANCE,
    noisy: ArrayLike | None = None,
    time: float = 0.0,
) -> Array:
    """Return how likely each glyph is to be what a small picture was made from.

    Bayes' rule: all glyphs equally likely before; each cell of the small picture is the glyph's
    mean there plus a normal error of `tolerance`. With a noisy picture x_t of a flow at hand, that
    tells too: ``x_t = (1 - t) z + t x`` with ``z = (1 + e)/2``.

    Parameters
    ----------
    library : GlyphLibrary
    small : array_like, shape (1, 1, 4, 4)
        From 0 to 1.
    tolerance : float
        Standard deviation of the error, in grey levels of 255; above 0.
    noisy : array_like, shape (S, 1, 32, 32), optional
        x_t of S guesses.
    time : float
        t of these, from 0 to below 1.

    Returns
    -------
    ndarray, shape (S, N), float64
        Each row sums to 1; S is 1 without `noisy`.

    Raises
    ------
    ParameterError
        If a shape or a number is not allowed.
    """
    asked = _one_small(small)
    allowed = finite_number("tolerance", tolerance) / 255
    if allowed <= 0:
        raise ParameterError(f"tolerance must be above 0, got {tolerance}")
    apart = library.small.astype(float) - asked
    logs = -np.square(apart).sum(axis=(1, 2))[None] / (2 * allowed**2)
    if noisy is not None:
        logs = logs + _told_by_noise(library, number_array("noisy", noisy, 4), time)
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _one_small(small: ArrayLike) -> Array:
    """Return the one small picture that was asked about, (4, 4)."""
    asked = number_array("small", small, 4)
    side = 32 // FACTOR
    if asked.shape != (1, 1, side, side):
        raise ParameterError(f"small must have the shape (1, 1, {side}, {side}), got {asked.shape}")
    return np.asarray(asked[0, 0])


def _told_by_noise(library: GlyphLibrary, noisy: Array, time: float) -> Array:
    """Return what noisy pictures (S, 1, 32, 32) add to the logarithm of each glyph's weight."""
    t = finite_number("time", time)
    if not 0 <= t < 1 or noisy.shape[1:] != (1, 32, 32):
        raise ParameterError(
            f"noisy must have the shape (S, 1, 32, 32), and time be from 0 to below 1; got "
            f"{noisy.shape} and {time}"
        )
    # -|x_t - (1-t)/2 - t g|² / (2 s²) with s = (1-t)/2, without what is the same for all glyphs g.
    seen = (noisy.reshape(len(noisy), -1) - (1 - t) / 2).astype(np.float32)
    alike = seen @ library.rows.T
    return np.asarray((t * alike - t * t / 2 * library.energies).astype(float) * 4 / (1 - t) ** 2)


@dataclass(frozen=True, eq=False)
class LibraryDenoiser:
    """What a library knows about one small picture, in the form that a flow is sampled with.

    It only recites: every answer is a weighted mean of its glyphs.
    """

    library: GlyphLibrary
    small: Array
    tolerance: float

    def predict(self, noisy: ArrayLike, small: ArrayLike, time: float) -> Array:
        """Return the mean of the glyphs by their exact weights, for x_t (S, 1, 32, 32) at t.

        Raises
        ------
        ParameterError
            If `small` is another picture than the one that this was made for.
        """
        if not np.array_equal(_one_small(small).astype(np.float32), self.small[0, 0]):
            raise ParameterError("small must be the picture that this denoiser was made for")
        return self.mean(self.weights(noisy, time))

    def weights(self, noisy: ArrayLike, time: float) -> Array:
        """Return which glyphs an answer is made of: weights (S, N), rows of sum 1."""
        return posterior_weights(self.library, self.small, self.tolerance, noisy, time)

    def mean(self, weights: Array) -> Array:
        """Return the mean of the glyphs by weights (S, N); shape (S, 1, 32, 32), float32."""
        live = np.flatnonzero(weights.max(axis=0) > 1e-10)  # few, once the noise has told enough
        means = weights[:, live].astype(np.float32) @ self.library.rows[live]
        return np.asarray(means.reshape(-1, 1, 32, 32))


def library_denoiser(
    library: GlyphLibrary, small: ArrayLike, tolerance: float = TOLERANCE
) -> LibraryDenoiser:
    """Return the library's exact posterior mean about one small picture (1, 1, 4, 4).

    Raises
    ------
    ParameterError
        If `small` has another shape or `tolerance` is not above 0.
    """
    posterior_weights(library, small, tolerance)  # refuses what cannot be weighed
    asked = number_array("small", small, 4).astype(np.float32)
    return LibraryDenoiser(library, asked, float(tolerance))
