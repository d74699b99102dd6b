"""A guess on its way from noise to a letter, frame by frame."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import number_array
from upsample_core.generative import FlowPath, inconsistency
from upsample_core.lessons.guessing.guesses import undecided

Values = NDArray[np.float32]


class Walk(NamedTuple):
    """Some guesses on their way, with a frame before every step and one at the end.

    Attributes
    ----------
    times : tuple of float
        The time of each frame, from 0 to 1.
    states : ndarray, shape (N, F, 32, 32)
        What each guess is at each frame.
    answers : ndarray, shape (N, F, 32, 32)
        What each would be, if it were to end there; at the last frame the guess itself.
    greys : tuple of float
        How undecided the answers of a frame are, see `undecided`.
    apart : tuple of float
        How far the answers of a frame, made small again, are from what is given: the root of the
        mean square, in grey levels of 255.
    """

    times: tuple[float, ...]
    states: Values
    answers: Values
    greys: tuple[float, ...]
    apart: tuple[float, ...]


def walk(path: FlowPath, small: ArrayLike) -> Walk:
    """Return what is seen of some guesses on their way.

    Parameters
    ----------
    path : FlowPath
    small : array_like, shape (4, 4)
        What is given.
    """
    given = number_array("small", small, 2)[None, None].astype(np.float32)
    answers = np.concatenate([path.answers, path.result[None]])[:, :, 0]
    greys = tuple(float(undecided(frame).mean()) for frame in answers)
    apart = tuple(float(inconsistency(frame[:, None], given).mean()) for frame in answers)
    states = np.moveaxis(path.states[:, :, 0], 0, 1)
    return Walk(
        tuple(float(t) for t in path.times), states, np.moveaxis(answers, 0, 1), greys, apart
    )
