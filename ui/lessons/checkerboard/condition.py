"""The step on the condition: all kernel sizes against all strides."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.numbers import ratio
from ui.words import N_, _
from upsample_core import Array
from upsample_core.analysis import OverlapTable, overlap_table
from upsample_core.lessons import fallen_strides, pair_counts

FRAMES = {
    "coprime": N_("K and S coprime"),
    "divides": N_("S divides K"),
    "none": N_("None"),
}


class Chosen(NamedTuple):
    """Which pairs are framed, and the dilation."""

    framed: str
    dilation: int


def controls() -> Chosen:
    """Draw the choice of what is framed, and of the dilation."""
    framed = choice("table_framed", _("Frame the pairs with"), translated(FRAMES), "coprime")
    dilation = choice("table_dilation", _("Dilation D"), (1, 2, 3, 4), 1, "dilation")
    return Chosen(framed, dilation)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many pairs follow an advice and are even, and what this dilation does to them."""
    table = overlap_table(dilation=chosen.dilation)
    row = zip(table.most[0].tolist(), table.least[0].tolist(), strict=True)
    return {
        **pair_counts(overlap_table())._asdict(),
        "dilation": chosen.dilation,
        "row": ", ".join(ratio(most, least) for most, least in row),
        "fallen": ", ".join(map(str, fallen_strides(table))) or _("none"),
    }


def guess() -> Guess:
    """Ask how many of the pairs without a common factor are even."""
    found = pair_counts(overlap_table())
    offered = sorted({*found})
    return Guess({count: str(count) for count in offered}, found.coprime_even)


def view(chosen: Chosen) -> None:
    """Draw all kernel sizes against all strides."""
    table = overlap_table(dilation=chosen.dilation)
    masks = {"coprime": table.coprime, "divides": table.divides}
    draw_grids(_grid(table, masks.get(chosen.framed)))
    st.markdown(
        _(
            "With D = {dilation}: of {coprime} coprime pairs **{coprime_even}** are even; of "
            "{dividing} with S dividing K, **{dividing_even}**.",
            dilation=chosen.dilation,
            **pair_counts(table)._asdict(),
        )
    )


def _grid(table: OverlapTable, framed: Array | None) -> Grid:
    """Return how uneven each kernel size is with each stride, deeper where more so."""
    ratios = [
        list(map(ratio, *pairs))
        for pairs in zip(table.most.tolist(), table.least.tolist(), strict=True)
    ]
    return Grid(
        _("Largest and smallest overlap count for every kernel size and stride"),
        1 - table.least / table.most,
        "attention",
        "",
        texts=ratios,
        rows=[f"S = {stride}" for stride in table.strides],
        columns=[f"K = {size}" for size in table.kernel_sizes],
        lit=framed,
        reach=1.0,
        cell=3.0,
    )


STEP = Step(
    "condition",
    N_("Even or not"),
    controls,
    view,
    numbers,
    guess=guess,
    terms=("residue", "dilation"),
)
