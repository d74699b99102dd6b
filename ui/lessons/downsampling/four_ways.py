"""The step on four ways to make a picture smaller, beside one another."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.downsampling.pictures import grey, picture_control
from ui.markdown import table
from ui.numbers import number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import Smaller, every_way_down, whole_ring_sets

STRIDES = (2, 3, 4)
_STRIDE = 4
_MADE_FROM = {
    "average_pool": N_("the mean of {count} pixels"),
    "max_pool": N_("the largest of {count} pixels"),
    "strided_convolution": N_("{count} weights; here a Gaussian"),
    "decimate": N_("one pixel, the others unseen"),
}
"""What each pixel of a smaller picture is, by the names of the ways."""


class Chosen(NamedTuple):
    """A picture, and how many times smaller it becomes."""

    picture: str
    stride: int


def controls() -> Chosen:
    """Draw the choice of a picture and of the stride."""
    picture = picture_control("four_ways_picture", "zone_plate")
    return Chosen(picture, choice("four_ways_stride", _("Stride S"), STRIDES, _STRIDE, "stride"))


@shared
def smaller(chosen: Chosen) -> dict[str, Smaller]:
    """Return the picture made smaller in every way."""
    return every_way_down(grey(chosen.picture), chosen.stride)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many sets of rings decimation leaves, and how bright this picture becomes."""
    means = {name: number(one.mean, 3) for name, one in smaller(chosen).items()}
    return {
        "stride": _STRIDE,
        "rings": whole_ring_sets(_STRIDE),
        "before": number(_before(chosen), 3),
        **means,
    }


def guess() -> Guess:
    """Ask how many whole sets of rings are seen in a decimated zone plate."""
    sets = sorted({1, _STRIDE, whole_ring_sets(_STRIDE), _STRIDE**2})
    return Guess({count: str(count) for count in sets}, whole_ring_sets(_STRIDE))


def view(chosen: Chosen) -> None:
    """Draw the picture, what each way makes of it, and how bright it is then."""
    left, right = st.columns([21, 10], gap="medium")
    with left:
        _pictures(chosen)
    with right:
        st.markdown(_table(chosen))


def _pictures(chosen: Chosen) -> None:
    panes = [Pane(_("Original"), grey(chosen.picture), "input")]
    panes += [
        Pane(_(METHOD_WORDS[name].title), one.picture, "output")
        for name, one in smaller(chosen).items()
    ]
    draw_pictures(payload(panes, width=194, height=194), key="four_ways_pictures")


def _table(chosen: Chosen) -> str:
    """Return what each pixel is made of, and how bright the pictures are, as Markdown."""
    heads = ("", _("each pixel is"), _("mean"))
    rows = [
        (
            _(METHOD_WORDS[name].title),
            _(_MADE_FROM[name], count=one.looked_at),
            number(one.mean, 3),
        )
        for name, one in smaller(chosen).items()
    ]
    original = (_("Original"), _("itself"), number(_before(chosen), 3))
    return table(heads, [original, *rows], words=2)


def _before(chosen: Chosen) -> float:
    return every_way_down(grey(chosen.picture), 1)["decimate"].mean


def links(chosen: Chosen) -> None:
    """Draw a link to the lab for the plainest way and for the one that is learned."""
    given = {"picture": chosen.picture, "stride": chosen.stride}
    with st.container(horizontal=True, gap="medium"):
        lab_link("decimate", _("Decimation in the lab"), **given)
        lab_link(
            "strided_convolution",
            _("Strided convolution in the lab"),
            kernel_size=2 * chosen.stride - 1,
            padding=chosen.stride - 1,
            kernel="gaussian",
            **given,
        )


STEP = Step(
    "four_ways",
    N_("Four ways"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("zone_plate", "stride", "aliasing"),
)
