"""Two rulers under one another: input cells, and the outputs where they look at them, as HTML."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from ui.numbers import listed, number
from upsample_core import Array


class Ruler(NamedTuple):
    """One convention's ruler.

    Attributes
    ----------
    title, note : str
        Translated.
    inputs : ndarray, shape (L,)
        The values of the input cells.
    coordinates : ndarray, shape (outputs,)
        Where each output looks, in input cells; the middle of the first cell is 0.
    usual : ndarray, same shape
        Where it would look by the convention that the others are compared with.
    output : ndarray, same shape
    """

    title: str
    note: str
    inputs: Array
    coordinates: Array
    usual: Array
    output: Array


_MARGIN = 0.3
"""Cells beyond both ends of the input, where sampling points may lie."""


def rulers_html(rulers: list[Ruler]) -> str:
    """Return rulers under one another on one axis."""
    return f'<div class="rulers">{"".join(map(_ruler, rulers))}</div>'


def _ruler(ruler: Ruler) -> str:
    count = len(ruler.inputs)
    cells = "".join(
        f'<i class="cell" style="left:{_left(place - 0.5, count)};width:{100 / _extent(count):g}%">'
        f"{number(value)}</i>"
        for place, value in enumerate(ruler.inputs)
    )
    points = "".join(
        _point(at, usual, value, count)
        for at, usual, value in zip(
            ruler.coordinates.tolist(), ruler.usual.tolist(), ruler.output, strict=True
        )
    )
    label = f"{ruler.title}: {listed(ruler.coordinates)}"
    return (
        f'<figure class="ruler"><figcaption><b>{escape(ruler.title)}</b>'
        f"<small>{escape(ruler.note)}</small></figcaption>"
        f'<div class="axis" role="img" aria-label="{escape(label)}">{cells}{points}</div></figure>'
    )


def _point(at: float, usual: float, value: float, count: int) -> str:
    """Return an output: its place, how far that is from the usual one, and its value."""
    left, width = min(at, usual), abs(at - usual)
    drift = (
        f'<i class="drift" style="left:{_left(left, count)};'
        f'width:{100 * width / _extent(count):g}%"></i>'
        f'<i class="usual" style="left:{_left(usual, count)}"></i>'
        if width
        else ""
    )
    here = _left(at, count)
    return (
        f'{drift}<i class="pin" style="left:{here}"></i>'
        f'<i class="value" style="left:{here}">{number(value)}</i>'
    )


def _extent(count: int) -> float:
    return count + 2 * _MARGIN


def _left(place: float, count: int) -> str:
    return f"{100 * (place + 0.5 + _MARGIN) / _extent(count):g}%"
