"""The step on three ways to put back: where the value was, all over the window, in its corner."""

from __future__ import annotations

from typing import NamedTuple

from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.unpooling.common import input_control, pooled_values, put_back
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Array, Method, Trace, grid_pattern, method, trace

WAYS = {
    "all": N_("All three"),
    "max_unpool": N_("Max unpooling"),
    "average_unpool": N_("Average unpooling"),
    "bed_of_nails": N_("Bed of nails"),
}
NAMES = ("pi", "random", "ramp", "counting")
_SIZES = (2, 3)


class Chosen(NamedTuple):
    """Which way is shown, an input by its name, and the side of the windows."""

    way: str
    name: str
    kernel_size: int


_FIRST = Chosen("all", "pi", 2)


def controls() -> Chosen:
    """Draw the choice of a way, of an input and of its windows."""
    way = choice("three_way", _("Way to put back"), translated(WAYS), "all")
    name = input_control("three_input", _("Input"), NAMES)
    return Chosen(way, name, choice("three_kernel_size", _("Window K"), _SIZES, 2))


@shared
def _runs(chosen: Chosen) -> dict[str, Trace]:
    """Return the runs of all three on the same pooled values."""
    side = 2 * chosen.kernel_size
    first = put_back(grid_pattern(chosen.name, (side, side)), chosen.kernel_size)
    pooled = pooled_values(first)
    return {"max_unpool": first} | {
        name: trace(_method(name, pooled, chosen.kernel_size), pooled)
        for name in ("average_unpool", "bed_of_nails")
    }


def _method(name: str, pooled: Array, size: int) -> Method:
    parameter = "kernel_size" if name == "average_unpool" else "stride"
    return method(name, pooled.shape, **{parameter: size})


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many cells each way fills, at first and as chosen."""
    now = {name: run.map.nnz for name, run in _runs(chosen).items()}
    first = _runs(_FIRST)
    return {
        "values": pooled_values(first["max_unpool"]).size,
        "cells": first["max_unpool"].output.size,
        "filled": first["max_unpool"].map.nnz,
        "whole": first["average_unpool"].map.nnz,
        "max_now": now["max_unpool"],
        "average_now": now["average_unpool"],
        "nails_now": now["bed_of_nails"],
        "size_now": chosen.kernel_size,
    }


def guess() -> Guess:
    """Ask which way leaves no cell at zero."""
    runs = _runs(_FIRST)
    names = {name: title for name, title in translated(WAYS).items() if name != "all"}
    return Guess(names, max(runs, key=lambda name: runs[name].map.nnz))


def view(chosen: Chosen) -> None:
    """Draw all three results beside each other, or one way on the stage."""
    runs = _runs(chosen)
    if chosen.way != "all":
        stage(runs[chosen.way], key=f"three_stage_{chosen.way}")
        return
    first = runs["max_unpool"]
    reach, cell = largest(first.input), 3.6 if chosen.kernel_size == 2 else 2.5
    titles = translated(WAYS)
    draw_grids(
        Grid(_("Input"), first.input, "input", cell=cell, reach=reach, square=True),
        _("— pool →"),
        Grid(_("Pooled"), pooled_values(first), "input", cell=cell, reach=reach, square=True),
        BREAK,
        *(
            Grid(titles[name], run.output, "output", cell=cell, reach=reach, square=True)
            for name, run in runs.items()
        ),
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the way that is shown."""
    size, side = chosen.kernel_size, 2 * chosen.kernel_size
    if chosen.way in ("all", "max_unpool"):
        sizes = {"kernel_size": size, "stride": size, "padding": 0}
        lab_link("max_unpool", size=side, input=chosen.name, **sizes)
        return
    parameter = "kernel_size" if chosen.way == "average_unpool" else "stride"
    values = pooled_values(_runs(chosen)["max_unpool"])
    lab_link(chosen.way, size=2, input="custom", values=values, **{parameter: size})


STEP = Step("three", N_("Three ways"), controls, view, numbers, links, guess)
