"""The step on factors that are not whole: exact shares of cells, or whole cells twice."""

from __future__ import annotations

from typing import NamedTuple

from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.numbers import listed, number
from ui.words import N_, _
from upsample_core import grid_pattern
from upsample_core.lessons import AVERAGES, Averaged, averaged

TITLES = {"exact": N_("Exact shares"), "adaptive": N_("Adaptive, whole cells")}
_SIZES, _OUTPUTS = (3, 4, 5, 6, 7, 8), (2, 3, 4)
_FIRST = (5, 3)
_FACTORS = (0.25, 0.5, 0.75)
"""What the lab shrinks by; the size is rounded down."""


class Chosen(NamedTuple):
    """How many cells become how many."""

    size: int
    outputs: int

    def averaged(self, kind: str) -> Averaged:
        """Return the averages of digits of π."""
        return averaged(grid_pattern("pi", (self.size,)), self.outputs, kind)


def controls() -> Chosen:
    """Draw the choice of both sizes."""
    size = choice("shares_size", _("Cells in"), _SIZES, _FIRST[0])
    legal = [outputs for outputs in _OUTPUTS if outputs <= size]
    return Chosen(size, choice("shares_outputs", _("Cells out"), legal, _FIRST[1]))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how much of each cell is used, from 5 to 3 and here."""
    first = Chosen(*_FIRST)
    return {
        "size": first.size,
        "outputs": first.outputs,
        "length": number(first.size / first.outputs),
        "weights": listed(first.averaged("exact").matrix[0, :2].tolist(), 3),
        "even": number(float(first.averaged("exact").used[0]), 3),
        "uneven": listed(first.averaged("adaptive").used.tolist(), 3),
        "size_here": chosen.size,
        "outputs_here": chosen.outputs,
        "uneven_here": listed(chosen.averaged("adaptive").used.tolist(), 3),
        "even_here": listed(chosen.averaged("exact").used.tolist(), 3),
    }


def guess() -> Guess:
    """Ask how much of the second cell the first of three outputs takes, exactly."""
    weights = Chosen(*_FIRST).averaged("exact").matrix[0]
    adaptive = Chosen(*_FIRST).averaged("adaptive").matrix[0]
    offered = {float(weights[1]), float(weights[0]), float(adaptive[1])}
    return Guess({value: number(value, 3) for value in sorted(offered)}, float(weights[1]))


def view(chosen: Chosen) -> None:
    """Draw the weights of both averages, what comes out, and how much each cell is used."""
    outputs = [f"y[{place}]" for place in range(chosen.outputs)]
    inputs = [f"x[{place}]" for place in range(chosen.size)]
    row = grid_pattern("pi", (chosen.size,))
    parts: list[Grid | str] = [Grid("x", row, "input", "", cell=3)]
    for kind in AVERAGES:
        found = chosen.averaged(kind)
        parts += [
            BREAK,
            Grid(
                _(TITLES[kind]),
                found.matrix,
                "kernel",
                rows=outputs,
                columns=inputs,
                reach=1,
                cell=3,
            ),
            "→",
            Grid("y", found.output[:, None], "output", "", cell=3),
            BREAK,
            Grid(_("Each cell counts, in all"), found.used, "input", "", reach=1, cell=3),
        ]
    draw_grids(*parts)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the adaptive average, where it has this factor."""
    factors = [scale for scale in _FACTORS if int(chosen.size * scale) == chosen.outputs]
    if factors:
        lab_link("area", dims="1", size=chosen.size, scale_factor=factors[0])


STEP = Step("exact_shares", N_("Exact shares"), controls, view, numbers, links, guess)
