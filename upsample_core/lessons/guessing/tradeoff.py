"""Distortion against perception: how near answers are, and how much they look like letters.

References
----------
Blau and Michaeli, "The Perception-Distortion Tradeoff", CVPR 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis import patch_distance
from upsample_core.checks import Array, number_array
from upsample_core.lessons.guessing.guesses import undecided


class Judged(NamedTuple):
    """How the answers of a method are.

    Attributes
    ----------
    error : float
        The root of the mean squared error, in grey levels of 255.
    decibels : float
        The same as PSNR, of all pictures together.
    patches : float
        How far their patches are from those of the originals, see `patch_distance`.
    grey : float
        How undecided their pixels are, see `undecided`.
    """

    error: float
    decibels: float
    patches: float
    grey: float


def judged(answers: Mapping[str, ArrayLike], originals: ArrayLike) -> dict[str, Judged]:
    """Judge the answers (N, H, W) of every method by the originals (N, H, W)."""
    true = number_array("originals", originals, 3)
    return {name: _judged(number_array(name, made, 3), true) for name, made in answers.items()}


def _judged(made: Array, true: Array) -> Judged:
    error = float(np.sqrt(((made.clip(0, 1) - true) ** 2).mean(dtype=np.float64)))
    return Judged(
        255 * error,
        -20 * float(np.log10(error)),
        patch_distance(made, true),
        float(undecided(made).mean()),
    )
