"""The lesson on the matrix of a convolution: its presets, rows, diagonals and counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.grids import BREAK, Grid, draw_grids, number_text
from ui.lesson_controls import choice
from ui.words import _
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.lessons.kernel_placement import laid_kernel
from upsample_core.methods import method
from upsample_core.operations.convolution import conv_map
from upsample_core.trace import Trace, trace

PRESETS: dict[str, dict[str, Any]] = {
    "A": {"stride": 1, "kernel_size": 3, "padding": 0},
    "B": {"stride": 2, "kernel_size": 3, "padding": 1},
}
SIDES = {1: (4, 8, 12), 2: (4, 5, 6)}
GROWING = (4, 8, 16, 32, 64, 128)
SIDE = 4


def place(name: str, index: Any) -> str:
    """Return a cell as it is written: y[0,1]."""
    return f"{name}[{','.join(str(int(entry)) for entry in index)}]"


def preset_controls(key: str, kernel: str = "counting", sides: bool = False) -> Trace:
    """Draw the choice of preset and axes, and return the run of that convolution on digits of π.

    Parameters
    ----------
    key : str
        Begins the keys of the widgets.
    kernel : str
    sides : bool
        Whether the side of the input can be chosen too.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        presets = {
            name: f"{name} · S = {numbers['stride']}, P = {numbers['padding']}"
            for name, numbers in PRESETS.items()
        }
        preset = choice(f"{key}_preset", _("Preset"), presets, "A")
        axes = choice(f"{key}_axes", _("Axes"), {2: _("2-D"), 1: _("1-D")}, 2)
        side = SIDE
        if sides:
            side = choice(f"{key}_side_{axes}", _("Side of the input"), SIDES[axes], SIDE)
    return preset_run(preset, axes, side, kernel)


def preset_run(
    preset: str = "A", axes: int = 2, side: int = SIDE, kernel: str = "counting"
) -> Trace:
    """Return the run of a preset on a small grid of digits of π."""
    shape = (side,) * axes
    chosen = method("strided_convolution", shape, kernel=kernel, **PRESETS[preset])
    return trace(chosen, grid_pattern("pi", shape))


def lab_state(run: Trace) -> dict[str, Any]:
    """Return the state of the lab that shows this run."""
    shape = run.input.shape
    size = {"dims": str(len(shape)), "size": "x".join(map(str, shape))}
    return {**size, **dict(run.method.values)}


def cells_of(grid: NDArray[Any]) -> list[tuple[int, ...]]:
    """Return the indices of all cells of a grid."""
    return list(np.ndindex(grid.shape))


# ---------------------------------------------------------------- one output, one row


def output_control(key: str, run: Trace) -> tuple[int, ...]:
    """Draw the choice of an output cell, and return its index."""
    cells = cells_of(run.output)
    names = {flat: place("y", cell) for flat, cell in enumerate(cells)}
    return cells[choice(f"{key}_output_{run.method.axes}", _("Output"), names, 0)]


def row_figure(run: Trace, output: tuple[int, ...]) -> None:
    """Show the kernel laid on the grid, the row it becomes, and the matrix built so far."""
    geometry = {name: run.method[name] for name in ("stride", "padding", "dilation")}
    laid, covered = laid_kernel(run.input.shape, run.kernel, output, **geometry)
    row = int(np.ravel_multi_index(output, run.output.shape))
    dense = run.map.matrix.toarray()
    built = np.arange(len(dense))[:, None] > row
    lit = np.zeros(dense.shape, bool)
    stored = run.map.contributions(output)
    lit[row, np.ravel_multi_index(stored.cells.T, run.input.shape)] = True
    reach, width = float(np.abs(run.kernel).max()), run.input.shape[-1]
    outside = _outside(laid.shape, run.method["padding"])
    size = size_text(laid)
    draw_grids(
        Grid(_("Input"), run.input, "input"),
        Grid(
            _("The kernel, laid on it"),
            laid,
            "kernel",
            note=_("{size}, dashed: padding", size=size) if outside.any() else size,
            lit=covered,
            border=outside,
            reach=reach,
        ),
        BREAK,
        Grid(
            _("Read row by row: the row of {cell}", cell=place("y", output)),
            dense[row],
            "kernel",
            lit=lit[row],
            group=width,
            reach=reach,
        ),
        BREAK,
        Grid(
            _("The matrix C, {count} of {rows} rows", count=row + 1, rows=len(dense)),
            dense,
            "kernel",
            lit=lit,
            absent=np.broadcast_to(built, dense.shape),
            group=width if run.method.axes == 2 else 0,
            reach=reach,
        ),
    )
    _row_equation(run, output)


