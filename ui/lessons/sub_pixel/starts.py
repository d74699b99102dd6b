"""The step on starts: independent filters, and filters that begin alike."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, slider, translated
from ui.lessons.checkerboard.pictures import score_text
from ui.lessons.sub_pixel.common import FACTORS, colour, picture_control
from ui.numbers import number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import STARTS, Start, sub_pixel_start

SIDE = 48
TITLES = {
    "independent": N_("Independent filters"),
    "icnr": N_("ICNR: repeated"),
    "tiled": N_("Tiled"),
}


class Chosen(NamedTuple):
    """How the filters begin, the factor, how far each has moved since, a picture and a seed."""

    start: str
    factor: int
    drift: float
    picture: str
    seed: int


_FIRST = Chosen("independent", 2, 0.0, "cat", 0)


def controls() -> Chosen:
    """Draw the choice of a start, the factor, the drift, a picture and a seed."""
    start = choice("starts_start", _("The filters begin"), translated(TITLES), _FIRST.start)
    factor = choice("starts_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    drift = slider("starts_drift", _("How far training moved each"), 0.0, 0.1, 0.0, 0.01, width=220)
    picture = picture_control("starts_picture")
    return Chosen(start, factor, drift, picture, field("starts_seed", _("Seed"), 0, 9999, 0, 100))


@shared
def _found(chosen: Chosen) -> Start:
    picture = colour(chosen.picture, SIDE)
    return sub_pixel_start(picture, chosen.start, chosen.factor, chosen.drift, chosen.seed)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the scores and differences of every start, at first and with the drift chosen."""
    first = {start: _found(_FIRST._replace(start=start)) for start in STARTS}
    now = {start: _found(chosen._replace(start=start)) for start in STARTS}
    moved = _found(chosen._replace(start="icnr", drift=0.05))
    return {
        "filters": _FIRST.factor**2,
        "factor": _FIRST.factor,
        "independent": score_text(first["independent"].score),
        "icnr": score_text(first["icnr"].score),
        "difference": number(first["icnr"].difference),
        "drift": number(0.05),
        "moved": score_text(moved.score),
        "tiled": number(first["tiled"].difference),
        "icnr_now": score_text(now["icnr"].score),
        "tiled_now": score_text(now["tiled"].score),
        "independent_now": score_text(now["independent"].score),
    }


def guess() -> Guess:
    """Ask what an ICNR start equals."""
    names = {
        "nearest": _("convolution, then nearest"),
        "bilinear": _("convolution, then bilinear"),
        "zeros": _("a layer of zeros"),
    }
    alike = _found(_FIRST._replace(start="icnr")).difference == 0
    return Guess(names, "nearest" if alike else "zeros")


def view(chosen: Chosen) -> None:
    """Draw what the layer makes of a picture, beside convolution then nearest."""
    found = _found(chosen)
    told = _(
        "artifact score {score}, differs by at most {difference}",
        score=score_text(found.score),
        difference=number(found.difference, 2),
    )
    panes = [
        Pane(_("Input"), colour(chosen.picture, SIDE), "input"),
        Pane(_(TITLES[chosen.start]), found.output, "output", note=told),
        Pane(_("Convolution, then nearest"), found.nearest, "output"),
    ]
    draw_pictures(payload(panes, detail=96, width=280, height=300), key="starts_pictures")
    st.caption(
        _(
            "Artifact score: the share of the energy at multiples of 1/r beyond that of "
            "convolution, then nearest."
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this start."""
    kernel = "icnr" if chosen.start == "icnr" else "random"
    lab_link("sub_pixel", upscale_factor=chosen.factor, kernel=kernel, picture=chosen.picture)


STEP = Step("starts", N_("How filters begin"), controls, view, numbers, links, guess, ("icnr",))
