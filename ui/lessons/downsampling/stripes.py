"""The step on stripes: a wave in two dimensions, folded down and across, and its spectra."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.numbers import listed, number
from ui.picture_panes import Pane, draw_pictures, payload, spectrum_pane
from ui.words import N_, _
from upsample_core.lessons import (
    FINEST_STEP,
    FoldedStripes,
    fold_stripes,
    lasting_waves,
    vanishing_waves,
)

LEANS = {
    "same": N_("lean to the same side"),
    "other": N_("lean to the other side"),
    "both": N_("lean to both sides at once"),
    "straight": N_("run straight"),
    "none": N_("are gone"),
}
"""What the stripes that are seen do."""

_FIRST = (0.45, 0.1, 2)


class Chosen(NamedTuple):
    """Stripes by their frequencies down and across, and how many times smaller they become."""

    down: float
    across: float
    stride: int

    @property
    def found(self) -> FoldedStripes:
        """The stripes and what is kept of them."""
        return fold_stripes(*self)


def controls() -> Chosen:
    """Draw the choice of stripes and of the stride."""
    down, across = (
        slider(f"stripes_{name}", label, 0.0, 0.5, start, FINEST_STEP, width=240)
        for name, label, start in (
            ("down", _("Down: cycles per pixel"), _FIRST[0]),
            ("across", _("Across: cycles per pixel"), _FIRST[1]),
        )
    )
    return Chosen(down, across, choice("stripes_stride", _("Stride S"), (2, 3, 4), _FIRST[2]))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the stripes of the prediction, and which waves last and vanish here."""
    first = Chosen(*_FIRST)
    return {
        "down": number(first.down),
        "across": number(first.across),
        "seen_down": number(first.found.down),
        "seen_across": number(first.found.across),
        "stride": chosen.stride,
        "limit": number(lasting_waves(chosen.stride)),
        "vanishing": listed((0, *vanishing_waves(chosen.stride))),
        "lean": _(LEANS[chosen.found.lean]),
    }


def guess() -> Guess:
    """Ask where the stripes lean that one sees."""
    options = {lean: _(LEANS[lean]) for lean in ("same", "other", "straight", "none")}
    return Guess(options, Chosen(*_FIRST).found.lean)


def view(chosen: Chosen) -> None:
    """Draw the stripes and what is kept of them, with the spectra of both."""
    found = chosen.found
    every = _("1 pixel of {count} kept", count=chosen.stride**2)
    panes = [Pane(_("Stripes"), found.picture, "input"), Pane(every, found.kept, "output")]
    spectra = [
        spectrum_pane(_("Their spectrum"), found.part, "input"),
        spectrum_pane(_("Spectrum, kept"), found.kept_part, "output"),
    ]
    left, right = st.columns([6, 5], gap="small")
    with left:
        draw_pictures(payload(panes, width=180, height=240), key="stripes_pictures")
    with right:
        draw_pictures(payload(spectra, width=180, height=240), key="stripes_spectra")
    st.markdown(
        _(
            "Down {down} and across {across} cycles per pixel; seen as **{seen_down}** and "
            "**{seen_across}** per kept pixel: the stripes **{lean}**.",
            down=number(chosen.down),
            across=number(chosen.across),
            seen_down=number(found.down),
            seen_across=number(found.across),
            lean=_(LEANS[found.lean]),
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with decimation of a picture, in its spectrum."""
    lab_link("decimate", picture="brick", stride=chosen.stride, view="spectrum")


STEP = Step(
    "stripes", N_("Stripes"), controls, view, numbers, links, guess, ("frequency", "spectrum")
)
