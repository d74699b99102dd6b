"""Figures of the lesson on transposed convolution: pure functions from arrays to HTML.

Small grids are tables: they stay legible on a phone and on any ground, and can be read aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.grids import number_text
from ui.theme import OUTPUT, count_colours
from upsample_core.lessons import Weaving

Grid = NDArray[Any]

# Deeper than this, and text in the colour of the page would no longer stand out.
_DEEPEST = 55


def strips_html(
    strips: Sequence[Grid],
    names: Sequence[str],
    label: str,
    marked: Sequence[tuple[int, int]] = (),
    first: int = 0,
) -> str:
    """Draw signals under one another on one axis.

    Parameters
    ----------
    strips : sequence of ndarray, shape (L,)
        Of one length; NaN where a signal has no cell.
    names : sequence of str
        What stands before each.
    label : str
        What the table is called.
    marked : sequence of (row, column)
        Cells to frame.
    first : int
        The position of the first cell that is drawn; those before it are left out.
    """
    values = np.stack(strips)
    reach = float(np.nanmax(np.abs(values))) or 1.0
    positions = "".join(f"<th>{position}</th>" for position in range(first, values.shape[1]))
    rows = [f"<tr><th></th>{positions}</tr>"]
    for row, name in enumerate(names):
        cells = [
            _value_cell(value, reach, (row, column) in marked)
            for column, value in enumerate(values[row].tolist())
            if column >= first
        ]
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>')
    return (
        f'<div class="strips"><table aria-label="{escape(label)}" '
        f'style="--cells:{values.shape[1] - first}">'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def strip(values: Grid, before: int, length: int) -> Grid:
    """Place a signal on an axis of `length` cells, NaN around it."""
    placed = np.full(length, np.nan)
    placed[before : before + values.size] = values
    return placed


def phases_html(woven: Weaving, kernel_shape: tuple[int, int], titles: Sequence[str]) -> str:
    """Draw a kernel, its phase kernels, their maps and the output, a colour for each phase.

    Parameters
    ----------
    woven : Weaving
    kernel_shape : (int, int)
    titles : sequence of str
        Of kernel, phase kernels, maps and output.
    """
    colours = _phase_colours(len(woven.phases))
    turned = [phase.taps[::-1, ::-1] for phase in woven.phases]

    def tap_cell(tap: int) -> str:
        return _named(f"k{tap + 1}", colours, woven.of_tap[tap])

    def block_cell(cell: tuple[int, Any] | None, text: Callable[[Any], str]) -> str:
        return "<td></td>" if cell is None else _named(text(cell[1]), colours, cell[0])

    kernels, maps = _blocks(turned), _blocks(woven.maps)
    return _side_by_side(
        [
            _table(
                titles[0],
                kernel_shape,
                lambda row, column: tap_cell(row * kernel_shape[1] + column),
            ),
            _table(
                titles[1],
                (len(kernels), len(kernels[0])),
                lambda row, column: block_cell(kernels[row][column], lambda tap: f"k{tap + 1}"),
            ),
            _table(
                titles[2],
                (len(maps), len(maps[0])),
                lambda row, column: block_cell(maps[row][column], number_text),
            ),
            _table(
                titles[3],
                woven.output.shape,
                lambda row, column: _named(
                    number_text(float(woven.output[row, column])),
                    colours,
                    int(woven.of_cell[row, column]),
                ),
            ),
        ]
    )


def _side_by_side(tables: Sequence[str]) -> str:
    return f'<div class="tables">{"".join(tables)}</div>'


def _table(title: str, shape: tuple[int, ...], cell: Callable[[int, int], str]) -> str:
    """Draw a titled table, cell by cell."""
    rows = [
        f"<tr>{''.join(cell(row, column) for column in range(shape[1]))}</tr>"
        for row in range(shape[0])
    ]
    name = escape(title)
    return (
        f'<figure class="number-table" style="--cells:{shape[1]}">'
        f'<figcaption><b>{name}</b></figcaption><table aria-label="{name}">'
        f"<tbody>{''.join(rows)}</tbody></table></figure>"
    )


def _value_cell(value: float, reach: float, framed: bool) -> str:
    if np.isnan(value):
        return '<td class="absent"></td>'
    depth = round(_DEEPEST * min(abs(value) / reach, 1.0))
    kind = ' class="lit"' if framed else ""
    colour = f"background:color-mix(in srgb,{OUTPUT} {depth}%,transparent)"
    return f'<td{kind} style="{colour}">{number_text(value)}</td>'


def _named(text: str, colours: Sequence[tuple[str, str]], number: int) -> str:
    ground, ink = colours[number]
    return f'<td style="background:{ground};color:{ink}">{escape(text)}</td>'


def _phase_colours(count: int) -> list[tuple[str, str]]:
    """Return a ground and an ink for each phase: white on dark, black on light."""
    return [count_colours(number / max(count - 1, 1)) for number in range(count)]


def _blocks(parts: Sequence[Grid]) -> list[list[tuple[int, Any] | None]]:
    """Lay S × S small grids out with a gap between them: (number of the grid, value) or nothing."""
    side = round(len(parts) ** 0.5)
    height, width = (max(part.shape[axis] for part in parts) for axis in (0, 1))
    grid: list[list[tuple[int, Any] | None]] = [
        [None] * (side * (width + 1) - 1) for _ in range(side * (height + 1) - 1)
    ]
    for number, part in enumerate(parts):
        top, left = number // side * (height + 1), number % side * (width + 1)
        for (row, column), value in np.ndenumerate(part):
            grid[top + row][left + column] = (number, value.item())
    return grid
