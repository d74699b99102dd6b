"""One output point among the samples that it is made of, mounted as a Streamlit component.

The panes of a figure share the point, which is dragged or walked by arrow keys. The numbers are the
core's: the component is given every row of every map, and draws the one that the point stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui import address
from ui.component import component
from ui.fields import Field, UnreadableError
from ui.lesson_controls import control
from ui.stage_payload import packed
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import Curve, Interpolated

__all__ = [
    "Column",
    "KernelPane",
    "LinePane",
    "PlanePane",
    "neighbours",
    "point_field",
    "the_point",
]

_ASSETS = Path(__file__).parent.parent / "assets" / "neighbours"

_PHRASES = {
    "name": N_("The point and its neighbours; arrow keys move it"),
    "hint": N_("Drag the point, or click and use the arrow keys."),
    "place": N_("output {place}"),
    "terms": N_("{count} terms"),
}


@dataclass(frozen=True, eq=False)
class LinePane:
    """A signal at its heights, with the curve between its samples.

    Attributes
    ----------
    values : ndarray, shape (L,)
    made : Interpolated
        What the point walks over.
    curve : Curve
    range : pair of float
        The heights at the bottom and at the top.
    height : int
        CSS pixels.
    weights : bool
        Whether the weights stand below the samples.
    sum : bool
        Whether the sum stands below the pane.
    """

    values: Array
    made: Interpolated
    curve: Curve
    range: tuple[float, float]
    height: int
    weights: bool = True
    sum: bool = True

    def described(self) -> dict[str, Any]:
        """Return the pane as the component reads it."""
        return {
            "kind": "line",
            "axes": 1,
            "map": _map(self.values, self.made),
            "coordinates": packed(self.made.coordinates[0]),
            "curve": [packed(self.curve.x), packed(self.curve.y)],
            "range": self.range,
            "height": self.height,
            "weights": self.weights,
            "sum": self.sum,
        }


@dataclass(frozen=True, eq=False)
class PlanePane:
    """A picture from above: the output's pixels, and the samples as dots among them.

    Attributes
    ----------
    values : ndarray, shape (H, W)
    made : Interpolated
    range : pair of float
        The values that are palest and deepest.
    row : int
        The row of samples that another pane shows by itself; it has a mark.
    """

    values: Array
    made: Interpolated
    range: tuple[float, float]
    row: int

    def described(self) -> dict[str, Any]:
        """Return the pane as the component reads it."""
        return {
            "kind": "plane",
            "axes": 2,
            "map": _map(self.values, self.made),
            "coordinates": [packed(one) for one in self.made.coordinates],
            "size": self.values.shape,
            "range": self.range,
            "row": self.row,
            "sum": True,
        }


@dataclass(frozen=True, eq=False)
class KernelPane:
    """The kernel around the point, with the samples on its curve.

    Attributes
    ----------
    values : ndarray, shape (L,)
    made : Interpolated
    curve : Curve
        Weight against distance.
    range : pair of float
    height : int
        CSS pixels.
    """

    values: Array
    made: Interpolated
    curve: Curve
    range: tuple[float, float]
    height: int

    def described(self) -> dict[str, Any]:
        """Return the pane as the component reads it."""
        return {
            "kind": "kernel",
            "axes": 1,
            "map": _map(self.values, self.made),
            "coordinates": packed(self.made.coordinates[0]),
            "curve": [packed(self.curve.x), packed(self.curve.y)],
            "range": self.range,
            "height": self.height,
            "sum": True,
        }


Pane = LinePane | PlanePane | KernelPane


@dataclass(frozen=True, eq=False)
class Column:
    """Panes under one another, with a title that is already translated and a short note."""

    title: str
    note: str
    panes: Sequence[Pane]


def _map(values: Array, made: Interpolated) -> dict[str, Any]:
    return {
        "shape": made.map.output_shape,
        "indptr": packed(made.map.indptr, "i4"),
        "inputs": packed(made.map.inputs, "i4"),
        "weights": packed(made.map.weights),
        "values": packed(values),
        "output": packed(made.output),
    }


# ---------------------------------------------------------------------- the point


Bounds = Sequence[tuple[int, int]]


def point_field(name: str, bounds: Bounds, start: tuple[int, ...]) -> Field:
    """Return the field of a point: one whole number for each axis, each within its bounds.

    Parameters
    ----------
    name : str
    bounds : sequence of pairs of int
        The first and the last output that the point may stand on, along each axis.
    start : tuple of int
    """

    def read(text: str) -> tuple[int, ...]:
        parts = text.split(",")
        if len(parts) != len(bounds):
            # Equal numbers are spelled but once.
            parts = parts * len(bounds) if len(parts) == 1 else []
        try:
            places = tuple(_place(part) for part in parts)
        except ValueError:
            raise UnreadableError(text) from None
        if not places or not all(
            low <= place <= high for place, (low, high) in zip(places, bounds, strict=True)
        ):
            raise UnreadableError(text)
        return places

    return Field(name, start, read)


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise ValueError(text)
    return int(text)


def the_point(field: Field) -> tuple[int, ...]:
    """Return where the point of a figure stands, and keep it in the address."""
    return tuple(control(field, _("The point"), lambda value: value))


# ---------------------------------------------------------------------- the component


_COMPONENT = component("neighbours", _ASSETS / "neighbours.js", _ASSETS / "neighbours.css")


def neighbours(
    columns: Sequence[Column], field: Field, at: tuple[int, ...], bounds: Bounds
) -> None:
    """Draw a figure; while it stays on the screen, changes are drawn in place.

    Parameters
    ----------
    columns : sequence of Column
    field : Field
        Of the point; what the person moves it to holds from the next run on.
    at : tuple of int
        The output that the point stands on.
    bounds : sequence of pairs of int
        As for `point_field`.
    """
    figure = {
        "columns": [
            {
                "title": column.title,
                "note": column.note,
                "panes": [pane.described() for pane in column.panes],
            }
            for column in columns
        ],
        "at": at,
        "news": address.is_news(),
        "bounds": bounds,
        "words": {key: _(phrase) for key, phrase in _PHRASES.items()},
    }
    key = f"{field.name}_figure"
    _COMPONENT(
        data=[figure],  # in a list: not searched for data frames
        key=key,
        on_at_change=lambda: _moved(key, field),
    )


def _moved(key: str, field: Field) -> None:
    """Let the point stand where the person has moved it, where that is one of its places."""
    sent = st.session_state[key].get("at")
    try:
        place = field.read(",".join(map(str, sent))) if isinstance(sent, list) else None
    except UnreadableError:
        place = None
    if place is not None:
        address.change(field.name, place)
