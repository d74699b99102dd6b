"""The step on rows: C is built output by output, the kernel laid on the grid."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.convolution_matrix.presets import (
    cells_of,
    geometry,
    kernel_of,
    lab_state,
    pin,
    place,
    preset_controls,
    preset_run,
    row_gap,
)
from ui.numbers import dimensions, number
from ui.words import N_, _
from upsample_core import Trace
from upsample_core.lessons import matrix_row, placed_kernel


class Chosen(NamedTuple):
    """A run, and the output whose row is looked at."""

    run: Trace
    output: tuple[int, ...]


def controls() -> Chosen:
    """Draw the choice of convolution and of an output."""
    run = preset_controls("rows")
    cells = cells_of(run.output.shape)
    names = {flat: place("y", cell) for flat, cell in enumerate(cells)}
    return Chosen(run, cells[choice(f"rows_output_{run.method.axes}", _("Output"), names, 0)])


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the size of the matrix of preset A, and how the kernel moves along the line."""
    rows, columns = preset_run().map.shape
    step, width = chosen.run.method["stride"][-1], preset_run().input.shape[-1]
    return {"rows": rows, "columns": columns, "step": step, "width": width, "jump": step * width}


def guess() -> Guess:
    """Ask how many rows the matrix of preset A has."""
    first = preset_run()
    rows, columns = first.map.shape
    offered = sorted({rows, columns, kernel_of(first).size, len(kernel_of(first))})
    return Guess({count: str(count) for count in offered}, rows)


def view(chosen: Chosen) -> None:
    """Draw the kernel laid on the grid, the row it becomes, and the matrix built so far."""
    run, output = chosen
    laid = placed_kernel(run.input.shape, kernel_of(run), output, **geometry(run))
    row = matrix_row(run.map, output)
    reach, size = largest(kernel_of(run)), dimensions(laid.values.shape)
    padded = laid.values.shape != run.input.shape
    draw_grids(
        Grid(_("Input"), run.input, "input"),
        Grid(
            _("The kernel, laid on it"),
            laid.values,
            "kernel",
            note=_("{size}, dashed: padding", size=size) if padded else size,
            lit=laid.covered,
            border=laid.outside,
            reach=reach,
        ),
        BREAK,
        Grid(
            _("Read row by row: the row of {cell}", cell=place("y", output)),
            row.dense[row.number],
            "kernel",
            lit=row.stored[row.number],
            group=run.input.shape[-1],
            reach=reach,
        ),
        BREAK,
        Grid(
            _("The matrix C, {count} of {rows} rows", count=row.number + 1, rows=len(row.dense)),
            row.dense,
            "kernel",
            lit=row.stored,
            absent=row.to_come,
            group=row_gap(run),
            reach=reach,
        ),
    )
    _equation(run, output)


def _equation(run: Trace, output: tuple[int, ...]) -> None:
    """Spell out one output as the product of its row with the input."""
    stored = run.map.contributions(output)
    values = run.input[tuple(stored.cells.T)]
    terms = [
        f"{number(weight)}·{number(value)}"
        for weight, value in zip(stored.weights, values, strict=True)
    ]
    st.markdown(
        _(
            "Row times column: {cell} = {terms} = **{value}**.",
            cell=place("y", output),
            terms=" + ".join(terms),
            value=number(run.output[output]),
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this output pinned."""
    pinned = pin("output", chosen.output)
    lab_link("strided_convolution", pin=pinned, **lab_state(chosen.run))


STEP = Step("rows", N_("Rows"), controls, view, numbers, links, guess, ("stride", "padding"))
