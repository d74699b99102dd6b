"""The step on cost: one axis after the other gives the same for less."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.interpolation.common import LAB, NAMES, named
from ui.markdown import table
from ui.numbers import counted, dimensions, number, percent, short
from ui.shared import shared
from ui.words import N_, _
from upsample_core import grid_pattern
from upsample_core.lessons import Passes, passes, reach_of, two_passes

OFFERED = ("nearest", "linear", "cubic", "lanczos3")
FACTORS = (2, 3, 4)
SIDE = 256
_SMALL = (3, 4)
_FEW = 8


class Chosen(NamedTuple):
    """An interpolator and a factor."""

    name: str
    factor: int


_START = Chosen("cubic", 4)


def controls() -> Chosen:
    """Draw the choice of an interpolator and a factor."""
    name = choice("cost_name", _("Interpolation"), named(OFFERED), "linear")
    return Chosen(name, choice("cost_factor", _("Factor S"), FACTORS, 2))


@shared
def _passes(chosen: Chosen) -> Passes:
    return passes((SIDE, SIDE), chosen.name, chosen.factor)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what an output costs in both ways, for cubic and for what is chosen."""
    first, now = _passes(_START), _passes(chosen)
    return {
        "factor": _START.factor,
        "side": SIDE,
        "at_once": short(first.at_once / first.outputs),
        "one_by_one": short(first.one_by_one / first.outputs),
        "along": reach_of("cubic"),
        "kernel": _(NAMES[chosen.name]),
        "now_factor": chosen.factor,
        "now_once": short(now.at_once / now.outputs),
        "now_passes": short(now.one_by_one / now.outputs),
        "difference": number(now.difference),
    }


def guess() -> Guess:
    """Ask what an output costs, one axis after the other."""
    found, along = _passes(_START), reach_of("cubic")
    right = short(found.one_by_one / found.outputs)
    texts = [right, str(2 * along), short(found.at_once / found.outputs)]
    return Guess({text: text for text in texts}, right)


def view(chosen: Chosen) -> None:
    """Draw both passes on a small picture, and what they cost on a large one."""
    x = grid_pattern("pi", _SMALL)
    made = two_passes(x, chosen.name, chosen.factor)
    reach = largest(x, made.output)
    # Large ones show their colours alone: there is no room for numbers.
    cell = 2.4 if made.output.shape[1] <= _FEW else 1.0
    titles = ((_("Input"), x), (_("1. Width"), made.wide), (_("2. Height"), made.output))
    grids = [
        Grid(
            title,
            values,
            "input" if values is x else "output",
            texts=[[number(value, 2) for value in row] for row in values.tolist()],
            reach=reach,
            cell=2.4 if values is x else cell,
        )
        for title, values in titles
    ]
    draw_grids(grids[0], "→", grids[1], "→", grids[2])
    st.markdown(costs_table(chosen.factor))
    st.caption(
        _(
            "Multiplications to enlarge a picture of {shape}, one channel. At the edges two "
            "neighbours may be one pixel, hence the odd numbers.",
            shape=dimensions((SIDE, SIDE)),
        )
    )


def costs_table(factor: int) -> str:
    """Return what each interpolator costs in both ways, as Markdown."""
    head = ("", _("neighbours"), _("all at once"), _("axis by axis"), _("that is"), _("difference"))
    rows = []
    for name in OFFERED:
        found = _passes(Chosen(name, factor))
        rows.append(
            (
                _(NAMES[name]),
                str(reach_of(name) ** 2),
                counted(found.at_once),
                counted(found.one_by_one),
                percent(found.share),
                number(found.difference),
            )
        )
    return table(head, rows)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this enlargement."""
    method, parameters = LAB[chosen.name]
    size = "x".join(map(str, _SMALL))
    lab_link(method, size=size, input="pi", scale_factor=chosen.factor, **parameters)


STEP = Step("cost", N_("Cost"), controls, view, numbers, links, guess)
