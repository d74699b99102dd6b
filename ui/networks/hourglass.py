"""The hourglass: every resolution a bar as wide as its map, skips as arcs at the right.

Here only is said what stands where; `assets/networks/hourglass.js` puts it into the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st

from ui.lab.link import lab_address
from ui.networks.stages import Arc, Stage, arcs, stages
from ui.networks.words import layer_words, side_text, side_texts
from ui.numbers import counted, dimensions, number
from ui.script_bundle import bundle
from ui.words import _
from upsample_core import ParameterError
from upsample_core.networks import Layer, Meeting, Plan

_ASSETS = Path(__file__).parents[2] / "assets" / "networks"
_COMPONENT = st.components.v2.component(
    "hourglass",
    css=(_ASSETS / "hourglass.css").read_text(encoding="utf-8"),
    js=bundle(_ASSETS / "hourglass.js"),
)

_WIDTH, _MIDDLE, _WIDEST = 720, 330, 284
_LABELS, _ARCS, _MEETINGS = 180, 486, 596
_BAR, _TALLEST, _ROOM, _TOP = 16, 60, 660, 6
_REACH = 16
"""Drawing units: its width, the middle and widest of the bars; where sizes end, arcs begin and
meetings stand; the height of a bar, the most room for a stage and that for all; the head's
room; how far apart arcs are."""

Shape = dict[str, Any]


class _Grid(NamedTuple):
    """How far apart the stages are, and how wide a cell is."""

    pitch: float
    scale: float

    def top(self, stage: int) -> float:
        """Where the bar of a stage begins."""
        return _TOP + stage * self.pitch

    def middle(self, stage: int) -> float:
        """Where the middle of the bar of a stage is."""
        return self.top(stage) + _BAR / 2

    def width(self, cells: int) -> float:
        """How wide a map is drawn."""
        return max(1.5, cells * self.scale)


def hourglass_view(planned: Plan, title: str) -> None:
    """Draw the hourglass; a click on an upsampling layer opens the lab there."""
    found = stages(planned)
    addresses = [_lab_address(stage.opener) for stage in found]
    result = _COMPONENT(
        data=drawing(planned, title),
        key="hourglass",
        on_open_change=lambda: None,
    )
    if result.open is not None:
        address = addresses[int(result.open)]
        if address:
            st.switch_page("pages/lab.py", query_params=address)


def drawing(planned: Plan, title: str) -> dict[str, Any]:
    """Return all that is drawn: shapes in their order, each with its attributes."""
    found = stages(planned)
    broadest = max(stage.broadest for stage in found)
    grid = _Grid(min(_TALLEST, _ROOM / len(found)), _WIDEST / broadest)
    shapes = [one for number_, stage in enumerate(found) for one in _stage(grid, number_, stage)]
    shapes += [
        one for rank, arc in enumerate(_nested(planned, found)) for one in _arc(grid, rank, arc)
    ]
    shapes += list(_returned(grid, planned, len(found) - 1))
    if planned.stopped is not None:
        shapes.append(_stop(grid, planned, len(found)))
    height = grid.top(len(found)) + (24 if planned.stopped else 4)
    return {"width": _WIDTH, "height": height, "name": _name(planned, title), "shapes": shapes}


def _name(planned: Plan, title: str) -> str:
    """Say for screen readers what is drawn."""
    sizes = ", ".join(side_text(stage.last) for stage in stages(planned))
    return _("Hourglass of {title}; sizes from input to output: {sizes}", title=title, sizes=sizes)


def _stage(grid: _Grid, place: int, stage: Stage) -> Iterator[Shape]:
    """Draw a bar with its size and channels, and above it the layer that leads to it."""
    top = grid.top(place)
    role = "up" if stage.rising else "down"
    if stage.first != stage.last:
        yield _bar(grid, top, stage.first[1], f"bar {role} before")
    yield _bar(grid, top, stage.last[1], f"bar {role}")
    sizes = side_texts(*dict.fromkeys((stage.first, stage.last)))
    label = f"{' → '.join(sizes)} · {counted(stage.channels)}"
    yield _text(_LABELS, top + _BAR - 3, "size", label)
    if stage.opener is not None:
        yield _opener(grid, place, stage.opener)


def _bar(grid: _Grid, top: float, cells: int, role: str) -> Shape:
    wide = grid.width(cells)
    return {
        "tag": "rect",
        "set": {"x": _MIDDLE - wide / 2, "y": top, "width": wide, "height": _BAR, "class": role},
    }


def _opener(grid: _Grid, place: int, layer: Layer) -> Shape:
    """Name the layer between two bars; an upsampling layer is a link to the lab, where it opens."""
    middle = grid.top(place) - (grid.pitch - _BAR) / 2 + 4
    way = "↑" if layer.enlarges else "↓" if layer.reduces else "→"
    told = f"{way} {layer_words(layer)}"
    address = _lab_address(layer)
    if address is None:
        return _text(_MIDDLE, middle, "layer up" if layer.enlarges else "layer", told)
    shape = _text(_MIDDLE, middle, "layer up link", told)
    return shape | {
        "open": place,
        "href": f"lab?{urlencode(address)}",
        "about": _("Open in the lab"),
    }


def _text(x: float, y: float, role: str, text: str) -> Shape:
    return {"tag": "text", "set": {"x": x, "y": y, "class": role}, "text": text}


def _nested(planned: Plan, found: list[Stage]) -> list[Arc]:
    """Return the arcs, innermost first: each is drawn further out than those that it spans."""
    return arcs(planned, found)[::-1]


def _arc(grid: _Grid, rank: int, arc: Arc) -> Iterator[Shape]:
    """Draw a skip from bar to bar, and say where it ends how the maps meet."""
    first, last = grid.middle(arc.start), grid.middle(arc.end)
    out = _ARCS + 26 + _REACH * min(rank, 6)
    edges = [_MIDDLE + grid.width(wide) / 2 + 3 for wide in (arc.left, arc.right)]
    path = (
        f"M{edges[0]} {first} H{_ARCS} C{out} {first} {out} {last} {_ARCS} {last} H{edges[1] + 6}"
    )
    role = "arc broken" if arc.broken else "arc"
    yield {"tag": "path", "set": {"d": path, "class": role}}
    arrow = f"M{edges[1]} {last} l8 -4 l0 8 z"
    yield {"tag": "path", "set": {"d": arrow, "class": f"{role} head"}}
    worst = next((meeting for meeting in arc.meetings if meeting.broken), arc.meetings[0])
    times = f" (×{len(arc.meetings)})" if len(arc.meetings) > 1 else ""
    yield _text(
        _MEETINGS, last + 4, f"meeting{' broken' if arc.broken else ''}", met(worst) + times
    )


def met(meeting: Meeting) -> str:
    """Say in a few signs how two maps meet."""
    have, kept = side_texts(meeting.have, meeting.kept)
    if meeting.fit == "crop":
        starts = sorted(set(meeting.starts))
        return _("crop {start}", start=" · ".join(number(start) for start in starts))
    if meeting.broken:
        return f"{have} ≠ {kept}"
    if meeting.have != meeting.kept:
        return _("padded: {have} → {kept}", have=have, kept=kept)
    return f"{meeting.name} ✓"


def _returned(grid: _Grid, planned: Plan, place: int) -> Iterator[Shape]:
    """Say at the last bar that the output is not as large as it is meant to be."""
    for meeting in planned.breaks:
        if meeting.kind == "returns":
            told = " ≠ ".join(side_texts(meeting.have, meeting.kept))
            yield _text(_MEETINGS, grid.middle(place) + 4, "meeting broken", told)


def _stop(grid: _Grid, planned: Plan, place: int) -> Shape:
    layer = planned.stopped
    assert layer is not None  # asked before
    told = _(
        "✕ {layer}: not on a map of {size}",
        layer=layer_words(layer),
        size=dimensions(planned.output),
    )
    return _text(_MIDDLE, grid.top(place) + 10, "layer broken", told)


def _lab_address(layer: Layer | None) -> dict[str, str] | None:
    """Return the address of the lab for a layer; None where the lab does not go so far."""
    if layer is None or not layer.enlarges:
        return None
    try:
        return _addressed(layer)
    except ParameterError:
        return None


def _addressed(layer: Layer) -> dict[str, str] | None:
    if layer.kind == "convt":
        return lab_address(
            "transposed_convolution",
            stride=layer.stride,
            kernel_size=layer.kernel,
            padding=layer.padding[0],
            output_padding=layer.output_padding,
            dilation=layer.dilation,
        )
    if layer.kind == "up":
        places = {"coordinates": "align_corners"} if layer.corners else {}
        return lab_address(layer.mode, scale_factor=layer.factor, **places)
    if layer.kind == "shuffle":
        return lab_address("sub_pixel", upscale_factor=layer.factor)
    if layer.kind == "unpool":
        return lab_address("max_unpool", kernel_size=layer.kernel, stride=layer.stride)
    return None