def _row_equation(run: Trace, output: tuple[int, ...]) -> None:
    """Spell out one output as the product of its row with the input."""
    stored = run.map.contributions(output)
    st.markdown(
        _(
            "Row times column: {cell} = {terms} = **{value}**.",
            cell=place("y", output),
            terms=_terms(stored.weights, run.input[tuple(stored.cells.T)]),
            value=number_text(run.output[output]),
        )
    )


def _outside(shape: tuple[int, ...], padding: tuple[int, ...]) -> NDArray[np.bool_]:
    outside = np.ones(shape, bool)
    inside = tuple(slice(p, size - p) for p, size in zip(padding, shape, strict=True))
    outside[inside] = False
    return outside


def _terms(weights: NDArray[Any], values: NDArray[Any]) -> str:
    pairs = zip(weights, values, strict=True)
    return " + ".join(f"{number_text(weight)}·{number_text(value)}" for weight, value in pairs)


def size_text(values: NDArray[Any]) -> str:
    """Return a shape as people write it: 4 × 16."""
    return " × ".join(map(str, values.shape))


# ---------------------------------------------------------------- one tap, one diagonal


def tap_control(key: str, run: Trace) -> int:
    """Draw the choice of a kernel tap, and return its flat index."""
    count = run.kernel.size
    names = {tap: f"k{tap + 1}" for tap in range(count)}
    return int(choice(f"{key}_tap_{run.method.axes}", _("Tap"), names, count // 2))


def diagonal_figure(run: Trace, tap: int) -> None:
    """Show the matrix with every place of one tap, and how few of its entries are stored."""
    dense = run.map.matrix.toarray()
    lit = np.zeros(dense.shape, bool)
    places = run.map.taps == tap
    lit[run.map.rows()[places], run.map.inputs[places]] = True
    draw_grids(
        Grid(
            _("The matrix C"),
            dense,
            "kernel",
            lit=lit,
            group=run.input.shape[-1] if run.method.axes == 2 else 0,
            cell=1.9,
        )
    )
    st.markdown(
        _(
            "k{tap} = {value} stands in {count} places. In all, C stores **{stored} of {all}** "
            "entries ({share:.0%}), all of them from {taps} taps.",
            tap=tap + 1,
            value=number_text(run.kernel.ravel()[tap]),
            count=int(places.sum()),
            stored=run.map.nnz,
            all=dense.size,
            share=run.map.density,
            taps=run.kernel.size,
        )
    )


def sparsity_table(run: Trace) -> None:
    """Show how the share of stored entries falls while the input grows."""
    geometry = {name: run.method[name] for name in ("stride", "padding", "dilation")}
    lines = [
        "| " + " | ".join((_("Input"), _("Matrix C"), _("Stored"), _("Share"))) + " |",
        "|---|---|--:|--:|",
    ]
    for side in GROWING:
        grown = conv_map((side,) * run.method.axes, run.kernel, **geometry)
        rows, columns = grown.shape
        lines.append(
            f"| {' × '.join(map(str, grown.input_shape))} | {rows:,} × {columns:,} "
            f"| {grown.nnz:,} | {grown.density:.2%} |"
        )
    st.markdown("\n".join(lines))


# ---------------------------------------------------------------- rows and columns


def counts_figure(run: Trace) -> None:
    """Show how many inputs each output gathers, and how many outputs each input reaches."""
    draw_grids(
        Grid(_("Inputs behind each output"), run.overlap, "count"),
        Grid(_("Outputs that each input reaches"), run.map.T.overlap(), "count"),
    )
