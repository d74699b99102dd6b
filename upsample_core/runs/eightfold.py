"""Every method that enlarges eight times, on pictures that were made small."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, number_array
from upsample_core.methods import METHODS, EnlargingError, can_enlarge, keeps_size
from upsample_core.operations import avg_pool2d
from upsample_core.runs.comparison import enlarged
from upsample_core.runs.reduction import Reduced

STAGES = (4, 2)
"""Some methods do not go so far at once: each enlarges four times, and its result twice."""


def eightfold(originals: ArrayLike) -> dict[str, Array]:
    """Return what every method makes of pictures that were averaged over blocks of 8 × 8.

    Parameters
    ----------
    originals : array_like, shape (N, H, W)
        H and W are multiples of 8.

    Returns
    -------
    dict of str to ndarray, shape (N, H, W)
        By the names of the methods. Those that reduce by themselves, and those that do not enlarge
        so small a picture, are left out; layers that have weights begin with bilinear ones.
    """
    pictures = number_array("originals", originals, 3)
    found = {}
    for name, definition in METHODS.items():
        if can_enlarge(definition) and not keeps_size(definition):
            try:
                found[name] = _in_stages(name, pictures)
            except EnlargingError:
                continue
    return found


def _in_stages(name: str, pictures: Array) -> Array:
    """Return what a method makes of pictures, stage by stage."""
    made = _averaged(pictures, math.prod(STAGES))
    for stage, factor in enumerate(STAGES):
        aim = _averaged(pictures, math.prod(STAGES[stage + 1 :]))
        made = enlarged(name, Reduced(aim, {False: made}, factor)).output
    return made


def _averaged(pictures: Array, factor: int) -> Array:
    return np.asarray(avg_pool2d(pictures[None], factor)[0])
