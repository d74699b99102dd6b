"""The step on why resolution goes down and comes back: one question, asked finely and coarsely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.markdown import table
from ui.numbers import dimensions
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import SAMPLE_SIZE, sample
from ui.shared import shared
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import (
    MAX_HALVINGS,
    CoarseAndFine,
    cell_sees,
    coarse_and_fine,
    lit,
    small_grey,
)


class Chosen(NamedTuple):
    """How often the resolution was halved, and what counts as dark."""

    halvings: int
    below: float


_FIRST = Chosen(3, 0.3)
_ASKED = 4
_HALVINGS = tuple(range(MAX_HALVINGS + 1))


def controls() -> Chosen:
    """Draw the choice of the halvings, and of what counts as dark."""
    halvings = choice("down_halvings", _("Halvings"), _HALVINGS, _FIRST.halvings)
    below = slider("down_below", _("Dark is what is below"), 0.1, 0.6, _FIRST.below, 0.05,
                   width=220)  # fmt: skip
    return Chosen(int(halvings), below)


@shared
def _picture() -> Array:
    return small_grey(sample("cameraman"), SAMPLE_SIZE)


@shared
def _asked(chosen: Chosen) -> CoarseAndFine:
    return coarse_and_fine(_picture(), *chosen)


def _fewest(below: float) -> int:
    """Return after how many halvings the answer is in the fewest pieces for the first time."""
    counts = [_asked(Chosen(halvings, below)).pieces[1] for halvings in _HALVINGS]
    return counts.index(min(counts))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return pieces and receptive fields, at first and as chosen."""
    now, fine = _asked(chosen), _asked(Chosen(0, _FIRST.below))
    fewest = _fewest(chosen.below)
    return {
        "halvings": _ASKED,
        "cell": 2**_ASKED,
        "sees": cell_sees(_ASKED),
        "others": fine.pieces[0] - 1,
        "fewest": fewest,
        "fewest_cell": 2**fewest,
        "fewest_pieces": _asked(Chosen(fewest, chosen.below)).pieces[1],
        "halvings_now": chosen.halvings,
        "cell_now": now.cell,
        "fine_now": now.pieces[0],
        "pieces_now": now.pieces[1],
        "stray_now": now.stray,
        "sees_now": cell_sees(chosen.halvings),
    }


def guess() -> Guess:
    """Ask how much of the picture a cell depends on after four halvings."""
    offered = (2**_ASKED, cell_sees(_ASKED - 1), cell_sees(_ASKED))
    return Guess({side: dimensions((side, side)) for side in offered}, cell_sees(_ASKED))


def view(chosen: Chosen) -> None:
    """Draw what each pixel answers, what each cell answers, and both together."""
    grey, found = _picture(), _asked(chosen)
    cells = dimensions((found.cell,) * 2)
    titles = (
        _("Fine: is this pixel dark?"),
        _("Coarse: is most of this cell dark?"),
        _("Both: dark, and near a dark cell"),
    )
    notes = (
        _("{count} pieces", count=found.pieces[0]),
        _("{count} pieces, of cells of {size}", count=found.pieces[1], size=cells),
        _("{count} dark pixels elsewhere are left out", count=found.stray),
    )
    masks = (found.fine, found.coarse, found.both)
    panes = [
        Pane(title, lit(grey, mask), "output", note=note, sized=False)
        for title, mask, note in zip(titles, masks, notes, strict=True)
    ]
    draw_pictures(payload(panes, width=250, height=330), key="down_pictures")
    _levels(chosen)


def _levels(chosen: Chosen) -> None:
    """Draw the table of the halvings, with the one that is chosen in bold."""
    rows = {
        _("Side of a cell"): [2**halvings for halvings in _HALVINGS],
        _("In VGG-16 it sees"): [cell_sees(halvings) for halvings in _HALVINGS],
        _("Pieces"): [_asked(Chosen(halvings, chosen.below)).pieces[1] for halvings in _HALVINGS],
    }

    def marked(values: Iterable[int]) -> list[str]:
        return [
            f"**{value}**" if halvings == chosen.halvings else str(value)
            for halvings, value in zip(_HALVINGS, values, strict=True)
        ]

    head = (_("Halvings"), *map(str, _HALVINGS))
    st.markdown(table(head, [[title, *marked(values)] for title, values in rows.items()]))


def links(_chosen: Chosen) -> None:
    """Draw the link to the lab with the layer that halves."""
    lab_link("max_pool", _("Max pooling in the lab"), kernel_size=2, stride=2)


STEP = Step(
    "down",
    N_("Down, and back"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("receptive_field", "feature_map"),
)
