"""The step on overshoot: what negative weights do beside an edge."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import PICTURES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick
from ui.lessons.interpolation.common import LAB, NAMES, named
from ui.markdown import table
from ui.neighbours import Column, LinePane, neighbours, point_field, the_point
from ui.numbers import number, percent
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import sample
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import edge, interpolated, reach_of, ringing, small_grey, step_response

OFFERED = ("linear", "mitchell", "cubic_half", "lanczos2", "cubic", "lanczos3")
SAMPLES = ("glyphs", "cameraman", "cat", "step")
FACTOR = 4
_STEPS = 9
_SIDE = 64
_SEEN = 28
_BOUNDS = [(3 * _STEPS, 9 * _STEPS - 1)]
POINT = point_field("ringing_at", _BOUNDS, (6 * _STEPS + _STEPS // 2,))
_RANGE = (-0.2, 1.2)


class Chosen(NamedTuple):
    """An interpolator, a picture, and the output that is looked at."""

    name: str
    picture: str
    at: tuple[int, ...]

    @property
    def values(self) -> Array:
        """A piece of the picture."""
        grey = small_grey(sample(self.picture), _SIDE)
        return grey[:_SEEN, :_SEEN] if self.picture != "step" else grey[:_SEEN, 18 : 18 + _SEEN]


def controls() -> Chosen:
    """Draw the choice of a kernel and of a picture."""
    name = choice("ringing_name", _("The kernel"), named(OFFERED), "cubic")
    names = {picture: _(PICTURES[picture]) for picture in SAMPLES}
    picture = pick("ringing_picture", _("Picture"), names, SAMPLES[0], width=200)
    return Chosen(name, picture, the_point(POINT))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how far each kernel goes beyond an edge, and this one on this picture."""
    beyond = {name: percent(step_response(name).overshoot) for name in OFFERED}
    here = ringing(chosen.values, chosen.name, FACTOR)
    return {
        **beyond,
        "kernel": _(NAMES[chosen.name]),
        "below": number(here.below, 3),
        "above": number(here.above, 3),
    }


def guess() -> Guess:
    """Ask how far cubic goes beyond an edge."""
    found = [step_response(name).overshoot for name in ("linear", "mitchell", "cubic")]
    texts = [percent(share) for share in sorted(found)]
    return Guess({text: text for text in texts}, percent(step_response("cubic").overshoot))


def view(chosen: Chosen) -> None:
    """Draw an edge with the point on it, how far each kernel goes, and a picture enlarged."""
    samples = edge()
    made = interpolated(samples, chosen.name, _STEPS)
    response = step_response(chosen.name)
    note = _("beyond the edge by {share}", share=percent(response.overshoot))
    pane = LinePane(samples, made, response.curve, _RANGE, 140)
    neighbours([Column(_(NAMES[chosen.name]), note, (pane,))], POINT, chosen.at, _BOUNDS)
    left, right = st.columns((2, 3), gap="medium")
    with left:
        st.markdown(kernels_table())
    with right:
        _pictures(chosen)


def kernels_table() -> str:
    """Return how far each kernel leaves the range of an edge, as Markdown."""
    head = (_("The kernel"), _("samples"), _("beyond the edge"), _("waves beside it"))
    found = {name: step_response(name) for name in OFFERED}
    rows = [
        (_(NAMES[name]), str(reach_of(name)), percent(one.overshoot), str(one.extrema))
        for name, one in found.items()
    ]
    return table(head, rows)


def _pictures(chosen: Chosen) -> None:
    """Draw a piece of a picture, and how far it lies outside the range of its samples."""
    made = ringing(chosen.values, chosen.name, FACTOR)
    panes = [
        Pane(_("Enlarged ×{factor}", factor=FACTOR), made.output, "output"),
        Pane(
            _("Outside the range"),
            made.outside,
            window=(0.0, 0.15),
            note=_("at most {below} below, {above} above", below=number(made.below, 3),
                   above=number(made.above, 3)),
        ),
    ]  # fmt: skip
    draw_pictures(payload(panes, width=230, height=230), key="ringing_pictures")


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel on an edge."""
    method, parameters = LAB[chosen.name]
    lab_link(
        method,
        dims=1,
        size=len(edge()),
        input="step",
        scale_factor=3,
        picture=chosen.picture,
        **parameters,
    )


STEP = Step("ringing", N_("Overshoot"), controls, view, numbers, links, guess)
