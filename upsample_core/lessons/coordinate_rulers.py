"""Coordinate conventions side by side: where each samples, how far apart they lie, what comes out.

References
----------
ONNX operator specification, Resize, ``coordinate_transformation_mode``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, flag, number_array, one_of
from upsample_core.lessons.interpolators import INTERPOLATORS
from upsample_core.resampling.coordinates import scaled_size, source_coordinates
from upsample_core.resampling.interpolation import resize_axis_map

CONVENTIONS = ("half_pixel", "align_corners", "asymmetric")


class Sampled(NamedTuple):
    """A signal sampled by one convention.

    Attributes
    ----------
    coordinates : ndarray, shape (outputs,)
        The input coordinate of every output.
    shift : ndarray, same shape
        How far that is from where half-pixel coordinates by size look, in input samples.
    output : ndarray, same shape
    """

    coordinates: Array
    shift: Array
    output: Array


def sampled(
    x: ArrayLike,
    scale_factor: float,
    name: str = "linear",
    by_scale: bool = False,
    nearest_mode: str = "round_prefer_floor",
) -> dict[str, Sampled]:
    """Enlarge a signal by every convention.

    Parameters
    ----------
    x : array_like, shape (L,)
    scale_factor : float
        The output has ``floor(L * scale_factor)`` samples.
    name : str
        One of `INTERPOLATORS`.
    by_scale : bool
        Whether neighbouring outputs lie ``1 / scale_factor`` apart, as where a library is given
        the factor, or ``L / outputs``, as where it is given the size. Aligned corners go by the
        sizes either way.
    nearest_mode : str
        How nearest rounds.

    Returns
    -------
    dict of Sampled
        By the names of `CONVENTIONS`.

    Raises
    ------
    ParameterError
        If a parameter is not allowed.

    Examples
    --------
    >>> sampled([1.0, 2.0, 3.0, 4.0], 2)["half_pixel"].output
    array([1.  , 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4.  ])
    """
    values = number_array("x", x, 1)
    size = scaled_size(values.size, scale_factor)
    options: dict[str, Any] = dict(INTERPOLATORS[one_of("name", name, tuple(INTERPOLATORS))])
    options["nearest_mode"] = nearest_mode
    scale = scale_factor if flag("by_scale", by_scale) else None
    usual = source_coordinates(size, values.size)
    found = {}
    for convention in CONVENTIONS:
        places = source_coordinates(size, values.size, convention, scale)
        whole = resize_axis_map(
            values.size, size, coordinates=convention, scale_factor=scale, **options
        )
        found[convention] = Sampled(places, places - usual, whole.apply(values))
    return found


def largest_shift(found: Mapping[str, Sampled]) -> float:
    """Return the largest distance of any sampling point from half-pixel coordinates by size."""
    return max(float(np.abs(one.shift).max()) for one in found.values())
