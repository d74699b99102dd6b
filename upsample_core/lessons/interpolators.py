"""The interpolators side by side: what each makes of a grid, its curve, and its kernel's.

References
----------
R. Keys, "Cubic convolution interpolation for digital image processing", IEEE Transactions on
Acoustics, Speech, and Signal Processing 29(6), 1981, equation 1: every one of them is the same sum
of samples times a kernel, and only the kernel differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    ParameterError,
    finite_number,
    number_array,
    one_of,
    whole_number,
)
from upsample_core.linear_map import LinearMap
from upsample_core.resampling.axis_weights import AxisRule
from upsample_core.resampling.coordinates import source_coordinates
from upsample_core.resampling.interpolation import resize_map

INTERPOLATORS: Mapping[str, Mapping[str, Any]] = {
    "nearest": {"mode": "nearest"},
    "linear": {"mode": "linear"},
    "cubic": {"mode": "cubic", "cubic_a": -0.75},
    "cubic_half": {"mode": "cubic", "cubic_a": -0.5},
    "mitchell": {"mode": "mitchell"},
    "lanczos2": {"mode": "lanczos", "lobes": 2},
    "lanczos3": {"mode": "lanczos", "lobes": 3},
}
"""Each interpolator by name, as the options of `resize_map`."""

CURVE_STEPS = 27
"""Points of a curve between two samples; odd, and a multiple of three and nine, so that the outputs
of an enlargement by 3 or 9 are among them."""


class Interpolated(NamedTuple):
    """A grid enlarged, and where.

    Attributes
    ----------
    map : LinearMap
        From the grid to what it becomes: its rows are neighbours and weights.
    output : ndarray
    coordinates : tuple of ndarray
        Along each axis the input coordinate of every output index.
    """

    map: LinearMap
    output: Array
    coordinates: tuple[Array, ...]


class Curve(NamedTuple):
    """A curve as points: both of shape (points,)."""

    x: Array
    y: Array


def interpolated(
    x: ArrayLike, name: str, factor: int, coordinates: str = "half_pixel"
) -> Interpolated:
    """Enlarge a small grid by a whole factor.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    name : str
        One of `INTERPOLATORS`.
    factor : int
        How many outputs there are for each input; with ``align_corners``, for each step from one
        sample to the next, so that (L - 1) factor + 1 come out.
    coordinates : str
        ``half_pixel`` or ``align_corners``; see `source_coordinates`.

    Returns
    -------
    Interpolated

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> interpolated([4.0, 6.0], "linear", 2, "align_corners").output
    array([4., 5., 6.])
    """
    values = number_array("x", x, (1, 2))
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    scale = whole_number("factor", factor)
    one_of("coordinates", coordinates, ("half_pixel", "align_corners"))
    ends = coordinates == "align_corners"
    target = tuple((n - 1) * scale + 1 if ends else n * scale for n in values.shape)
    whole = resize_map(values.shape, target, coordinates=coordinates, **options)
    places = tuple(
        source_coordinates(after, before, coordinates)
        for before, after in zip(values.shape, target, strict=True)
    )
    return Interpolated(whole, whole.apply(values), places)


def curve(x: ArrayLike, name: str) -> Curve:
    """Return what an interpolator makes of a signal between its samples, as a curve.

    Parameters
    ----------
    x : array_like, shape (L,)
    name : str
        One of `INTERPOLATORS`.

    Returns
    -------
    Curve
        `x` runs from the left end of the first sample's cell to the right end of the last one's.
    """
    fine = interpolated(number_array("x", x, 1), name, CURVE_STEPS)
    return Curve(fine.coordinates[0], fine.output)


def kernel_curve(name: str) -> Curve:
    """Return the kernel of an interpolator: weight against distance, from end to end.

    Nearest has a box: the whole weight up to half a sample away.

    Parameters
    ----------
    name : str
        One of `INTERPOLATORS`.

    Returns
    -------
    Curve

    Raises
    ------
    ParameterError
        If the name is unknown.
    """
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    if options["mode"] == "nearest":
        return Curve(np.array([-1.0, -0.5, -0.5, 0.5, 0.5, 1.0]), np.array([0.0, 0, 1, 1, 0, 0]))
    weigh, reach = AxisRule(**options).kernel()
    distances = np.linspace(-reach, reach, 2 * reach * CURVE_STEPS * 2 + 1)
    return Curve(distances, weigh(distances))


def reach_of(name: str) -> int:
    """Return how many samples an interpolator reads at most along one axis."""
    rows = resize_map((16,), (16 * CURVE_STEPS,), **INTERPOLATORS[name])
    return int(rows.overlap().max())


def weights_between(name: str, share: float) -> Array:
    """Return the weights of the samples around a place between two samples, far from any end.

    Parameters
    ----------
    name : str
        One of `INTERPOLATORS`.
    share : float
        From 0 on the left sample to 1 on the right one.

    Returns
    -------
    ndarray, shape (samples,)
        From left to right, as many as the kernel spans; those that weigh nothing are left out at
        both ends.

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> weights_between("linear", 0.25)
    array([0.75, 0.25])
    """
    options = INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))]
    between = finite_number("share", share)
    if not 0 <= between <= 1:
        raise ParameterError(f"share must be from 0 to 1, got {between:g}")
    if options["mode"] == "nearest":
        return np.ones(1)
    weigh, reach = AxisRule(**options).kernel()
    weights = weigh(np.arange(1.0 - reach, reach + 1.0) - between)
    kept = np.flatnonzero(weights)
    inside = weights[kept[0] : kept[-1] + 1]
    return np.asarray(inside / inside.sum())
