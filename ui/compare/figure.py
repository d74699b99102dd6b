"""The pictures of all methods in one figure, or how far each is from the original."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ui.compare.names import is_trained, title
from ui.compare.results import Results
from ui.compare.source import reduced_sample
from ui.compare.state import Chosen
from ui.lab.picture_views import open_in_lab
from ui.numbers import decibels
from ui.picture_panes import Cell, Pane, draw_pictures, payload
from ui.picture_source import upload_mark
from ui.shared import shared
from ui.words import _, language
from upsample_core.methods import MAX_STRIDE
from upsample_core.runs import Score, deviation, enlarged

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


@shared
def _of_sample(
    chosen: Chosen, scores: tuple[tuple[str, Score], ...], view: str, _code: str
) -> bytes:
    """Make the figure of a sample; the language only tells apart what is kept."""
    pair = reduced_sample(chosen.picture, chosen.reduction, chosen.factor)
    return _made(Results(chosen, pair, dict(scores), {}), view)


def _made(found: Results, view: str) -> bytes:
    panes = [
        Pane(_("Original"), found.pair.original),
        Pane(_("Reduced"), found.pair.small, "input"),
    ]
    panes += _differences(found) if view == "differences" else _outputs(found)
    lab = bool(_for_the_lab(found))
    return payload(panes, detail=DETAIL, lab=lab, **_layout(len(panes)))


def _layout(count: int) -> dict[str, int]:
    """Return the least width of a pane and its largest height, for all to be on one screen."""
    width = next((width for most, width in _LAYOUTS if count <= most), _NARROW)
    columns = 1100 // width
    return {"width": width, "height": _HEIGHTS.get(-(-count // columns), _LOW)}


def _outputs(found: Results) -> Iterator[Pane]:
    for name, result in found.outputs():
        titled = _titled(name, found.scores[name])
        yield Pane(titled, result.output, "output", sized=False)


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
    return f"{title(name)} · {decibels(score.psnr)}"


def _for_the_lab(found: Results) -> list[str]:
    """Return the methods of the figure that the lab can run as they are run here."""
    if found.pair.factor > MAX_STRIDE:
        return []
    return [name for name in found.scores if not is_trained(name)]


def _open_in_lab(found: Results, cell: Cell) -> None:
    """Go to the lab with a pixel and its neighbours; of the first two panes, the first method's."""
    able, names, chosen = _for_the_lab(found), list(found.scores), found.chosen
    if not able or cell.pane >= len(names) + 2:  # the figure has changed since the click
        return
    name = able[0] if cell.pane < 2 else names[cell.pane - 2]
    if is_trained(name):
        told = _("{network} is no single matrix, so the lab cannot take it apart.")
        st.info(told.format(network=title(name)))
        return
    result = enlarged(name, found.pair, chosen.weights, chosen.seed)
    if result.method is not None:
        open_in_lab(result.method, result.given, cell, "input" if cell.pane == 1 else "output")
