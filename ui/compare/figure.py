"""The pictures of all methods in one figure, or how far each is from the original."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import streamlit as st

from ui.compare.results import Results
from ui.compare.state import Chosen
from ui.lab.picture_views import open_in_lab
from ui.labels import METHOD_WORDS
from ui.numbers import decibels
from ui.picture_panes import Cell, Pane, draw_pictures, payload
from ui.picture_source import upload_mark
from ui.pictures import sample
from ui.words import _, language
from upsample_core.runs import Score, deviation, enlarged, reduced

REACH = 0.25
"""The difference that is drawn in the fullest colour; the scale never changes."""

DETAIL = 128
"""Pixels of the original that are seen across at first: few enough to be told apart."""

_OF_UPLOAD = "_compared_figure"
_LAYOUTS = ((8, 230), (10, 185))
_NARROW = 150
_HEIGHTS = {1: 330, 2: 138}
_LOW = 130


def pictures_view(found: Results, view: str) -> None:
    """Draw the original, what was left of it, and what each method made of that."""
    cell = draw_pictures(_figure(found, view), key="compare_pictures")
    if cell is not None:
        _open_in_lab(found, cell)


def _figure(found: Results, view: str) -> bytes:
    """Return the figure; a sample's is kept for whoever comes next, an upload's in its session."""
    key = (found.chosen, tuple(found.scores.items()), view, language())
    if found.chosen.picture != "upload":
        return _of_sample(*key)
    own = (*key, upload_mark())
    known, figure = st.session_state.get(_OF_UPLOAD, (None, b""))
    if known != own:
        figure = _made(found, view)
        st.session_state[_OF_UPLOAD] = (own, figure)
    return bytes(figure)


@lru_cache(maxsize=24)
def _of_sample(
    chosen: Chosen, scores: tuple[tuple[str, Score], ...], view: str, _code: str
) -> bytes:
    """Make the figure of a sample; the language only tells apart what is kept."""
    pair = reduced(sample(chosen.picture), chosen.reduction, chosen.factor)
    return _made(Results(chosen, pair, dict(scores), {}), view)


def _made(found: Results, view: str) -> bytes:
    panes = [
        Pane(_("Original"), found.pair.original),
        Pane(_("Reduced"), found.pair.small, "input"),
    ]
    panes += _differences(found) if view == "differences" else _outputs(found)
    return payload(panes, detail=DETAIL, lab=True, **_layout(len(panes)))


def _layout(count: int) -> dict[str, int]:
    """Return the least width of a pane and its largest height, for all to be on one screen."""
    width = next((width for most, width in _LAYOUTS if count <= most), _NARROW)
    columns = 1100 // width
    return {"width": width, "height": _HEIGHTS.get(-(-count // columns), _LOW)}


def _outputs(found: Results) -> Iterator[Pane]:
    for name, result in found.outputs():
        title = _titled(name, found.scores[name])
        yield Pane(title, result.output, "output", sized=False)


def _differences(found: Results) -> Iterator[Pane]:
    for name, result in found.outputs():
        lighter = deviation(found.pair.original, result.output)
        yield Pane(
            _titled(name, found.scores[name]),
            lighter,
            "output",
            (-REACH, REACH),
            colours="difference",
            sized=False,
        )


def _titled(name: str, score: Score) -> str:
    """Return what a picture is called and how near it is, the number that the table begins with."""
    return f"{_(METHOD_WORDS[name].title)} · {decibels(score.psnr)}"


def _open_in_lab(found: Results, cell: Cell) -> None:
    """Go to the lab with a pixel and its neighbours; of the first two panes, the first method's."""
    names = list(found.scores)
    if not names:
        return
    chosen = found.chosen
    name = names[max(cell.pane - 2, 0)]
    result = enlarged(name, found.pair, chosen.weights, chosen.seed)
    open_in_lab(result.method, result.given, cell, "input" if cell.pane == 1 else "output")
