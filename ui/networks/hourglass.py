"""The hourglass: every resolution a bar as wide as its map, skips as arcs at the right.

Here only is said what stands where; `assets/networks/hourglass.js` puts it into the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ui.component import component
from ui.lab.link import lab_address
from ui.networks.stages import Arc, Stage, arcs, stages
from ui.networks.words import layer_words, side_text, side_texts
from ui.numbers import counted, dimensions, number
from ui.words import _
from upsample_core import ParameterError
from upsample_core.networks import Layer, Meeting, Plan

_ASSETS = Path(__file__).parents[2] / "assets" / "networks"
_COMPONENT = component("hourglass", _ASSETS / "hourglass.js", _ASSETS / "hourglass.css")

_WIDTH, _MIDDLE, _WIDEST = 720, 330, 284
_LABELS, _ARCS = 180, 486
_BAR, _TALLEST, _ROOM, _TOP = 16, 60, 660, 6
_REACH = 16
"""Drawing units: its width, the middle and widest of the bars; where sizes end and arcs begin; the
height of a bar, the most room for a stage and that for all; the head's
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


def draw_shapes(data: dict[str, Any], key: str) -> None:
    """Draw shapes: a small hourglass, or bars; those with an address lead there."""
    _COMPONENT(data=data, key=key)


def hourglass_view(planned: Plan, title: str) -> None:
    """Draw the hourglass; a click on an upsampling layer opens the lab there."""
    draw_shapes(drawing(planned, title), "hourglass")


def drawing(planned: Plan, title: str) -> dict[str, Any]:
    """Return all that is drawn: shapes in their order, each with its attributes."""
    found = stages(planned)
    broadest = max(stage.broadest for stage in found)
    grid = _Grid(min(_TALLEST, _ROOM / len(found)), _WIDEST / broadest)
    drawn = enumerate(zip(found, _addresses(found), strict=True))
    shapes = [one for place, led in drawn for one in _stage(grid, place, *led)]
    nested = _nested(planned, found)
    beside = _meetings(len(nested))
    shapes += [one for rank, arc in enumerate(nested) for one in _arc(grid, rank, arc, beside)]
    shapes += list(_returned(grid, planned, len(found) - 1, beside))
    if planned.stopped is not None:
        shapes.append(_stop(grid, planned, len(found)))
    height = grid.top(len(found)) + (24 if planned.stopped else 4)
    return {"width": _WIDTH, "height": height, "name": _name(planned, title), "shapes": shapes}


def _name(planned: Plan, title: str) -> str:
    """Say for screen readers what is drawn."""
    sizes = ", ".join(side_text(stage.last) for stage in stages(planned))
    return _("Hourglass of {title}; sizes from input to output: {sizes}", title=title, sizes=sizes)


def _stage(
    grid: _Grid, place: int, stage: Stage, address: dict[str, str] | None
) -> Iterator[Shape]:
    """Draw a bar with its size and channels, and above it the layer that leads to it."""
    top = grid.top(place)
    role = "up" if stage.rising else "down"
    if stage.first != stage.last:
        yield _bar(grid, top, stage.first[1], f"bar {role} before")
    yield _bar(grid, top, stage.last[1], f"bar {role}")
    sizes = side_texts(*dict.fromkeys((stage.first, stage.last)))
    label = f"{' → '.join(sizes)} · {counted(stage.channels)}"
    yield text(_LABELS, top + _BAR - 3, "size", label)
    if stage.opener is not None:
        yield _opener(grid, place, stage.opener, address)


def _bar(grid: _Grid, top: float, cells: int, role: str) -> Shape:
    wide = grid.width(cells)
    return {
        "tag": "rect",
        "set": {"x": _MIDDLE - wide / 2, "y": top, "width": wide, "height": _BAR, "class": role},
    }


