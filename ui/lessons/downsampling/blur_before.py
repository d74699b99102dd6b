"""The step on a blur before: what it keeps out of the smaller picture, and what it costs."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.charts import draw_chart
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.lessons.downsampling.figures import errors_figure
from ui.lessons.downsampling.pictures import grey, levels_text, picture_control
from ui.numbers import number, tenths
from ui.picture_panes import Pane, draw_pictures, payload, spectrum_pane
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import MAX_SIGMA, BlurCurves, Kept, blur_curves, keep_blurred

_PICTURE, _STRIDE = "zone_plate", 4
_SIGNED = (-0.5, 0.5)


class Chosen(NamedTuple):
    """A picture, how many times smaller it becomes, and the blur before in pixels."""

    picture: str
    stride: int
    sigma: float


def controls() -> Chosen:
    """Draw the choice of a picture, of the stride and of the blur."""
    picture = picture_control("blur_picture", _PICTURE)
    stride = choice("blur_stride", _("Stride S"), (2, 3, 4), _STRIDE)
    sigma = slider("blur_sigma", _("Blur before: σ, pixels"), 0.0, MAX_SIGMA, 0.0, 0.1, width=320)
    return Chosen(picture, stride, sigma)


@shared
def curves(picture: str, stride: int) -> BlurCurves:
    """Return the errors of a picture over the blur."""
    return blur_curves(grey(picture), stride)


@shared
def _kept(chosen: Chosen) -> Kept:
    return keep_blurred(grey(chosen.picture), chosen.stride, chosen.sigma)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the errors of the zone plate at three blurs, and the best blur for this picture."""
    plate = curves(_PICTURE, _STRIDE)
    here, now = curves(chosen.picture, chosen.stride), _kept(chosen)
    return {
        "none": tenths(plate.error[0]),
        "least": tenths(plate.error.min()),
        "most": tenths(plate.error[-1]),
        "best": number(plate.best),
        "first_stride": _STRIDE,
        "stride": chosen.stride,
        "best_here": number(here.best),
        "least_here": tenths(here.error.min()),
        "none_here": tenths(here.error[0]),
        "sigma": number(chosen.sigma),
        "false": tenths(now.false_levels),
        "lost": tenths(now.lost_levels),
    }


def guess() -> Guess:
    """Ask with which blur the small zone plate is nearest to what it can truly show."""
    best = curves(_PICTURE, _STRIDE).best
    options = {
        0.0: _("no blur"),
        best: f"σ = {number(best)}",
        MAX_SIGMA: f"σ = {number(MAX_SIGMA)}",
    }
    return Guess(options, best)


def view(chosen: Chosen) -> None:
    """Draw what is blurred, what is kept and what of it is false; their spectra; the errors."""
    kept = _kept(chosen)
    every = _("1 pixel of {count} kept", count=chosen.stride**2)
    panes = [
        Pane(_("Blurred"), kept.blurred, "input"),
        Pane(every, kept.picture, "output"),
        Pane(_("The ideal"), kept.ideal, "output", note=_("the coarse part alone")),
        Pane(_("False in it"), kept.false, "output", _SIGNED, note=levels_text(kept.false_levels)),
    ]
    draw_pictures(payload(panes, width=200, height=200), key="blur_pictures")
    left, right = st.columns(2, gap="small")
    with left:
        spectra = [
            spectrum_pane(_("Spectrum, blurred"), kept.blurred, "input", side=192),
            spectrum_pane(_("Spectrum, kept"), kept.picture, "output", side=192),
        ]
        draw_pictures(payload(spectra, width=150, height=192), key="blur_spectra")
    with right:
        _errors(chosen)


def _errors(chosen: Chosen) -> None:
    found = curves(chosen.picture, chosen.stride)
    draw_chart(
        errors_figure(
            found.sigmas,
            {_("False"): found.false, _("Lost"): found.lost, _("Together"): found.error},
            _("σ of the blur, pixels; errors in grey levels of 255"),
            (chosen.sigma, found.best),
            _("least"),
        ),
        key="blur_errors",
        alt=_("What is false, what is lost and both together, over the blur"),
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the blur that goes with this stride."""
    lab_link(
        "decimate",
        picture=chosen.picture,
        stride=chosen.stride,
        antialias=chosen.sigma > 0,
        view="spectrum",
    )


STEP = Step(
    "blur_before", N_("A blur before"), controls, view, numbers, links, guess, ("spectrum",)
)
