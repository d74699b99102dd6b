"""The step on switches: what max pooling keeps, where it was, and what comes back."""

from __future__ import annotations

from typing import NamedTuple

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick
from ui.lessons.unpooling.common import cell_name, input_control, pooled_values, put_back
from ui.numbers import number
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Array, Trace, grid_pattern
from upsample_core.lessons import RAISED_BY, RaisedWindow, raise_in_window

NAMES = ("pi", "random", "ramp", "ones")
WINDOWS = {"4-2": (4, 2), "6-2": (6, 2), "6-3": (6, 3)}
"""Side of the input and of the windows."""

_NONE = "none"
_EXAMPLE = "0,0"


class Chosen(NamedTuple):
    """An input by its name, its side, that of the windows, and the cell that is raised."""

    name: str
    side: int
    kernel_size: int
    cell: str

    @property
    def grid(self) -> Array:
        """The input as it was before a cell was raised."""
        return grid_pattern(self.name, (self.side, self.side))


_FIRST = Chosen("pi", 4, 2, _NONE)


def controls() -> Chosen:
    """Draw the choice of an input, of its windows, and of a cell to raise."""
    name = input_control("switches_input", _("Input"), NAMES)
    offered = {
        key: _("{side} × {side}, windows {window} × {window}", side=side, window=window)
        for key, (side, window) in WINDOWS.items()
    }
    side, kernel_size = WINDOWS[choice("switches_windows", _("Windows"), offered, "4-2")]
    cells = {f"{row},{column}": (row, column) for row in range(side) for column in range(side)}
    named = {_NONE: _("none")} | {key: cell_name("x", cell) for key, cell in cells.items()}
    label = _("Raise one cell by {amount}", amount=number(RAISED_BY))
    cell = pick(f"switches_cell_{side}", label, named, _NONE, width=160)
    return Chosen(name, side, kernel_size, cell)


@shared
def _raised(chosen: Chosen) -> RaisedWindow:
    """Return the input with the chosen cell raised; with an example's where none is chosen."""
    text = _EXAMPLE if chosen.cell == _NONE else chosen.cell
    row, column = map(int, text.split(","))
    return raise_in_window(chosen.grid, (row, column), chosen.kernel_size)


@shared
def _run(chosen: Chosen) -> Trace:
    grid = chosen.grid if chosen.cell == _NONE else _raised(chosen).grid
    return put_back(grid, chosen.kernel_size)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what comes back at first, and what raising the cell does to its window."""
    first, found = _run(_FIRST), _raised(chosen)
    return {
        "cells": first.input.size,
        "kept": first.map.nnz,
        "lost": first.input.size - first.map.nnz,
        "cell": cell_name("x", found.after if chosen.cell == _NONE else chosen.cell.split(",")),
        "window": cell_name("p", found.window),
        "before": cell_name("x", found.before),
        "after": cell_name("x", found.after),
        "low": number(found.pooled_before),
        "high": number(found.pooled_after),
        "others": pooled_values(_run(chosen)).size - 1,
    }


def guess() -> Guess:
    """Ask how many of the input's numbers come back."""
    run = _run(_FIRST)
    kept, cells = run.map.nnz, run.input.size
    return Guess({count: str(count) for count in (kept, cells - kept, cells)}, kept)


def view(chosen: Chosen) -> None:
    """Draw the stage: from the input through the pooled grid, and back to the same places."""
    stage(_run(chosen), key="switches_stage", pin="stage:0,0")


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this input and these windows."""
    run = _run(chosen)
    lab_link(
        "max_unpool",
        size=chosen.side,
        input="custom",
        values=run.input,
        kernel_size=chosen.kernel_size,
        stride=chosen.kernel_size,
        padding=0,
    )


STEP = Step(
    "switches",
    N_("Switches"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("max_pooling", "switch"),
)