def _opener(grid: _Grid, place: int, layer: Layer, address: dict[str, str] | None) -> Shape:
    """Name the layer between two bars; an upsampling layer is a link to the lab, where it opens."""
    middle = grid.top(place) - (grid.pitch - _BAR) / 2 + 4
    way = "↑" if layer.enlarges else "↓" if layer.reduces else "→"
    told = f"{way} {layer_words(layer)}"
    if address is None:
        return text(_MIDDLE, middle, "layer up" if layer.enlarges else "layer", told)
    shape = text(_MIDDLE, middle, "layer up link", told)
    return shape | {"href": f"lab?{urlencode(address)}", "about": _("Open in the lab")}


def text(x: float, y: float, role: str, told: str) -> Shape:
    """Return a text that stands where its role says: its end, middle or beginning at x."""
    return {"tag": "text", "set": {"x": x, "y": y, "class": role}, "text": told}


def _nested(planned: Plan, found: list[Stage]) -> list[Arc]:
    """Return the arcs, innermost first: each is drawn further out than those that it spans."""
    return arcs(planned, found)[::-1]


def _bent(rank: int) -> int:
    """Return how far an arc is pulled out; three quarters of that is how far it goes."""
    return 26 + _REACH * min(rank, 6)


def _meetings(count: int) -> float:
    """Return where it is said how maps meet: beside the outermost arc."""
    return _ARCS + 0.75 * _bent(max(count - 1, 0)) + 14


def _arc(grid: _Grid, rank: int, arc: Arc, beside: float) -> Iterator[Shape]:
    """Draw a skip from bar to bar, and say where it ends how the maps meet."""
    first, last = grid.middle(arc.start), grid.middle(arc.end)
    out = _ARCS + _bent(rank)
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
    yield text(beside, last + 4, f"meeting{' broken' if arc.broken else ''}", met(worst) + times)


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


def _returned(grid: _Grid, planned: Plan, place: int, beside: float) -> Iterator[Shape]:
    """Say at the last bar that the output is not as large as it is meant to be."""
    for meeting in planned.breaks:
        if meeting.kind == "returns":
            told = " ≠ ".join(side_texts(meeting.have, meeting.kept))
            yield text(beside, grid.middle(place) + 4, "meeting broken", told)


def _stop(grid: _Grid, planned: Plan, place: int) -> Shape:
    layer = planned.stopped
    assert layer is not None  # asked before
    told = _(
        "✕ {layer}: not on a map of {size}",
        layer=layer_words(layer),
        size=dimensions(planned.output),
    )
    return text(_MIDDLE, grid.top(place) + 10, "layer broken", told)


def all_open(planned: Plan) -> bool:
    """Whether every upsampling layer that is named opens in the lab."""
    found = stages(planned)
    named = zip(found, _addresses(found), strict=True)
    return all(
        address or stage.opener is None or not stage.opener.enlarges for stage, address in named
    )


def _addresses(found: list[Stage]) -> list[dict[str, str] | None]:
    """Return for each stage the address of the lab for the layer that leads to it, if any."""
    before = [found[0], *found]
    return [
        layer_address(stage.opener, round(stage.last[1] / last.last[1]))
        for last, stage in zip(before, found, strict=False)
    ]


def layer_address(layer: Layer | None, factor: int = 1) -> dict[str, str] | None:
    """Return the address of the lab for a layer; None where the lab does not go so far.

    `factor` says about how many times larger a map becomes that is resized to a kept one.
    """
    if layer is None or not layer.enlarges:
        return None
    try:
        return _addressed(replace(layer, factor=factor) if layer.kind == "resize" else layer)
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
    if layer.kind in ("up", "resize"):
        places = {"coordinates": "align_corners"} if layer.corners else {}
        return lab_address(layer.mode, scale_factor=layer.factor, **places)
    if layer.kind == "shuffle":
        return lab_address("sub_pixel", upscale_factor=layer.factor)
    if layer.kind == "unpool":
        return lab_address("max_unpool", kernel_size=layer.kernel, stride=layer.stride)
    return None
