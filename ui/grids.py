"""Small grids and tables of numbers: quick to draw, readable by screen readers, on any ground.

For what is too small for a chart and needs no linking. Colours are mixed into the page's own
ground, so that light and dark both keep their contrast; `assets/grids.css` says how it looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.count_scale import cell_colours
from ui.numbers import among, dimensions, short

# As on the stage: per cent of the role's colour in the palest cell, and how much more in the
# deepest. Deeper, and text in the colour of the page would no longer stand out.
_PALEST, _DEEPEST = 5, 50
_LONG = 5  # characters; where one is longer, the whole grid is written smaller
_SMALL = 1.1  # rem; cells narrower than this have no room for a number that can be read


Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, eq=False)
class Grid:
    """One small grid or table, and how it is drawn.

    Attributes
    ----------
    title : str
        Translated; it also names the table for screen readers.
    values : ndarray, shape (L,) or (H, W)
        NaN where there is no cell.
    role : str
        It decides the colour: ``input``, ``kernel``, ``output``, ``attention``, ``count``, or
        ``phase``, whose values number the `grounds`.
    note : str, optional
        Beside the title; the shape where left out.
    titled : bool
        Whether the title is seen, not only heard.
    texts : sequence of sequence of str, shape (H, W), optional
        What stands in the cells instead of the numbers.
    rows, columns : sequence of str, optional
        Names of the rows at their left and of the columns above them.
    lit : ndarray of bool, same shape, optional
        Cells with a frame.
    border : ndarray of bool, same shape, optional
        Cells that lie outside, on the padding: their edge is dashed.
    absent : ndarray of bool, same shape, optional
        Cells that are not there yet.
    grounds : sequence of str, optional
        Colours of phases, for black text.
    group : int
        A gap before each `group`-th column; 0 for none.
    reach : float, optional
        The value of the deepest colour; the largest where left out.
    cell : float
        Width of a cell in rem, where there is room.
    square : bool
        Whether cells are as high as they are wide; otherwise they are as high as a line of text.
    """

    title: str
    values: NDArray[Any]
    role: str
    note: str | None = None
    titled: bool = True
    texts: Texts | None = None
    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    lit: NDArray[np.bool_] | None = None
    border: NDArray[np.bool_] | None = None
    absent: NDArray[np.bool_] | None = None
    grounds: Sequence[str] = ()
    group: int = 0
    reach: float | None = None
    cell: float = 2.4
    square: bool = False


BREAK = "\n"
"""Between two grids: what follows begins a new line."""


def draw_grids(*grids: Grid | str) -> None:
    """Draw grids side by side, as many as fit; a text between two stands as it is.

    They change all at once: what belongs together is best drawn by one call.
    """
    st.html(grids_html(*grids))


def grids_html(*grids: Grid | str) -> str:
    """Return grids side by side as HTML."""
    return f'<div class="grids">{"".join(map(_part, grids))}</div>'


def largest(*values: NDArray[Any]) -> float:
    """Return the largest absolute value of grids, to be the `reach` of all of them."""
    return max(float(np.nanmax(np.abs(each), initial=0)) for each in values)


def grid_html(grid: Grid) -> str:
    """Return a grid as HTML."""
    values = among(np.atleast_2d(grid.values))
    values[_mask(grid.absent, values)] = np.nan
    texts = grid.texts
    if texts is None:
        texts = [["" if np.isnan(value) else short(value) for value in row] for row in values]
    title = escape(grid.title)
    names = ["grid", grid.role]
    style = f"--cells:{values.shape[1]};--cell:{grid.cell:g}rem"
    if grid.rows:
        names.append("named")
        style += f";--heads:{max(map(len, grid.rows))}ch"
    if grid.square:
        names.append("square")
    if grid.cell < _SMALL:
        names.append("small")
    elif any(len(text) > _LONG for row in texts for text in row):
        names.append("long")
    return (
        f'<figure class="{" ".join(names)}" style="{style}">'
        f'{_caption(grid)}<table aria-label="{title}">{_head(grid)}'
        f"<tbody>{''.join(_rows(grid, values, texts))}</tbody></table></figure>"
    )


def _part(grid: Grid | str) -> str:
    if isinstance(grid, Grid):
        return grid_html(grid)
    return (
        '<div class="grid-break"></div>'
        if grid == BREAK
        else f'<div class="grid-sign">{escape(grid)}</div>'
    )


def _caption(grid: Grid) -> str:
    if not grid.titled:
        return ""
    note = dimensions(grid.values.shape) if grid.note is None else grid.note
    return f"<figcaption><b>{escape(grid.title)}</b> <small>{escape(note)}</small></figcaption>"


def _head(grid: Grid) -> str:
    if not grid.columns:
        return ""
    corner = "<td></td>" if grid.rows else ""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in grid.columns)
    return f"<thead><tr>{corner}{names}</tr></thead>"


def _rows(grid: Grid, values: NDArray[Any], texts: Texts) -> list[str]:
    reach = grid.reach or largest(values) or 1.0
    lit, border = (_mask(mask, values) for mask in (grid.lit, grid.border))
    rows = []
    for row, line in enumerate(values.tolist()):
        name = f'<th scope="row">{escape(grid.rows[row])}</th>' if grid.rows else ""
        cells = [
            _cell(
                grid,
                value,
                texts[row][column],
                min(abs(value) / reach, 1.0),
                _marks(lit[row, column], border[row, column], _gap(grid, column)),
            )
            for column, value in enumerate(line)
        ]
        rows.append(f"<tr>{name}{''.join(cells)}</tr>")
    return rows


def _mask(mask: NDArray[np.bool_] | None, values: NDArray[Any]) -> NDArray[np.bool_]:
    return np.zeros(values.shape, bool) if mask is None else np.atleast_2d(mask)


def _gap(grid: Grid, column: int) -> bool:
    return bool(grid.group) and column > 0 and column % grid.group == 0


def _marks(lit: bool, border: bool, gap: bool) -> list[str]:
    names = (("lit", lit), ("border", border), ("gap", gap))
    return [name for name, holds in names if holds]


def _cell(grid: Grid, value: float, text: str, share: float, marks: list[str]) -> str:
    """Return one cell: its marks as classes, its colour, its text."""
    if np.isnan(value):
        return f'<td class="{" ".join(["absent", *marks])}"></td>'
    name, style = _colour(grid, value, share)
    names = " ".join([name, *marks] if name else marks)
    return f"<td{_attribute('class', names)}{_attribute('style', style)}>{escape(text)}</td>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _colour(grid: Grid, value: float, share: float) -> tuple[str, str]:
    """Return the class and the style that give a cell its colour."""
    if grid.role == "phase":
        return "", f"background:{grid.grounds[int(value)]};color:#000"
    if grid.role == "count":
        ground, ink = cell_colours(int(value))
        return ("hole", "") if value == 0 else ("", f"background:{ground};color:{ink}")
    if value == 0:
        return "nil" if grid.texts is None else "", ""
    return "minus" if value < 0 else "", f"--depth:{_PALEST + round(_DEEPEST * share)}%"
