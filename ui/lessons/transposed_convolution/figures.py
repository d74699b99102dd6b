"""Figures of the lesson on transposed convolution: from arrays to HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.grids import Grid, grids_html, largest
from ui.numbers import short
from ui.theme import phase_colours
from upsample_core.lessons import Weaving

Values = NDArray[Any]


def strips_html(
    strips: Sequence[Values],
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
    lit = np.zeros(values.shape, bool)
    for cell in marked:
        lit[cell] = True
    return grids_html(
        Grid(
            label,
            values[:, first:],
            "output",
            titled=False,
            rows=names,
            columns=[str(position) for position in range(first, values.shape[1])],
            lit=lit[:, first:],
            reach=largest(values),
        )
    )


def strip(values: Values, before: int, length: int) -> Values:
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
    grounds = phase_colours(round(len(woven.phases) ** 0.5))
    of_tap = np.array(woven.of_tap).reshape(kernel_shape)
    taps = np.arange(of_tap.size).reshape(kernel_shape)
    turned = [phase.taps[::-1, ::-1] for phase in woven.phases]
    panes = (
        (of_tap, _texts(taps, _tap)),
        _blocks(turned, _tap),
        _blocks(woven.maps, short),
        (woven.of_cell, _texts(woven.output, short)),
    )
    return grids_html(
        *(
            Grid(title, phases, "phase", "", texts=texts, grounds=grounds)
            for title, (phases, texts) in zip(titles, panes, strict=True)
        )
    )


def _tap(number: float) -> str:
    return f"k{round(number) + 1}"


def _texts(values: Values, written: Callable[[float], str]) -> list[list[str]]:
    return [[written(value) for value in row] for row in values.tolist()]


def _blocks(
    parts: Sequence[Values], written: Callable[[float], str]
) -> tuple[Values, list[list[str]]]:
    """Lay S × S small grids out with a gap between them; return their numbers and their texts."""
    side = round(len(parts) ** 0.5)
    height, width = (max(part.shape[axis] for part in parts) + 1 for axis in (0, 1))
    numbers = np.full((side * height - 1, side * width - 1), np.nan)
    texts = [[""] * numbers.shape[1] for _row in range(numbers.shape[0])]
    for number, part in enumerate(parts):
        top, left = number // side * height, number % side * width
        for (row, column), value in np.ndenumerate(part):
            numbers[top + row, left + column] = number
            texts[top + row][left + column] = written(value)
    return numbers, texts
