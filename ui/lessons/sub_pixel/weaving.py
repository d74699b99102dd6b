"""The step on weaving: r² small maps become one picture, map by map."""

from __future__ import annotations

from typing import NamedTuple

from ui.grids import BREAK, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.lessons.sub_pixel.common import (
    FACTORS,
    cell_names,
    coloured,
    grey,
    picture_control,
)
from ui.numbers import dimensions
from ui.picture_panes import Pane, draw_pictures, payload
from ui.words import N_, _
from upsample_core.lessons import weave_cells, weave_picture

SIDE = 60
_CELLS = (2, 3)
"""Of each small map in the coloured grid."""


class Chosen(NamedTuple):
    """The factor, how many maps are woven, and a picture."""

    factor: int
    woven: int
    picture: str


_FIRST = Chosen(2, 2, "cat")


def controls() -> Chosen:
    """Draw the choice of the factor, of how many maps are woven, and of a picture."""
    factor = choice("weave_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    label = _("Maps woven")
    most = float(factor * factor)
    count = slider(f"weave_count_{factor}", label, 0.0, most, float(_FIRST.woven), 1.0, width=260)
    return Chosen(factor, int(count), picture_control("weave_picture"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many maps there are at first, where channels go, and the sizes."""
    factor, small = chosen.factor, SIDE // chosen.factor
    return {
        "factor": _FIRST.factor,
        "maps": _FIRST.factor**2,
        "small": dimensions((SIDE // _FIRST.factor,) * 2),
        "large": dimensions((SIDE,) * 2),
        "factor_now": factor,
        "maps_now": factor**2,
        "small_now": dimensions((small, small)),
        "count": chosen.woven,
        "missing": factor**2 - chosen.woven,
        "last": factor**2 - 1,
        "offset": f"({factor - 1}, {factor - 1})",
    }


def guess() -> Guess:
    """Ask how many maps a picture twice as large is woven from."""
    factor = _FIRST.factor
    offered = (factor, factor**2, 2 * factor**2)
    return Guess({count: str(count) for count in offered}, factor**2)


def view(chosen: Chosen) -> None:
    """Draw coloured cells, and a photograph, as far as they are woven."""
    factor = chosen.factor
    cells = weave_cells(_CELLS, factor, chosen.woven)
    whole = weave_cells(_CELLS, factor, factor**2)
    cell, maps = 2.0 if factor == 2 else 1.6, []
    for channel in range(factor**2):
        own = (slice(channel // factor, None, factor), slice(channel % factor, None, factor))
        title = _("Map {channel}", channel=channel)
        channels, pixels = whole.channels[own], whole.pixels[own]
        maps.append(coloured(title, channels, cell_names(channels, pixels), factor, cell=cell))
    woven = coloured(
        _("Woven"),
        cells.channels,
        cell_names(cells.channels, cells.pixels),
        factor,
        cell=cell,
    )
    draw_grids(*maps, *((BREAK,) if factor > 2 else ()), "→", woven)
    _pictures(chosen)


def _pictures(chosen: Chosen) -> None:
    found = weave_picture(grey(chosen.picture, SIDE), chosen.factor, chosen.woven)
    small, every = dimensions((SIDE // chosen.factor,) * 2), chosen.factor**2
    beside = _("{count} maps of {size}", count=every, size=small)
    woven = _("Woven: {count} of {all}", count=chosen.woven, all=every)
    panes = [Pane(beside, found.beside, "input"), Pane(woven, found.woven, "output")]
    draw_pictures(payload(panes, width=300, height=240), key="weave_pictures")


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this factor."""
    lab_link("sub_pixel", size=3, upscale_factor=chosen.factor, kernel_size=3)


STEP = Step(
    "weaving",
    N_("Weaving"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("channel", "pixel_shuffle"),
)
