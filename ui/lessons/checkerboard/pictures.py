"""Pictures of the lesson on checkerboards: small, grey, and each pixel as large as the other."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.downloads import to_png
from ui.labels import PICTURES
from ui.lesson_controls import pick
from ui.pictures import sample
from ui.words import _
from upsample_core.pooling import avg_pool2d

NAMES = ("cat", "astronaut", "cameraman", "brick", "glyphs", "zone_plate", "ramp")
"""The samples that are offered."""

_SHOWN = 80
_TIMES = 2
_SMALLEST = 1e-4
_NOTHING = 1e-9


class Pane(NamedTuple):
    """A picture (H, W) or (C, H, W) from 0 to 1, its title and a note beside it."""

    title: str
    note: str
    picture: NDArray[Any]


@st.cache_data(max_entries=32, show_spinner=False)
def grey(name: str, side: int) -> NDArray[np.float64]:
    """Return a sample picture in grey, reduced to `side` × `side` by averaging."""
    values = sample(name).mean(axis=0, dtype=np.float64)
    return avg_pool2d(values[None, None], values.shape[0] // side)[0, 0]


def picture_control(key: str) -> str:
    """Draw the choice of a sample picture."""
    titles = {name: _(PICTURES[name]) for name in NAMES}
    return str(pick(key, _("Picture"), titles, NAMES[0], width=200))


def draw_panes(panes: Sequence[Pane], shown: int = _SHOWN, times: int = _TIMES) -> None:
    """Draw pictures side by side, as many as fit, every pixel `times` screen pixels wide.

    A picture drawn at a fraction of its pixels would show the screen's own pattern for a
    checkerboard; so of a larger one the middle is shown, `shown` pixels wide.
    """
    drawn = "".join(_figure(pane, shown, times) for pane in panes)
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.9rem 1rem">{drawn}</div>')


def score_text(score: float) -> str:
    """Return an artifact score in few characters."""
    if score < _SMALLEST:
        return "0" if score < _NOTHING else f"<\u00a0{_SMALLEST:g}"
    return f"{score:.2g}"


def _figure(pane: Pane, shown: int, times: int) -> str:
    picture = _middle(np.atleast_3d(pane.picture.T).T, shown)
    source = base64.b64encode(to_png(picture)).decode("ascii")
    width = picture.shape[2] * times
    title, note = escape(pane.title), escape(pane.note)
    alternative = f"{title}, {note}" if note else title
    return (
        f'<figure style="margin:0;width:{width}px"><img alt="{alternative}" '
        f'src="data:image/png;base64,{source}" width="{width}" '
        f'style="image-rendering:pixelated;display:block"><figcaption style="font-size:0.85rem;'
        f'line-height:1.25;padding-top:0.25rem"><b>{title}</b><br>{note}</figcaption></figure>'
    )


def _middle(picture: NDArray[Any], shown: int) -> NDArray[Any]:
    height, width = picture.shape[1:]
    top, left = (max(0, size - shown) // 2 for size in (height, width))
    return picture[:, top : top + shown, left : left + shown]
