"""The step on the transpose: back through C, and the two products that are one."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids
from ui.lesson import Guess, Step
from ui.lesson_controls import field, pick
from ui.lessons.convolution_matrix.presets import cells_of, place, preset_controls, preset_run
from ui.numbers import number, signed
from ui.shared import shared
from ui.words import N_, _
from upsample_core import Array, Trace, grid_pattern
from upsample_core.lessons import Raised, raise_cell


class Chosen(NamedTuple):
    """A run, the seed of x and y, and the input that is raised."""

    run: Trace
    seed: int
    cell: tuple[int, ...]


def controls() -> Chosen:
    """Draw the choice of convolution, of x and y, and of an input to raise."""
    run = preset_controls("transpose", kernel="random")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = field("transpose_seed", _("Draw x and y from seed"), 0, 9999, 7, width=200)
        cells = {cell: place("x", cell) for cell in cells_of(run.input.shape)}
        cell = pick(
            f"transpose_cell_{run.method.axes}",
            _("Raise one input by 1"),
            cells,
            next(iter(cells)),
            width=200,
        )
    return Chosen(run, seed, cell)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the size of the matrix of preset A, and what raising the chosen input does."""
    rows, columns = preset_run().map.shape
    raised = _raised(chosen)
    return {
        "rows": rows,
        "columns": columns,
        "cell": place("x", chosen.cell),
        "change": signed(raised.change),
        "entry": number(raised.entry),
    }


def guess() -> Guess:
    """Ask how many numbers the transpose of preset A gives."""
    rows, columns = preset_run().map.shape
    return Guess({count: str(count) for count in (rows, columns, rows * columns)}, columns)


def _drawn(chosen: Chosen) -> tuple[Array, Array]:
    """Return x and y."""
    x = grid_pattern("random", chosen.run.input.shape, seed=chosen.seed)
    return x, grid_pattern("random", chosen.run.output.shape, seed=chosen.seed + 1)


@shared
def _raised(chosen: Chosen) -> Raised:
    return raise_cell(chosen.run.map, *_drawn(chosen), chosen.cell)


def view(chosen: Chosen) -> None:
    """Draw both ways through C, the two products, and what one input cell does to them."""
    run = chosen.run
    (x, y), raised = _drawn(chosen), _raised(chosen)
    rows, columns = run.map.shape
    draw_grids(
        Grid("x", x, "input", lit=raised.cell),
        _("— C, {rows} × {columns} →", rows=rows, columns=columns),
        Grid("Cx", run.map.apply(x), "output"),
        BREAK,
        Grid("Cᵀy", run.map.T.apply(y), "input", lit=raised.cell),
        _("← Cᵀ, {rows} × {columns} —", rows=columns, columns=rows),
        Grid("y", y, "output"),
    )
    st.markdown(
        _(
            "⟨Cx, y⟩ = **{forward}** and ⟨x, Cᵀy⟩ = **{backward}**; they differ by {difference}.",
            forward=number(raised.forward, 10),
            backward=number(raised.backward, 10),
            difference=number(raised.difference),
        )
    )
    st.markdown(
        _(
            "Raise {cell} by 1, and ⟨Cx, y⟩ becomes {raised}: it changes by {change}. "
            "Cᵀy holds {entry} in that cell.",
            cell=place("x", chosen.cell),
            raised=number(raised.raised, 6),
            change=signed(raised.change),
            entry=number(raised.entry),
        )
    )


STEP = Step(
    "transpose",
    N_("Transpose"),
    controls,
    view,
    numbers,
    guess=guess,
    terms=("transpose", "inner_product"),
)
