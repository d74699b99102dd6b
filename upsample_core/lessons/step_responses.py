"""What interpolators make of an edge: how far they leave the range of the samples, and how often.

References
----------
D. Mitchell and A. Netravali, "Reconstruction filters in computer graphics", SIGGRAPH 1988,
section 3: ringing, blur and anisotropy.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import overshoot
from upsample_core.checks import Array, one_of, whole_number
from upsample_core.lessons.interpolators import INTERPOLATORS, Curve, curve
from upsample_core.resampling.interpolation import resize_separably

SAMPLES = 12
"""Of the edge: so many that the widest kernel is at rest at both ends."""

_ROUNDING = 1e-9


class StepResponse(NamedTuple):
    """What one interpolator makes of an edge from 0 to 1.

    Attributes
    ----------
    curve : Curve
    overshoot : float
        How far the curve lies above 1 at most, as a share of the edge.
    extrema : int
        How often the curve turns round beyond the range of the samples, at one side of the edge.
    """

    curve: Curve
    overshoot: float
    extrema: int


def edge() -> Array:
    """Return the samples of an edge from 0 to 1, in the middle."""
    return np.repeat([0.0, 1.0], SAMPLES // 2)


def step_response(name: str) -> StepResponse:
    """Return what an interpolator makes of an edge.

    Parameters
    ----------
    name : str
        One of `INTERPOLATORS`.

    Raises
    ------
    ParameterError
        If the name is unknown.

    Examples
    --------
    >>> round(step_response("cubic").overshoot, 4)  # 4/27 of a = 0.75
    0.1111
    """
    found = curve(edge(), one_of("name", name, tuple(INTERPOLATORS)))
    beyond = found.y[found.x > (SAMPLES - 1) / 2] - 1
    turns = np.diff(np.sign(np.diff(beyond)))
    off = np.abs(beyond[1:-1]) > _ROUNDING
    return StepResponse(found, max(0.0, float(beyond.max())), int(np.count_nonzero(turns[off])))


class Ringing(NamedTuple):
    """A picture enlarged, and where it leaves the range of what it was made from.

    Attributes
    ----------
    output : ndarray, shape (H * S, W * S)
    outside : ndarray, same shape
        How far each value lies outside the range, above or below; zero inside.
    below, above : float
        The most of it.
    """

    output: Array
    outside: Array
    below: float
    above: float


def ringing(picture: ArrayLike, name: str, factor: int) -> Ringing:
    """Enlarge a picture, and see where it leaves its range.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    name : str
        One of `INTERPOLATORS`.
    factor : int

    Raises
    ------
    ParameterError
        If a parameter is not allowed.
    """
    values = np.asarray(picture, dtype=np.float64)
    scale = whole_number("factor", factor)
    target = tuple(size * scale for size in values.shape)
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    output = resize_separably(values, target, **options)
    inside = np.clip(output, values.min(), values.max())
    most = overshoot(values, output)
    return Ringing(output, np.abs(output - inside), most.below, most.above)
