"""Colours with one meaning everywhere: the Okabe–Ito set, and what goes with it.

The style sheets, the stage's JavaScript and `.streamlit/config.toml` name the same colours, since
they cannot read them from here; a test holds all of them equal.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from plotly.colors import hex_to_rgb, sequential

INPUT = "#0072B2"
KERNEL = "#E69F00"
OUTPUT = "#009E73"
ATTENTION = "#D55E00"
ZERO = "#8A94A0"

NEGATIVE = "#BF4306"
"""What is less than zero, whatever its role: vermillion, darkened until it stands apart from the
kernel's orange and the output's green with every kind of colour vision."""

FAMILY_COLOURS = {
    "interpolation": "#56B4E9",
    "learned": KERNEL,
    "unpooling": "#CC79A7",
    "trained": "#999933",
}
"""The colours of families of methods in a chart, where each has a shape of its own as well."""

HUES = {"input": INPUT, "virtual_input": INPUT, "kernel": KERNEL, "output": OUTPUT}
"""The colour of what is more than zero, by role."""

REGION_COLOURS = ("c3c9d0", "cc79a7", "56b4e9")
"""Flat ground, edges and texture, in hexadecimal."""

_PALEST = {INPUT: "#F4F9FC", KERNEL: "#FEF8EB", OUTPUT: "#F0F9F6"}
_MIDDLE = "#F7F7F7"

Scale = list[tuple[float, str]]
"""A colour scale as Plotly takes it: places from 0 to 1, and the colours that stand there."""

_CIVIDIS = np.array([hex_to_rgb(colour) for colour in sequential.Cividis])

_PHASES = (
    ("#56B4E9", "#9AD2F2", "#CCE8F8"),
    ("#CC6677", "#E0A3AD", "#F0D1D6"),
    ("#999933", "#C2C285", "#E0E0C2"),
)


def colour_scale(role: str, signed: bool = False) -> Scale:
    """Return the colours of the values of a role.

    Parameters
    ----------
    role : str
        One of `HUES`.
    signed : bool
        Whether there are values below zero: then zero is in the middle, and they have the colour
        that they have in every role.
    """
    hue = HUES[role]
    if signed:
        return [(0.0, NEGATIVE), (0.5, _MIDDLE), (1.0, hue)]
    return [(0.0, _PALEST[hue]), (1.0, hue)]


def cividis(shares: ArrayLike) -> NDArray[np.uint8]:
    """Return colours from dark blue to yellow as 8-bit levels.

    They look alike with and without colour vision deficiency (Nuñez, Anderton and Renslow 2018).

    Parameters
    ----------
    shares : array_like
        From 0 to 1.

    Returns
    -------
    ndarray of uint8, the shape of `shares` followed by 3
    """
    return _between(_CIVIDIS, shares)


def role_colours(role: str, shares: ArrayLike) -> NDArray[np.uint8]:
    """Return the colours of positive values of a role, from the palest, as `cividis` does."""
    ends = [hex_to_rgb(colour) for _place, colour in colour_scale(role)]
    return _between(np.array(ends), shares)


def difference_colours(shares: ArrayLike) -> NDArray[np.uint8]:
    """Return the colours of differences: vermillion for less, pale in the middle, blue for more."""
    ends = [hex_to_rgb(colour) for _place, colour in colour_scale("input", signed=True)]
    return _between(np.array(ends), shares)


def _between(colours: NDArray[np.integer[Any]], shares: ArrayLike) -> NDArray[np.uint8]:
    """Return what lies on the way through colours at equal distances, as 8-bit levels."""
    places = np.linspace(0, 1, len(colours))
    parts = [np.interp(np.asarray(shares, float), places, part) for part in colours.T]
    levels: NDArray[np.uint8] = np.rint(np.stack(parts, axis=-1)).astype(np.uint8)
    return levels


def phase_colours(stride: int) -> list[str]:
    """Return a ground for each phase of a plane, in C order, all for black text.

    The phases of one row have one hue, ever paler. The three hues mean nothing else here.

    Parameters
    ----------
    stride : int
        At most 3.
    """
    return [colour for row in _PHASES[:stride] for colour in row[:stride]]
