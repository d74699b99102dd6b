"""The step on what a kernel learns: to undo how the picture was made small."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    WAYS,
    Layer,
    enlarged,
    grey,
    judge_control,
    kernel_grid,
    kernel_link,
    small,
    trained,
)
from ui.markdown import table
from ui.numbers import decibels
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core import Array
from upsample_core.learning import EnlargingLayer
from upsample_core.lessons import nearest_kind, transfer

SIZES = (3, 4, 6)


class Chosen(NamedTuple):
    """The kernel size, how the photograph that judges was made small, and which it is."""

    size: int
    way: str
    judge: str

    @property
    def layer(self) -> Layer:
        """The layer that is trained."""
        return Layer("transposed", self.size)

    @property
    def kernels(self) -> dict[str, Array]:
        """The best kernel that pictures made small in each way teach."""
        return {way: trained(self.layer, 0, self.judge, way).best for way in WAYS}


_FIRST = Chosen(3, "decimate", PHOTOGRAPHS[0])


@shared
def _table(size: int, judge: str) -> dict[tuple[str, str], float]:
    """Return the decibels of every kernel on every kind of small picture."""
    chosen = _FIRST._replace(size=size, judge=judge)
    return transfer(EnlargingLayer("transposed", size), chosen.kernels, grey(judge))


def controls() -> Chosen:
    """Draw the choice of the kernel size, of the way down, and of the photograph."""
    size = choice("undo_kernel_size", _("Kernel size K"), SIZES, _FIRST.size)
    way = choice("undo_way", _("The picture was made small by"), translated(WAYS), _FIRST.way)
    return Chosen(size, way, judge_control("undo_judge"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what the right kernel is worth, what a wrong one costs, and what a large one gains."""
    narrow, wide = _table(SIZES[0], chosen.judge), _table(SIZES[-1], chosen.judge)
    gains = (f"{_(WAYS[way])} {decibels(wide[way, way] - narrow[way, way])}" for way in WAYS)
    first, now = _table(_FIRST.size, _FIRST.judge), _table(chosen.size, chosen.judge)
    taught = {way: now[way, chosen.way] for way in WAYS}
    best = max(taught, key=lambda way: taught[way])
    worst = min(taught, key=lambda way: taught[way])
    return {
        "right": decibels(first["decimate", "decimate"]),
        "wrong": decibels(first["mean", "decimate"]),
        "way_now": _(WAYS[chosen.way]),
        "best_now": _(WAYS[best]),
        "best_decibels": decibels(taught[best]),
        "worst_now": _(WAYS[worst]),
        "worst_decibels": decibels(taught[worst]),
        "narrow": SIZES[0],
        "wide": SIZES[-1],
        "gains": _("; ").join(gains),
    }


def guess() -> Guess:
    """Ask which kernel of three taps is best where every second pixel was kept."""
    options = {
        "bilinear": _("1 in the middle, about ½ beside it"),
        "one": _("1 in the middle, 0 around it"),
        "ones": _("all nine alike"),
    }
    return Guess(options, nearest_kind(_FIRST.kernels["decimate"]))


def view(chosen: Chosen) -> None:
    """Draw what each kernel makes of the small picture, the kernels, and all pairs."""
    pairs = _table(chosen.size, chosen.judge)
    panes = [Pane(_("Input"), small(chosen.judge, chosen.way), "input", sized=False)]
    grids = []
    for way, kernel in chosen.kernels.items():
        title = _(WAYS[way])
        made = enlarged(chosen.layer, kernel, chosen.judge, chosen.way)
        note = decibels(pairs[way, chosen.way])
        panes.append(Pane(title, made, "output", note=note, sized=False))
        grids.append(_grid(title, kernel))
    panes.append(Pane(_("Original"), grey(chosen.judge), "input", sized=False))
    draw_pictures(payload(panes, detail=60, width=170, height=240), key="undo_pictures")
    left, right = st.columns([6, 5], gap="small")
    with left:
        draw_grids(*grids)
    head = (_("Taught by ↓, made small by →"), *(_(WAYS[way]) for way in WAYS))
    rows = [(_(WAYS[taught]), *(_told(pairs, taught, way) for way in WAYS)) for taught in WAYS]
    with right:
        st.markdown(table(head, rows))
        st.caption(_("Each kernel was taught by pictures made small as it is named."))


def _grid(title: str, kernel: Array) -> Grid:
    """Return a kernel; a large one by its colours alone, since three stand beside a table."""
    if len(kernel) < 5:
        return kernel_grid(title, kernel, 2.3)
    return kernel_grid(title, kernel, 1.4, numbered=False)


def _told(pairs: dict[tuple[str, str], float], taught: str, way: str) -> str:
    text = decibels(pairs[taught, way])
    return f"**{text}**" if taught == way else text


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the kernel that was taught by pictures made so."""
    kernel_link(chosen.layer, chosen.kernels[chosen.way], chosen.judge)


STEP = Step(
    "undoing",
    N_("It undoes"),
    controls,
    view,
    numbers,
    links,
    guess,
    ahead={"undo_judge": PHOTOGRAPHS},
)
