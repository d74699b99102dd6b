"""Small grids of numbers as tables: quick to draw, readable by screen readers, on any ground.

For what is too small for a chart and needs no linking. Colours are mixed into the page's own
ground, so that light and dark both keep their contrast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui import theme

_COLOURS = {
    "input": theme.INPUT,
    "kernel": theme.KERNEL,
    "output": theme.OUTPUT,
    "difference": theme.ATTENTION,
}
_NEGATIVE = theme.SIGNED[0][1]
_SMALL = 1.1
"""Cells narrower than this, in rem, have no room for a number that can be read."""
# Deeper than this, and text in the colour of the page would no longer stand out.
_DEEPEST = 55


@dataclass(frozen=True, eq=False)
class Grid:
    """One small grid, and how it is drawn.

    Attributes
    ----------
    title : str
        Translated; it also names the table for screen readers.
    values : ndarray, shape (L,) or (H, W)
    role : str
        ``input``, ``kernel``, ``output``, ``difference`` or ``count``: it decides the colour.
    note : str
        Beside the title; the shape where left out.
    lit : ndarray of bool, same shape, optional
        Cells with a frame.
    border : ndarray of bool, same shape, optional
        Cells that lie outside, on the padding.
    absent : ndarray of bool, same shape, optional
        Cells that are not there yet.
    group : int
        A gap before each `group`-th column; 0 for none.
    reach : float, optional
        The value of the deepest colour; the largest where left out.
    cell : float
        Width of a cell in rem, where there is room. Narrow cells are low too; in the narrowest a
        number is not drawn, but read out, and shown where one points.
    """

    title: str
    values: NDArray[Any]
    role: str
    note: str | None = None
    lit: NDArray[np.bool_] | None = None
    border: NDArray[np.bool_] | None = None
    absent: NDArray[np.bool_] | None = None
    group: int = 0
    reach: float | None = None
    cell: float = 2.4


BREAK = "\n"
"""Between two grids: what follows begins a new line."""


def draw_grids(*grids: Grid | str) -> None:
    """Draw grids side by side, as many as fit; a text between two stands as it is.

    They change all at once: what belongs together is best drawn by one call.
    """
    st.html(f'<div class="grids">{"".join(map(_part, grids))}</div>')


def _part(grid: Grid | str) -> str:
    if isinstance(grid, Grid):
        return grid_html(grid)
    return (
        '<div class="grid-break"></div>'
        if grid == BREAK
        else f'<div class="grid-sign">{escape(grid)}</div>'
    )


def largest(*values: NDArray[Any]) -> float:
    """Return the largest absolute value of grids, for one `reach` for all of them."""
    return max(float(np.abs(each).max(initial=0)) for each in values)


def grid_html(grid: Grid) -> str:
    """Return a grid as HTML."""
    values = np.atleast_2d(grid.values)
    masks = [_mask(mask, values) for mask in (grid.lit, grid.border, grid.absent)]
    reach = grid.reach or float(np.abs(values).max(initial=0)) or 1.0
    rows = []
    for row in range(values.shape[0]):
        cells = [
            _cell(values[row, column], grid, reach, column, [mask[row, column] for mask in masks])
            for column in range(values.shape[1])
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    note = " × ".join(map(str, grid.values.shape)) if grid.note is None else grid.note
    title = escape(grid.title)
    width = values.shape[1] * grid.cell
    small = " small" if grid.cell < _SMALL else ""
    return (
        f'<figure class="grid{small}" style="flex:0 1 {width:g}rem;--cell:{grid.cell:g}rem">'
        f"<figcaption><b>{title}</b> "
        f"<small>{escape(note)}</small></figcaption>"
        f'<table aria-label="{title}" style="width:min(100%,{width:g}rem)">'
        f"<tbody>{''.join(rows)}</tbody></table></figure>"
    )


def number_text(value: float) -> str:
    """Return a number with no more than two decimals, unless that would leave nothing of it."""
    size = abs(value)
    if size < 5e-13:
        return "0"
    if size < 0.005:
        text = f"{value:.0e}"
    else:
        text = f"{value:.{2 if size < 10 else 1 if size < 100 else 0}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def _mask(mask: NDArray[np.bool_] | None, values: NDArray[Any]) -> NDArray[np.bool_]:
    return np.zeros(values.shape, bool) if mask is None else np.atleast_2d(mask)


def _cell(value: float, grid: Grid, reach: float, column: int, marks: Sequence[bool]) -> str:
    lit, border, absent = marks
    names = [
        name
        for name, holds in (
            ("lit", lit),
            ("border", border),
            ("absent", absent),
            ("nil", value == 0 and not absent),
            ("gap", bool(grid.group) and column > 0 and column % grid.group == 0),
        )
        if holds
    ]
    if absent:
        return f'<td class="{" ".join(names)}"></td>'
    style = _style(float(value), grid.role, reach)
    text = number_text(float(value))
    told = f' title="{text}"' if grid.cell < _SMALL else ""
    return f'<td class="{" ".join(names)}" style="{style}"{told}>{text}</td>'


def _style(value: float, role: str, reach: float) -> str:
    """Return the colours of a cell: cividis for counts, else a share of the role's own colour."""
    share = min(abs(value) / reach, 1.0)
    if role == "count":
        ground, ink = theme.count_colours(share)
        return f"background:{ground};color:{ink}"
    if value == 0:
        return ""
    colour = _NEGATIVE if value < 0 else _COLOURS[role]
    return f"background:color-mix(in srgb,{colour} {round(_DEEPEST * share)}%,transparent)"
