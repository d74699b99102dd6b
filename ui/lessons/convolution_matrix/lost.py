"""The step on what is lost: what C cannot see, and the two ways back."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids
from ui.lesson import Guess, Step
from ui.lesson_controls import field, slider
from ui.lessons.convolution_matrix.presets import preset_controls, preset_run
from ui.markdown import table
from ui.numbers import number
from ui.words import N_, _, ngettext
from upsample_core import Trace
from upsample_core.analysis import null_space, rank, round_trip
from upsample_core.lessons import distances, hide


class Chosen(NamedTuple):
    """A run, how much of n is added to its input, and the seed of n."""

    run: Trace
    amount: float
    seed: int


def controls() -> Chosen:
    """Draw the choice of convolution and of what is added."""
    run = preset_controls("lost", kernel="gaussian")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        amount = slider("lost_amount", _("How much of n is added"), -5.0, 5.0, 2.0, 0.5, width=300)
        seed = field("lost_seed", _("Draw n from seed"), 0, 9999, 0, width=160)
    return Chosen(run, amount, seed)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what the matrix of preset A keeps and loses, and how far both ways back lead."""
    run = chosen.run
    far = distances(run.map, round_trip(run.map, run.input))
    again = {"again": number(far.transposed_again), "best_again": number(far.best_again)}
    return {**_counts(preset_run()), **again}


def guess() -> Guess:
    """Ask how many dimensions of the input leave no trace in preset A."""
    counts = _counts(preset_run())
    offered = sorted({0, counts["rank"], counts["lost"], counts["columns"]})
    return Guess({count: str(count) for count in offered}, counts["lost"])


def _counts(run: Trace) -> dict[str, int]:
    rows, columns = run.map.shape
    lost = len(null_space(run.map))
    return {"rows": rows, "columns": columns, "rank": rank(run.map), "lost": lost}


def view(chosen: Chosen) -> None:
    """Draw an input with something added that C cannot see, and both ways back."""
    _hidden(chosen)
    _ways_back(chosen.run)


def _hidden(chosen: Chosen) -> None:
    run, amount = chosen.run, number(chosen.amount)
    hidden = hide(run.map, run.input, chosen.amount, chosen.seed)
    draw_grids(
        Grid(_("x + {amount} · n", amount=amount), hidden.input, "input"),
        "=",
        Grid("x", run.input, "input"),
        "+",
        Grid(_("{amount} · n", amount=amount), hidden.added, "input"),
        BREAK,
        Grid(_("C(x + {amount} · n)", amount=amount), hidden.output, "output"),
        "=",
        Grid("Cx", run.output, "output"),
    )
    counts = _counts(run)
    st.markdown(
        ngettext(
            "C is {rows} × {columns} of rank **{rank}**: of {columns} dimensions, **{lost}** is "
            "lost, and n lies in it.",
            "C is {rows} × {columns} of rank **{rank}**: of {columns} dimensions, **{lost}** are "
            "lost, and n lies in them.",
            counts["lost"],
            **counts,
        )
    )


def _ways_back(run: Trace) -> None:
    """Draw x, Cᵀ(Cx) and C⁺(Cx), and how far each is from x."""
    trip = round_trip(run.map, run.input)
    grids = {"x": trip.input, "Cᵀ(Cx)": trip.transposed, "C⁺(Cx)": trip.best}
    draw_grids(*(Grid(title, values, "input") for title, values in grids.items()))
    far = distances(run.map, trip)
    rows = [
        ("Cᵀ(Cx)", number(far.transposed), number(far.transposed_again)),
        ("C⁺(Cx)", number(far.best), number(far.best_again)),
    ]
    st.markdown(table(("", _("distance from x"), _("after C again, from Cx")), rows))


STEP = Step("lost", N_("What is lost"), controls, view, numbers, guess=guess, terms=("rank",))
