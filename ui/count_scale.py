"""The one colour scale of counts: the same count has the same colour wherever it stands.

The counts that uneven overlap sets beside each other are small and differ by ratios, so a count n
stands on the scale at 1 − 1/∛n: from 1 to 2 and from 2 to 4 are long steps, and an even overlap is
one calm colour. A hole, a count of zero, is not one more dark colour: it has the colour of
attention. `assets/stage/colours.js` has the same scale; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from plotly.colors import hex_to_rgb

from ui.theme import ATTENTION, Scale, cividis
from ui.words import _

MOST = 64
"""Greater counts look as this one does."""

MARKS = (0, 1, 2, 4, 8, 16, MOST)
"""The counts that a legend shows."""

_FIRST = 0.06  # of cividis: where it begins it is too dark for a dark page


def count_colours(counts: int | Sequence[int] | NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    """Return the colours of counts as 8-bit levels.

    Parameters
    ----------
    counts : int or array_like of int, not negative

    Returns
    -------
    ndarray of uint8, the shape of `counts` followed by 3
    """
    return _table().take(np.asarray(counts), axis=0, mode="clip")


def cell_colours(count: int) -> tuple[str, str]:
    """Return the ground of a cell with a count, and the colour of the number on it, as CSS."""
    level = count_colours(count)
    # WCAG 2: at this luminance black and white stand out equally.
    return _css(level), "#000" if _luminance(level) > 0.179 else "#fff"


def plotly_scale() -> dict[str, object]:
    """Return what makes a Plotly heatmap of counts use this scale."""
    stops: Scale = []
    for count, level in enumerate(_table()):
        stops += [((count + edge) / (MOST + 1), _css(level)) for edge in (0, 1)]
    return {"zmin": -0.5, "zmax": MOST + 0.5, "colorscale": stops, "showscale": False}


def draw_count_legend() -> None:
    """Draw what the colours of counts mean, on one line."""
    st.html(legend_html())


def legend_html() -> str:
    """Return the legend as HTML: a swatch and its count for each of `MARKS`."""
    names = (*map(str, MARKS[1:-1]), f"{MOST}+")
    items = [
        f'<span><i style="background:{cell_colours(count)[0]}"></i>{name}</span>'
        for count, name in zip(MARKS[1:], names, strict=True)
    ]
    hole = f'<span><i class="hole"></i>{escape(_("hole"))}</span>'
    title = escape(_("Colours of the counts"))
    return (
        f'<div class="count-legend" role="group" aria-label="{title}">{hole}{"".join(items)}</div>'
    )


@cache
def _table() -> NDArray[np.uint8]:
    """Return the colours of the counts from 0 to `MOST`, shape (MOST + 1, 3)."""
    places = 1 - np.arange(1, MOST + 1) ** (-1 / 3)
    colours = cividis(_FIRST + (1 - _FIRST) * places / places[-1])
    return np.concatenate([np.array([hex_to_rgb(ATTENTION)], np.uint8), colours])


def _css(level: NDArray[np.uint8]) -> str:
    return "rgb({},{},{})".format(*level.tolist())


def _luminance(level: NDArray[np.uint8]) -> float:
    """Return the relative luminance of 8-bit levels, as WCAG 2 defines it."""
    shares = [part / 255 for part in level.tolist()]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
