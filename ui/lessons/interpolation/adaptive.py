"""The step on adapting to the picture: an edge that one turns, enlarged in four ways."""

from __future__ import annotations

from typing import NamedTuple

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider, translated
from ui.numbers import decibels, number
from ui.picture_panes import Pane, draw_pictures, payload, regions_pane
from ui.words import N_, _
from upsample_core.lessons import (
    NewPixel,
    TurnedEdge,
    gains_by_angle,
    new_pixel,
    turned_edge,
)

TITLES = {
    "bilinear": N_("Bilinear"),
    "bicubic": N_("Bicubic"),
    "edge_directed": N_("Edge-directed"),
    "region_based": N_("Region-based"),
}
"""What the ways are called."""

SOFTNESS = (0.3, 0.6, 1.0)
SCENES = {"texture": N_("With texture"), "edge": N_("The edge alone")}
_START = (20.0, SOFTNESS[0])
_ACROSS = 36
"""Pixels that are seen across at first."""


class Chosen(NamedTuple):
    """The angle of the edge, how soft it is, and what stands beside it."""

    angle: float
    softness: float
    scene: str

    @property
    def textured(self) -> bool:
        """Whether the light side carries a texture."""
        return self.scene == "texture"

    @property
    def edge(self) -> TurnedEdge:
        """The picture, what is left of it, and what each way makes of that."""
        return turned_edge(self.angle, self.softness, self.textured)


def controls() -> Chosen:
    """Draw the angle, the softness, and the choice of what stands beside the edge."""
    label = _("Angle of the edge")
    angle = slider("adaptive_angle", label, 0.0, 90.0, _START[0], 5.0, width=260, format="%d°")
    softness = choice("adaptive_softness", _("Softness, pixels"), SOFTNESS, _START[1])
    scene = choice("adaptive_scene", _("Beside the edge"), translated(SCENES), "texture")
    return Chosen(angle, softness, scene)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the decibels at the start, and at which angles the edge alone gains most and least."""
    textured = turned_edge(*_START, textured=True)
    gained = gains_by_angle(chosen.softness, textured=False)
    most, least = max(gained, key=gained.__getitem__), min(gained, key=gained.__getitem__)
    here = chosen.edge
    smallest, largest = new_pixel(here).extremes
    return {
        **{way: decibels(textured.decibels[way]) for way in TITLES},
        "start": number(_START[0]),
        "right": translated(TITLES)[textured.best],
        "softness": number(chosen.softness),
        "most": most,
        "most_gain": decibels(gained[most]),
        "least": least,
        "least_gain": decibels(gained[least]),
        "angle": number(chosen.angle),
        "best": translated(TITLES)[here.best],
        "largest": number(largest, 2),
        "smallest": number(smallest, 2),
    }


def guess() -> Guess:
    """Ask which way comes closest to the original, with texture beside the edge."""
    return Guess(translated(TITLES), turned_edge(*_START, textured=True).best)


def view(chosen: Chosen) -> None:
    """Draw the picture enlarged in four ways, the class map, and how one new pixel is made."""
    edge = chosen.edge
    panes = [Pane(_("Every second pixel"), edge.small, "input")]
    panes += [
        Pane(f"{title}, {decibels(edge.decibels[way])}", edge.results[way], "output")
        for way, title in translated(TITLES).items()
    ]
    panes.append(regions_pane(_("Class map"), edge.regions))
    draw_pictures(payload(panes, detail=_ACROSS, width=140, height=196), key="adaptive_pictures")
    _draw_pixel(new_pixel(edge))


def _draw_pixel(pixel: NewPixel) -> None:
    """Draw the four neighbours of one new pixel, their weights, and what comes of it."""
    outcomes = (_("weighted"), _("their mean"), _("original"))
    place = _("row {row}, column {column}", row=pixel.place[0], column=pixel.place[1])
    draw_grids(
        Grid(_("Four neighbours"), pixel.neighbours, "input", place, reach=1.0),
        "·",
        Grid(_("Weights along the edge"), pixel.weights, "kernel", "", reach=1.0),
        "=",
        Grid(_("New pixel"), pixel.outcomes, "output", "", columns=outcomes, reach=1.0, cell=5),
    )


def links(chosen: Chosen) -> None:
    """Draw the links to the lab with a piece of this edge."""
    values = chosen.edge.small[10:22, 10:22].round(2)
    lab_link("edge_directed", _("Edge-directed in the lab"), input="custom", values=values)
    lab_link("region_based", _("Region-based in the lab"), input="custom", values=values)


STEP = Step(
    "adaptive",
    N_("Content-adaptive"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("decibel",),
    ahead={"adaptive_softness": SOFTNESS},
)
