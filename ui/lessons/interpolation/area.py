"""The step on area: every output is the mean of the cells that it lies on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.numbers import listed, number
from ui.words import N_, _
from upsample_core import LinearMap, grid_pattern, resize_map

BEFORE = (4, 6, 8)
AFTER = (2, 3, 4, 5, 6, 8, 12)


class Chosen(NamedTuple):
    """The sizes before and after."""

    before: int
    after: int

    @property
    def map(self) -> LinearMap:
        """What takes the one to the other."""
        return resize_map((self.before,), (self.after,), "area")


_START, _MIXED = Chosen(4, 3), Chosen(8, 12)


def controls() -> Chosen:
    """Draw the choice of both sizes."""
    before = choice("area_before", _("Cells before"), BEFORE, _START.before)
    return Chosen(before, choice("area_after", _("Cells after"), AFTER, _START.after))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what becomes of four cells, and how many cells each output averages now."""
    counts = sorted(set(chosen.map.overlap().tolist()))
    x = grid_pattern("counting", _START.before)
    sizes = [Chosen(before, after) for before in BEFORE for after in AFTER]
    return {
        "values": listed(x),
        "unshared": _named(one for one in sizes if one.after < one.before == one.map.nnz),
        "copying": _named(one for one in sizes if one.before < one.after == one.map.nnz),
        "mixed": _named([_MIXED]),
        "before": _START.before,
        "after": _START.after,
        "count": int(_START.map.overlap().max()),
        "row": listed(_START.map.apply(x)),
        "now_before": chosen.before,
        "now_after": chosen.after,
        "counts": listed(counts),
    }


def _named(sizes: Iterable[Chosen]) -> str:
    return ", ".join(f"{one.before}\u00a0→\u00a0{one.after}" for one in sizes)


def guess() -> Guess:
    """Ask how many cells each output averages."""
    count = int(_START.map.overlap().max())
    return Guess({n: str(n) for n in (count - 1, count, _START.after)}, count)


def view(chosen: Chosen) -> None:
    """Draw the windows as a matrix, between what goes in and what comes out."""
    whole, x = chosen.map, grid_pattern("counting", chosen.before)
    weights = whole.matrix.toarray()
    draw_grids(
        Grid(_("Input"), x, "input", cell=4),
        BREAK,
        Grid(
            _("The window of each output"),
            weights,
            "kernel",
            texts=[[number(weight, 3) if weight else "" for weight in row] for row in weights],
            reach=1.0,
            cell=4,
        ),
        "→",
        Grid(_("Output"), whole.apply(x)[:, None], "output", note="", cell=4),
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with area, from the same size."""
    lab_link("area", dims=1, size=chosen.before, input="counting", scale_factor=0.75)


STEP = Step("area", N_("Area"), controls, view, numbers, links, guess)
