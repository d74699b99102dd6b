"""Moving the input by a pixel: what halving makes of it, with and without a blur.

Signals and pictures are taken to go round: what leaves at one end comes in at the other, so that
nothing is lost by moving.

References
----------
Zhang, "Making convolutional networks shift-invariant again", ICML 2019: section 3 (max pooling is
a maximum at every place and then every S-th; a blur belongs between the two).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.lessons.blurring import levels

STRIDE = 2
"""Everything here halves."""

BLURS: Mapping[str, tuple[int, ...]] = {
    "none": (1,),
    "rect2": (1, 1),
    "tri3": (1, 2, 1),
    "bin5": (1, 4, 6, 4, 1),
}
"""The blurs of the paper by their names; their weights are divided by their sum."""

FIRSTS = ("none", "max")
"""What may come before the blur: nothing, or the largest of 2 × 2 neighbours at every place."""


class Moved(NamedTuple):
    """A halved picture, and what it is once the picture has moved.

    Attributes
    ----------
    small, after : ndarray, shape (H / 2, W / 2)
        Of the picture, and of the picture moved to the right.
    difference : ndarray, same shape
        How `after` differs from `small` moved along.
    levels : float
        Its root mean square, in grey levels of 255.
    """

    small: Array
    after: Array
    difference: Array
    levels: float


def blur_pool(values: ArrayLike, first: str = "none", blur: str = "tri3") -> Array:
    """Halve a signal or a picture: the largest of neighbours or not, a blur, and every second.

    Without a blur this is decimation or max pooling of 2 × 2; ``rect2`` alone is average pooling.

    Parameters
    ----------
    values : array_like, shape (L,) or (H, W)
        Of even sizes; it goes round.
    first : {"none", "max"}
    blur : str
        One of `BLURS`.

    Returns
    -------
    ndarray, shape (L / 2,) or (H / 2, W / 2)

    Raises
    ------
    ParameterError
        If a name is unknown, or a size odd.

    Examples
    --------
    >>> blur_pool([0, 0, 1, 1, 0, 0, 1, 1], "max", "none")
    array([0., 1., 0., 1.])
    >>> blur_pool([0, 0, 1, 1, 0, 0, 1, 1], "max", "tri3")
    array([0.5, 1. , 0.5, 1. ])
    """
    cells = number_array("values", values, (1, 2)).astype(np.float64)
    if any(size % STRIDE for size in cells.shape):
        raise ParameterError(f"values must have even sizes, got {cells.shape}")
    largest = one_of("first", first, FIRSTS) == "max"
    weights = np.array(BLURS[one_of("blur", blur, tuple(BLURS))], float)
    weights /= weights.sum()
    reach = (weights.size - 1) // 2
    axes = range(cells.ndim)
    if largest:  # over all axes before anything is blurred: the two cannot be exchanged
        for axis in axes:
            cells = np.maximum(cells, np.roll(cells, -1, axis))
    for axis in axes:
        # Summed as shifted copies: out[n] = Σ w[k] · in[n + k - reach].
        shifted = [weight * np.roll(cells, reach - k, axis) for k, weight in enumerate(weights)]
        cells = np.asarray(sum(shifted))
    return np.asarray(cells[(slice(None, None, STRIDE),) * cells.ndim])


def moved(values: ArrayLike, shift: int) -> Array:
    """Move a signal or a picture to the right by whole cells; it goes round.

    Raises
    ------
    ParameterError
        If `shift` is no whole number from 0 on, or `values` no array of one or two axes.
    """
    cells = number_array("values", values, (1, 2))
    return np.roll(cells, whole_number("shift", shift, minimum=0), axis=-1)


def move_input(picture: ArrayLike, first: str, blur: str, shift: int) -> Moved:
    """Halve a picture before and after it moves to the right, and compare.

    What is halved without anything false would come out as before, moved by `shift` / 2 cells. To
    move by half a cell, the waves that the small picture holds along its rows are turned on.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1
        Of even sizes.
    first, blur : str
        As for `blur_pool`.
    shift : int
        In pixels of the picture.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 2)
    small = blur_pool(values, first, blur)
    after = blur_pool(moved(values, shift), first, blur)
    difference = after - _moved_by_part(small, shift / STRIDE)
    return Moved(small, after, difference, levels(difference))


def every_move(picture: ArrayLike, shift: int) -> dict[tuple[str, str], float]:
    """Return the difference after a move, in grey levels, for every first and every blur.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    return {
        (first, blur): move_input(picture, first, blur, shift).levels
        for first in FIRSTS
        for blur in BLURS
    }


def _moved_by_part(values: Array, shift: float) -> Array:
    """Move rows to the right by a part of a cell, wave by wave.

    Of the fastest wave that the cells can hold they keep what stands on them.
    """
    size = values.shape[-1]
    turns = np.exp(-2j * np.pi * np.fft.rfftfreq(size) * shift)
    return np.fft.irfft(np.fft.rfft(values) * turns, size)
