"""The step on windows that share a cell: unpooling writes it over, the gradient adds."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.unpooling.common import input_control, with_places
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import grid_pattern
from upsample_core.lessons import SharedCells, shared_cells

NAMES = ("impulse", "ones", "pi", "random")
SIZES = (2, 3)
STRIDES = (1, 2, 3)
_SIDE = 5


class Chosen(NamedTuple):
    """An input by its name, and the windows."""

    name: str
    kernel_size: int
    stride: int


_FIRST = Chosen("impulse", 3, 2)


def controls() -> Chosen:
    """Draw the choice of an input and of the windows."""
    name = input_control("overlaps_input", _("Input"), NAMES)
    size = choice("overlaps_kernel_size", _("Window K"), SIZES, _FIRST.kernel_size)
    return Chosen(name, size, choice("overlaps_stride", _("Stride S"), STRIDES, _FIRST.stride))


@shared
def _found(chosen: Chosen) -> SharedCells:
    grid = grid_pattern(chosen.name, (_SIDE, _SIDE))
    return shared_cells(grid, chosen.kernel_size, chosen.stride)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what both ways make of the first input, of ties, and of what is chosen now."""
    first, ties = _found(_FIRST), _found(_FIRST._replace(name="ones"))
    now, dense = _found(chosen), _found(_FIRST._replace(stride=1))
    return {
        "kernel_size": _FIRST.kernel_size,
        "stride": _FIRST.stride,
        "windows": first.pooled.size,
        "most": first.most,
        "tied": len({tuple(place) for row in ties.switches.tolist() for place in row}),
        "dense": dense.most,
        "now": now.most,
        "differing": now.differing,
    }


def guess() -> Guess:
    """Ask what the gradient makes of the cell that all windows chose."""
    found = _found(_FIRST)
    return Guess({count: str(count) for count in (0, 1, found.most, _SIDE**2)}, found.most)


def view(chosen: Chosen) -> None:
    """Draw what was pooled, and what unpooling and the gradient make of ones."""
    found = _found(chosen)
    grid = grid_pattern(chosen.name, (_SIDE, _SIDE))
    reach = float(found.added.max())
    differs = found.written != found.added
    draw_grids(
        Grid(
            _("Input, framed where chosen"),
            grid,
            "input",
            "",
            lit=found.chosen,
            cell=2.8,
            square=True,
        ),
        _("— pool →"),
        Grid(
            _("Pooled, value @ place"),
            found.pooled,
            "input",
            "",
            texts=with_places(found.pooled, found.switches),
            cell=4.2 if found.pooled.shape[1] < 4 else 3.6,
        ),
        BREAK,
        Grid(
            _("Unpooled: written over"),
            found.written,
            "output",
            "",
            reach=reach,
            cell=2.8,
            square=True,
        ),
        Grid(
            _("Gradient: added up"),
            found.added,
            "output",
            "",
            reach=reach,
            lit=differs,
            cell=2.8,
            square=True,
        ),
    )
    _told(found)


def _told(found: SharedCells) -> None:
    st.markdown(
        ngettext(
            "Both are fed with ones. They differ in **{count}** cell, framed; one cell was chosen "
            "by {most} of {windows} windows.",
            "Both are fed with ones. They differ in **{count}** cells, framed; one cell was chosen "
            "by {most} of {windows} windows.",
            found.differing,
            most=found.most,
            windows=found.pooled.size,
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this input and these windows."""
    sizes = {"kernel_size": chosen.kernel_size, "stride": chosen.stride, "padding": 0}
    lab_link("max_unpool", size=_SIDE, input=chosen.name, **sizes)


STEP = Step("overlaps", N_("Shared cells"), controls, view, numbers, links, guess, ("gradient",))
