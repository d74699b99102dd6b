"""The step on where to enlarge: the same five convolutions, before and after the upsampling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, notches
from ui.markdown import table
from ui.networks.hourglass import Shape, draw_shapes, text
from ui.networks.panels import short_count
from ui.networks.words import network_title
from ui.numbers import counted, number
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import (
    UPSAMPLED_LAYERS,
    Placed,
    PlacedLayer,
    multiplications_a_pixel,
    placed_upsampling,
)

SIDE = 96
"""Of the small picture."""

FACTORS = (2, 3, 4)
CHANNELS = (32, 64)
PUBLISHED = ("srcnn", "fsrcnn_3", "espcn")
"""Networks for a factor of 3 that are compared."""

_WIDTH, _NAMES, _BARS, _LONGEST = 820, 262, 274, 400
_BAR, _PITCH = 22, 36
"""Drawing units: its width, where names end and bars begin, the longest bar; the height of a bar
and from one to the next."""


class Chosen(NamedTuple):
    """Where to enlarge, by how much, and the channels in between."""

    place: int
    factor: int
    channels: int


_FIRST = Chosen(0, 4, 64)


def controls() -> Chosen:
    """Draw the choice of the place, the factor and the channels."""
    places = {0: _("first, by bicubic")}
    places |= {
        place: _("in layer {place}", place=place) for place in range(1, UPSAMPLED_LAYERS + 1)
    }
    place = notches("last_place", _("Enlarge"), places, _FIRST.place, width=330)
    factor = choice("last_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    return Chosen(place, factor, choice("last_channels", _("Channels"), CHANNELS, _FIRST.channels))


@shared
def _placed(chosen: Chosen) -> Placed:
    return placed_upsampling(chosen.factor, chosen.place, chosen.channels, SIDE)


def _less(chosen: Chosen) -> float:
    """Return how many times fewer multiplications there are than with the upsampling first."""
    return _placed(chosen._replace(place=0)).multiplications / _placed(chosen).multiplications


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return costs and receptive fields, at first and as chosen."""
    last = _FIRST._replace(place=UPSAMPLED_LAYERS)
    now, end = _placed(chosen), chosen._replace(place=UPSAMPLED_LAYERS)
    return {
        "factor": _FIRST.factor,
        "square": _FIRST.factor**2,
        "layers": UPSAMPLED_LAYERS,
        "times": number(_less(last), 2),
        "sees_first": _placed(_FIRST).sees,
        "sees_last": _placed(last).sees,
        "maps": number(_placed(_FIRST).largest_map / _placed(last).largest_map, 2),
        "place_now": chosen.place,
        "factor_now": chosen.factor,
        "total_now": short_count(now.multiplications),
        "end_now": short_count(_placed(end).multiplications),
        "times_now": number(_less(end) / _less(chosen), 2),
        "large_now": sum(layer.large for layer in now.layers),
    }


def guess() -> Guess:
    """Ask how many times fewer multiplications there are with the upsampling last."""
    right = round(_less(_FIRST._replace(place=UPSAMPLED_LAYERS)))
    offered = sorted({1, _FIRST.factor, right, _FIRST.factor**3})
    words = {times: _("{times} times fewer", times=times) for times in offered}
    return Guess(words | {1: _("as many")}, right)


def view(chosen: Chosen) -> None:
    """Draw what each layer multiplies, and what is published."""
    draw_shapes(_drawing(chosen), "last_bars")
    st.markdown(_together(chosen))
    st.caption(
        _(
            "Blue: at the resolution of the small picture, {side} × {side}. Green: at that of the "
            "large one. The lengths of the bars are multiplications.",
            side=SIDE,
        )
    )
    _published()


def _drawing(chosen: Chosen) -> dict[str, Any]:
    """Return a bar for each layer, as long as it has multiplications."""
    placed, first = _placed(chosen), _placed(chosen._replace(place=0))
    scale = _LONGEST / max(layer.multiplications for layer in first.layers)
    shapes = [
        one
        for place, layer in enumerate(placed.layers)
        for one in _bar(place, layer, chosen.factor, scale)
    ]
    name = _("Multiplications of each layer, from input to output")
    return {
        "width": _WIDTH,
        "height": len(placed.layers) * _PITCH,
        "name": name,
        "shapes": shapes,
        "kind": "bars",
    }


def _together(chosen: Chosen) -> str:
    """Say what all layers take together, and what an output depends on."""
    placed, first = _placed(chosen), _placed(chosen._replace(place=0))
    told = _(
        "Together {total}: {share}% of what enlarging first takes. An output depends on {sees} × "
        "{sees} pixels of the small picture.",
        total=short_count(placed.multiplications),
        share=number(placed.multiplications / first.multiplications * 100, 2),
        sees=placed.sees,
    )
    return f"**{told}**"


def _bar(place: int, layer: PlacedLayer, factor: int, scale: float) -> Iterator[Shape]:
    top = place * _PITCH + 4
    channels = f"{counted(layer.channels_before)} → {counted(layer.channels)}"
    side = f"{layer.side} × {layer.side}"
    middle = top + _BAR / 2 + 5
    yield text(_NAMES, middle, "name", f"{place + 1} · 3 × 3, {channels} · {side}")
    wide = max(1.5, layer.multiplications * scale)
    colour = "bar up" if layer.large else "bar down"
    yield {
        "tag": "rect",
        "set": {"x": _BARS, "y": top, "width": wide, "height": _BAR, "class": colour},
    }
    count = short_count(layer.multiplications)
    if layer.enlarges:
        count += "  ↑ " + _("pixel shuffle ×{number}", number=factor)
    yield text(_BARS + wide + 8, middle, "meeting", count)


def _published() -> None:
    """Draw the table of published networks for a factor of 3."""
    head = (_("Published, ×3"), _("Enlarges"), _("Weights"), _("Products per pixel"))
    where = {
        "srcnn": _("first: bicubic"),
        "fsrcnn_3": _("last: transposed convolution"),
        "espcn": _("last: pixel shuffle"),
    }
    rows = []
    for name in PUBLISHED:
        cost = multiplications_a_pixel(name)
        rows.append(
            (network_title(name), where[name], counted(cost.weights), number(cost.multiplications))
        )
    st.markdown(table(head, rows, words=2))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the layer that enlarges."""
    if chosen.place == 0:
        lab_link("bicubic", scale_factor=chosen.factor)
    else:
        lab_link("sub_pixel", upscale_factor=chosen.factor)


STEP = Step("last", N_("Why last"), controls, view, numbers, links, guess, ("channel",))
