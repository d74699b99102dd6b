"""Pictures beside each other, every pixel as large as the other, with a title and a note."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.downloads import to_data_uri

_SHOWN = 80
_TIMES = 2


class Pane(NamedTuple):
    """A picture (H, W) or (C, H, W) from 0 to 1, its title and a note beside it."""

    title: str
    note: str
    picture: NDArray[Any]


def draw_panes(panes: Sequence[Pane], shown: int = _SHOWN, times: int = _TIMES) -> None:
    """Draw pictures side by side, as many as fit, every pixel `times` screen pixels wide.

    A picture drawn at a fraction of its pixels would show the screen's own pattern for a
    checkerboard; so of a larger one the middle is shown, `shown` pixels wide.
    """
    drawn = "".join(_figure(pane, shown, times) for pane in panes)
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.9rem 1rem">{drawn}</div>')


def _figure(pane: Pane, shown: int, times: int) -> str:
    picture = _middle(np.atleast_3d(pane.picture.T).T, shown)
    width = picture.shape[2] * times
    title, note = escape(pane.title), escape(pane.note)
    alternative = f"{title}, {note}" if note else title
    return (
        f'<figure style="margin:0;width:{width}px"><img alt="{alternative}" '
        f'src="{to_data_uri(picture)}" width="{width}" '
        f'style="image-rendering:pixelated;display:block"><figcaption style="font-size:0.85rem;'
        f'line-height:1.25;padding-top:0.25rem"><b>{title}</b><br>{note}</figcaption></figure>'
    )


def _middle(picture: NDArray[Any], shown: int) -> NDArray[Any]:
    height, width = picture.shape[1:]
    top, left = (max(0, size - shown) // 2 for size in (height, width))
    return picture[:, top : top + shown, left : left + shown]
