"""An edge that one turns, halved and doubled again: what adapting to the picture is worth.

The picture is known before it is halved, so every way to double it again can be judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from upsample_core.analysis.metrics import psnr
from upsample_core.checks import Array, ParameterError, finite_number, flag, shown
from upsample_core.resampling.edge_directed import edge_directed, edge_directed_map
from upsample_core.resampling.interpolation import resize
from upsample_core.resampling.region_based import region_based, region_classes

SIDE = 64
"""Pixels along a side of the picture; half of them are left of it."""

EDGE_ANGLES = tuple(range(0, 91, 5))
EDGE_WAYS = ("bilinear", "bicubic", "edge_directed", "region_based")

_DARK, _STEP = 0.15, 0.7
_TEXTURE = 0.12
_PERIODS = (4.7, 5.3)
_LATTICE = "asymmetric"


class TurnedEdge(NamedTuple):
    """A picture of an edge, what is left of it, and what each way makes of that.

    Attributes
    ----------
    original : ndarray, shape (SIDE, SIDE)
    small : ndarray, shape (SIDE / 2, SIDE / 2)
        Every second pixel of every second row.
    results : mapping of str to ndarray, shape (SIDE, SIDE)
        By the names of `EDGE_WAYS`.
    decibels : mapping of str to float
        PSNR of each result against the original.
    regions : ndarray of int8, shape (SIDE, SIDE)
        The `Region` of every pixel, by which region-based interpolation goes.
    """

    original: Array
    small: Array
    results: Mapping[str, Array]
    decibels: Mapping[str, float]
    regions: Array

    @property
    def best(self) -> str:
        """The way with the most decibels; of equals, the first."""
        return max(EDGE_WAYS, key=lambda way: round(self.decibels[way], 6))


class NewPixel(NamedTuple):
    """One new pixel between four known ones.

    Attributes
    ----------
    place : tuple of int
        Its row and column in the large picture.
    neighbours : ndarray, shape (2, 2)
    weights : ndarray, shape (2, 2)
        What edge-directed interpolation gives them; they sum to 1.
    predicted, mean, original : float
        The weighted sum, the plain mean (bilinear), and what was there.
    """

    place: tuple[int, int]
    neighbours: Array
    weights: Array
    predicted: float
    mean: float
    original: float

    @property
    def outcomes(self) -> Array:
        """The weighted sum, the mean, and what was there, beside one another, shape (3,)."""
        return np.array([self.predicted, self.mean, self.original])

    @property
    def extremes(self) -> tuple[float, float]:
        """The smallest and the largest weight."""
        return float(self.weights.min()), float(self.weights.max())


@lru_cache(maxsize=128)
def turned_edge(angle: float, softness: float, textured: bool) -> TurnedEdge:
    """Return an edge, halved and doubled again in every way.

    Parameters
    ----------
    angle : float
        Of the edge in degrees: 0 for a level one, 90 for an upright one.
    softness : float
        Over how many pixels it goes from dark to light (the logistic function's scale), over 0.
    textured : bool
        Whether the light side carries a texture.

    Raises
    ------
    ParameterError
        If a number is not finite, or the softness not over 0.
    """
    across = finite_number("softness", softness)
    if across <= 0:
        raise ParameterError(f"softness must be over 0, got {shown(softness)}")
    original = _picture(finite_number("angle", angle), across, flag("textured", textured))
    small = original[::2, ::2]
    cells = small[None, None]
    results = {
        "bilinear": resize(cells, SIDE, "linear", _LATTICE)[0, 0],
        "bicubic": resize(cells, SIDE, "cubic", _LATTICE)[0, 0],
        "edge_directed": edge_directed(cells, 2, _LATTICE)[0, 0],
        "region_based": region_based(cells, 2, _LATTICE)[0, 0],
    }
    decibels = {way: psnr(original, result) for way, result in results.items()}
    return TurnedEdge(original, small, results, decibels, region_classes(small, 2, _LATTICE))


def _picture(angle: float, softness: float, textured: bool) -> Array:
    down, right = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2
    turned = np.radians(angle)
    across = right * np.sin(turned) + down * np.cos(turned) + 0.25
    picture = _DARK + _STEP * _rise(across / softness)
    if textured:
        waves = np.sin(2 * np.pi * down / _PERIODS[0]) * np.sin(2 * np.pi * right / _PERIODS[1])
        picture += _TEXTURE * waves * _rise((across - 9) / 1.5)
    return picture


def _rise(x: Array) -> Array:
    """Return the logistic function; what is far below zero comes out as zero."""
    rise: Array = 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    return rise


def gains_by_angle(softness: float, textured: bool) -> dict[int, float]:
    """Return by angle how many decibels edge-directed interpolation has more than bicubic.

    Parameters
    ----------
    softness, textured
        As of `turned_edge`.
    """
    found = {angle: turned_edge(angle, softness, textured).decibels for angle in EDGE_ANGLES}
    return {angle: one["edge_directed"] - one["bicubic"] for angle, one in found.items()}


def new_pixel(edge: TurnedEdge) -> NewPixel:
    """Return the new pixel between four near the middle that lies most in the edge."""
    middle = SIDE // 2
    rows = np.arange(middle - 7, middle + 8, 2)
    grey = edge.original[np.ix_(rows, rows)]
    row, column = np.unravel_index(np.abs(grey - (_DARK + _STEP / 2)).argmin(), grey.shape)
    place = int(rows[row]), int(rows[column])
    top, left = place[0] // 2, place[1] // 2
    neighbours = edge.small[top : top + 2, left : left + 2]
    links = edge_directed_map(edge.small, 2, _LATTICE).contributions(place)
    return NewPixel(
        place,
        neighbours,
        links.weights.reshape(2, 2),
        float(edge.results["edge_directed"][place]),
        float(edge.results["bilinear"][place]),
        float(edge.original[place]),
    )
