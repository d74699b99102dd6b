"""The step on diagonals: where one tap stands, and how little is stored."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.convolution_matrix.presets import (
    geometry,
    kernel_of,
    lab_state,
    preset_controls,
    preset_run,
    row_gap,
)
from ui.markdown import table
from ui.numbers import counted, dimensions, number, percent
from ui.words import N_, _
from upsample_core import Trace, conv_map
from upsample_core.lessons import tap_places

GROWING = (4, 8, 16, 32, 64, 128)


class Chosen(NamedTuple):
    """A run, and the tap whose found are framed."""

    run: Trace
    tap: int


def controls() -> Chosen:
    """Draw the choice of convolution, size and tap."""
    run = preset_controls("diagonals", sides=True)
    count = kernel_of(run).size
    names = {tap: f"k{tap + 1}" for tap in range(count)}
    tap = choice(f"diagonals_tap_{run.method.axes}", _("Tap"), names, count // 2)
    return Chosen(run, int(tap))


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return how many entries the matrix of preset A has, stores, and tells apart."""
    first, second = preset_run(), preset_run("B")
    rows, columns = first.map.shape
    places = [tap_places(second.map, tap).places for tap in range(kernel_of(second).size)]
    return {
        "taps": kernel_of(first).size,
        "stored": first.map.nnz,
        "all": rows * columns,
        "rare": ", ".join(f"k{tap + 1}" for tap, n in enumerate(places) if n < max(places)),
        "rarest": min(places),
        "outputs": second.map.shape[0],
    }


def guess() -> Guess:
    """Ask how many entries the matrix of preset A stores."""
    first = preset_run()
    rows, columns = first.map.shape
    offered = sorted({kernel_of(first).size, columns, first.map.nnz, rows * columns})
    return Guess({count: str(count) for count in offered}, first.map.nnz)


def view(chosen: Chosen) -> None:
    """Draw the matrix with every place of one tap, and how little of it is stored."""
    run, tap = chosen
    found = tap_places(run.map, tap)
    dense = run.map.matrix.toarray()
    draw_grids(
        Grid(_("The matrix C"), dense, "kernel", lit=found.mask, group=row_gap(run), cell=1.9)
    )
    st.markdown(
        _(
            "k{tap} = {value}; places where it stands: {count}. In all, C stores "
            "**{stored} of {all}** entries ({share}), all of them from {taps} taps.",
            tap=tap + 1,
            value=number(kernel_of(run).ravel()[tap]),
            count=found.places,
            stored=counted(run.map.nnz),
            all=counted(dense.size),
            share=percent(run.map.density),
            taps=kernel_of(run).size,
        )
    )
    st.markdown(sparsity_table(run))


def sparsity_table(run: Trace) -> str:
    """Return how the share of stored entries falls while the input grows, as Markdown."""
    sizes = [(side,) * run.method.axes for side in GROWING]
    maps = [conv_map(size, kernel_of(run), **geometry(run)) for size in sizes]
    rows = [
        (dimensions(size), dimensions(grown.shape), counted(grown.nnz), percent(grown.density))
        for size, grown in zip(sizes, maps, strict=True)
    ]
    return table((_("Input"), _("Matrix C"), _("Stored"), _("Share")), rows, words=2)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with a tap pinned."""
    lab_link("strided_convolution", pin="kernel:1,1", **lab_state(preset_run()))


STEP = Step("diagonals", N_("Diagonals"), controls, view, numbers, links, guess, ("tap", "dense"))
