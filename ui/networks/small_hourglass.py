"""A small hourglass, to stand beside others: sizes, bars and skips, without the layers' names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ui.networks.hourglass import Shape, text
from ui.networks.stages import Arc, Stage, arcs, stages
from ui.networks.words import layer_words, side_text
from ui.numbers import number
from ui.words import _
from upsample_core.networks import Plan

_WIDTH, _MIDDLE, _WIDEST, _LABELS = 336, 158, 120, 90
_ARCS, _SIGNS = 228, 274
_BAR, _PITCH, _TOP = 15, 29, 4
_REACH = 9
"""Drawing units: its width, the middle and widest of the bars, where sizes end; where arcs begin
and their signs stand; the height of a bar and from one to the next; the head's room; how far apart
arcs are."""


def small_drawing(planned: Plan, title: str, rows: int) -> dict[str, Any]:
    """Return all that is drawn, as `ui.networks.hourglass.drawing` does, as high as some rows."""
    found = stages(planned)
    scale = _WIDEST / max(stage.broadest for stage in found)
    shapes = [text(_LABELS, _middle(-1) + 5, "size", side_text(planned.size))]
    shapes.append(_bar(-1, planned.size[1] * scale, "bar input", _("Input")))
    shapes += [one for place, stage in enumerate(found) for one in _stage(place, stage, scale)]
    nested = arcs(planned, found)[::-1]
    shapes += [one for rank, arc in enumerate(nested) for one in _arc(rank, arc, scale)]
    sizes = ", ".join(side_text(stage.last) for stage in found)
    told = _("Hourglass of {title}; sizes from input to output: {sizes}", title=title, sizes=sizes)
    height = _TOP + _PITCH * rows
    return {"width": _WIDTH, "height": height, "name": told, "shapes": shapes, "kind": "small"}


def rows_of(planned: Plan) -> int:
    """Return how many rows a plan takes: its stages, below its input."""
    return 1 + len(stages(planned))


def _middle(place: int) -> float:
    return _TOP + (place + 1) * _PITCH + _BAR / 2  # below the input


def _stage(place: int, stage: Stage, scale: float) -> Iterator[Shape]:
    """Draw a bar with its size; what led to it is read under the pointer."""
    role = "bar up" if stage.rising else "bar down"
    about = layer_words(stage.opener) if stage.opener else _("The first layers")
    yield _bar(place, stage.last[1] * scale, role, about)
    yield text(_LABELS, _middle(place) + 5, "size", side_text(stage.last))


def _bar(place: int, width: float, role: str, about: str) -> Shape:
    wide = max(1.5, width)
    bar = {"x": _MIDDLE - wide / 2, "y": _middle(place) - _BAR / 2, "width": wide, "height": _BAR}
    return {"tag": "rect", "set": bar | {"class": role}, "about": about}


def _arc(rank: int, arc: Arc, scale: float) -> Iterator[Shape]:
    """Draw a skip from bar to bar, and with a sign how the maps meet."""
    first, last = _middle(arc.start), _middle(arc.end)
    out = _ARCS + 12 + _REACH * min(rank, 4)
    edges = [_MIDDLE + max(1.5, wide * scale) / 2 + 3 for wide in (arc.left, arc.right)]
    path = (
        f"M{edges[0]} {first} H{_ARCS} C{out} {first} {out} {last} {_ARCS} {last} H{edges[1] + 6}"
    )
    role = "arc broken" if arc.broken else "arc"
    yield {"tag": "path", "set": {"d": path, "class": role}}
    arrow = f"M{edges[1]} {last} l8 -4 l0 8 z"
    yield {"tag": "path", "set": {"d": arrow, "class": f"{role} head"}}
    role = "meeting broken" if arc.broken else "meeting"
    yield text(_SIGNS, last + 5, role, _sign(arc))


def _sign(arc: Arc) -> str:
    worst = next((meeting for meeting in arc.meetings if meeting.broken), arc.meetings[0])
    if worst.fit == "crop":
        starts = sorted(set(worst.starts))
        return ("✕ " if worst.broken else "✂ ") + " · ".join(number(start) for start in starts)
    if worst.broken:
        return "✕"
    return "✓" if worst.have == worst.kept else "+"
