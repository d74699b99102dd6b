"""The step on the condition: all kernel sizes against all strides."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.lesson_controls import choice
from ui.lessons.checkerboard.figures import PLAIN, table_figure
from ui.words import N_, _
from upsample_core.analysis.overlap_table import overlap_table

FRAMES = {
    "coprime": N_("K and S coprime"),
    "divides": N_("S divides K"),
    "none": N_("None"),
}


def numbers() -> dict[str, object]:
    """Return what the words on the condition tell."""
    table = overlap_table()
    return {
        "coprime": int(table.coprime.sum()),
        "coprime_even": int((table.coprime & table.even).sum()),
        "dividing": int(table.divides.sum()),
        "dividing_even": int((table.divides & table.even).sum()),
    }


def view() -> None:
    """Draw all kernel sizes against all strides."""
    frames = {name: _(title) for name, title in FRAMES.items()}
    with st.container(horizontal=True, gap="medium"):
        framed = choice("table_framed", _("Frame the pairs with"), frames, "coprime")
        dilation = choice("table_dilation", _("Dilation D"), (1, 2, 3, 4), 1, "dilation")
    table = overlap_table(dilation=dilation)
    masks = {
        "coprime": table.coprime,
        "divides": table.divides,
        "none": np.zeros_like(table.even),
    }
    st.plotly_chart(
        table_figure(table, masks[framed], (_("Kernel size K"), _("Stride S"))),
        key="table_figure",
        alt=_("Largest and smallest overlap count for every kernel size and stride"),
        config=PLAIN,
    )
    st.markdown(
        _(
            "With D = {dilation}: of {coprime} coprime pairs **{coprime_even}** are even; of "
            "{dividing} with S dividing K, **{dividing_even}**.",
            dilation=dilation,
            coprime=int(table.coprime.sum()),
            coprime_even=int((table.coprime & table.even).sum()),
            dividing=int(table.divides.sum()),
            dividing_even=int((table.divides & table.even).sum()),
        )
    )
