"""The step on moving the input by a pixel: what halving makes of it, with and without a blur."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.downsampling.pictures import grey, levels_text, picture_control
from ui.markdown import table
from ui.numbers import tenths
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import BLURS, FIRSTS, Moved, blur_pool, every_move, move_input, moved

FIRST_NAMES = {"none": N_("Nothing"), "max": N_("Largest of 2 × 2")}
BLUR_NAMES = {"none": N_("no blur"), "rect2": "1 1", "tri3": "1 2 1", "bin5": "1 4 6 4 1"}
ROW = (0, 0, 1, 1, 0, 0, 1, 1)
"""The signal of Zhang's example in one dimension."""

OFFERED = (("none", "none"), ("max", "none"), ("none", "rect2"), ("max", "tri3"))
"""What the prediction is between."""

_PICTURE = "glyphs"
_SIGNED = (-0.25, 0.25)


class Chosen(NamedTuple):
    """A picture, what comes before the blur, the blur, and by how far the input moves."""

    picture: str
    first: str
    blur: str
    shift: int

    @property
    def found(self) -> Moved:
        """The picture halved before and after it moves."""
        return move_input(grey(self.picture), *self[1:])


def controls() -> Chosen:
    """Draw the choice of a picture, of the way to halve it and of the move."""
    picture = picture_control("pixel_picture", _PICTURE)
    first = choice("pixel_first", _("First"), translated(FIRST_NAMES), "max")
    blur = choice("pixel_blur", _("Then blur"), translated(BLUR_NAMES), "none")
    shift = choice("pixel_shift", _("Move the input by"), range(5), 1)
    return Chosen(picture, first, blur, shift)


@shared
def moves(picture: str, shift: int) -> dict[tuple[str, str], float]:
    """Return the difference after a move for every way."""
    return every_move(grey(picture), shift)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what the ways make of the moved glyphs, and what a blur does for this picture."""
    glyphs, here = moves(_PICTURE, 1), moves(chosen.picture, chosen.shift)
    return {
        "max": tenths(glyphs["max", "none"]),
        "max_blur": tenths(glyphs["max", "tri3"]),
        "every": tenths(glyphs["none", "none"]),
        "mean": tenths(glyphs["none", "rect2"]),
        "shift": chosen.shift,
        "without": tenths(here[chosen.first, "none"]),
        "with": tenths(here[chosen.first, "bin5"]),
        "two": tenths(moves(chosen.picture, 2)[chosen.first, "none"]),
    }


def guess() -> Guess:
    """Ask which way of halving changes least when the input moves by a pixel."""
    found = moves(_PICTURE, 1)
    options = {
        0: _("Decimation"),
        1: _("Max pooling"),
        2: _("Average pooling"),
        3: _("Max, blur, every second"),
    }
    return Guess(options, min(options, key=lambda place: found[OFFERED[place]]))


def view(chosen: Chosen) -> None:
    """Draw the small picture before and after the move, a row of eight cells, and every way."""
    found = chosen.found
    panes = [
        Pane(_("Input"), grey(chosen.picture), "input"),
        Pane(_("Halved"), found.small, "output"),
        Pane(_("Halved after the move"), found.after, "output"),
        Pane(
            _("More than the move"),
            found.difference,
            "",
            _SIGNED,
            note=levels_text(found.levels),
        ),
    ]
    draw_pictures(payload(panes, width=200, height=230), key="pixel_pictures")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _row(chosen)
    with right:
        st.markdown(moves_table(chosen))
        st.caption(
            _(
                "Grey levels of 255 by which the result changes beyond the move. Half a pixel is "
                "moved wave by wave; where edges are too sharp for that, it ripples."
            )
        )


def _row(chosen: Chosen) -> None:
    """Draw a row of cells and the same row moved, with what comes out of each."""
    parts: list[Grid | str] = []
    for shift, title in ((0, _("A row")), (chosen.shift, _("The row, moved"))):
        row = moved(ROW, shift)
        halved = blur_pool(row, chosen.first, chosen.blur)
        parts += [
            Grid(title, row, "input", "", reach=1, cell=1.8),
            "→",
            Grid(_("Halved"), halved, "output", "", reach=1, cell=2.2),
            BREAK,
        ]
    draw_grids(*parts[:-1])


def moves_table(chosen: Chosen) -> str:
    """Return the difference after the move for every way, as Markdown."""
    found = moves(chosen.picture, chosen.shift)
    heads = (_("First \\ blur"), *(_(BLUR_NAMES[blur]) for blur in BLURS))
    rows = []
    for first in FIRSTS:
        cells = []
        for blur in BLURS:
            text = tenths(found[first, blur])
            chosen_now = (first, blur) == (chosen.first, chosen.blur)
            cells.append(f"**:orange[{text}]**" if chosen_now else text)
        rows.append((_(FIRST_NAMES[first]), *cells))
    return table(heads, rows)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the pooling that has no blur, and with one that has."""
    with st.container(horizontal=True, gap="medium"):
        lab_link("max_pool", _("Max pooling in the lab"), picture=chosen.picture)
        lab_link(
            "decimate", _("Blur, then decimate in the lab"), picture=chosen.picture, antialias=True
        )


STEP = Step("one_pixel", N_("One pixel on"), controls, view, numbers, links, guess)
