"""The step on the condition: all kernel sizes against all strides."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Step
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.figures import PLAIN, table_figure
from ui.words import N_, _
from upsample_core.analysis import overlap_table
from upsample_core.lessons import pair_counts

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
    with st.container(horizontal=True, gap="medium"):
        framed = choice("table_framed", _("Frame the pairs with"), translated(FRAMES), "coprime")
        dilation = choice("table_dilation", _("Dilation D"), (1, 2, 3, 4), 1, "dilation")
    return Chosen(framed, dilation)


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return how many pairs follow an advice, and how many of those are even."""
    return pair_counts(overlap_table())._asdict()


def view(chosen: Chosen) -> None:
    """Draw all kernel sizes against all strides."""
    table = overlap_table(dilation=chosen.dilation)
    masks = {"coprime": table.coprime, "divides": table.divides}
    st.plotly_chart(
        table_figure(table, masks.get(chosen.framed), (_("Kernel size K"), _("Stride S"))),
        key="table_figure",
        alt=_("Largest and smallest overlap count for every kernel size and stride"),
        config=PLAIN,
    )
    st.markdown(
        _(
            "With D = {dilation}: of {coprime} coprime pairs **{coprime_even}** are even; of "
            "{dividing} with S dividing K, **{dividing_even}**.",
            dilation=chosen.dilation,
            **pair_counts(table)._asdict(),
        )
    )


STEP = Step("condition", N_("Even or not"), controls, view, numbers)
