"""Guessing by a flow: from noise to a picture in a few steps, each towards the present answer.

A flow mixes a picture x with noise, ``x_t = (1 - t) z + t x``: noise at t = 0, the picture at
t = 1. A denoiser says which x is the best answer to x_t; a step goes a part of the way there.

References
----------
Liu, Gong and Liu, "Flow straight and fast", ICLR 2023; Lipman et al., "Flow matching for generative
modeling", ICLR 2023; in the form that predicts x.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, check_size, number_array, whole_number
from upsample_core.generative.consistency import FACTOR, project
from upsample_core.generative.noise import noise_for

MAX_STEPS = 64
"""The most steps that a guess may take."""


class Denoiser(Protocol):
    """What can say which picture a noisy one was: a `FlowNetwork`, or a `LibraryDenoiser`."""

    def predict(self, noisy: ArrayLike, small: ArrayLike, time: float) -> Array:
        """Return the answer (S, 1, H, W) to x_t (S, 1, H, W) at t, about small pictures."""
        ...


@dataclass(frozen=True, eq=False)
class FlowPath:
    """The whole way of some guesses, S of them in K steps.

    Attributes
    ----------
    times : ndarray, shape (K + 1,)
        From 0 to 1.
    states : ndarray, shape (K + 1, S, 1, H, W), float32
        x_t at each time: grey noise first, the guesses last.
    answers : ndarray, shape (K, S, 1, H, W), float32
        What the denoiser answered at each time but the last, where there is none to ask.
    """

    times: Array
    states: Array
    answers: Array

    @property
    def result(self) -> Array:
        """The guesses, shape (S, 1, H, W); they may pass 0 and 1 by a little."""
        return np.asarray(self.states[-1])


def sample_flow(
    denoiser: Denoiser,
    small: ArrayLike,
    seeds: Sequence[int],
    steps: int,
    projected: bool = False,
) -> FlowPath:
    """Guess large pictures for a small one, one for each seed.

    ``x += dt (answer - x) / (1 - t)``: the straight way to the answer, a step of it. The last step
    arrives; with one step the guess is the first answer itself.

    Parameters
    ----------
    denoiser : Denoiser
    small : array_like, shape (1, 1, h, w), or (S, 1, h, w) with a picture for each seed
        From 0 to 1.
    seeds : sequence of int
        S of them; they alone decide the noise (`noise_for`).
    steps : int
        K, from 1 to `MAX_STEPS`.
    projected : bool
        Whether each answer is made to agree with the small picture (`project`).

    Returns
    -------
    FlowPath

    Raises
    ------
    ParameterError
        If a shape or a number is not allowed.
    """
    asked = number_array("small", small, 4).astype(np.float32)
    count = whole_number("steps", steps, maximum=MAX_STEPS)
    if asked.shape[0] not in (1, len(seeds)) or asked.shape[1] != 1 or not len(seeds):
        raise ParameterError(
            "small must have the shape (1, 1, h, w), or one picture for each of one or more seeds; "
            f"got {asked.shape} and {len(seeds)} seeds"
        )
    sizes = (1, FACTOR * asked.shape[2], FACTOR * asked.shape[3])
    check_size("path", (2 * count + 1, len(seeds), *sizes))
    times = np.linspace(0, 1, count + 1)
    states = [(1 + noise_for(seeds, sizes)) / 2]
    answers = []
    for now, then in pairwise(times):
        answer = denoiser.predict(states[-1], asked, float(now))
        answers.append(project(answer, asked) if projected else answer)
        states.append(_towards(states[-1], answers[-1], float((then - now) / (1 - now))))
    return FlowPath(times, np.stack(states), np.stack(answers))


def _towards(here: Array, there: Array, share: float) -> Array:
    """Go a share of the way between two pictures; the whole way arrives exactly."""
    return there if share > 1 - 1e-9 else np.asarray(here + np.float32(share) * (there - here))
