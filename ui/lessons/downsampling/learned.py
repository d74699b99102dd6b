"""The step on learned weights: what a strided convolution would learn for the way back."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.labels import METHOD_WORDS, PICTURES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick
from ui.lessons.downsampling.pictures import grey
from ui.markdown import table
from ui.numbers import among, decibels, number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import (
    MAX_REACH,
    UPSAMPLERS,
    Learned,
    LearnedTrip,
    learn_weights,
    learned_trip,
)

PHOTOGRAPHS = ("cat", "brick", "cameraman", "astronaut", "coffee")
_LEARNED_ON = slice(48, 144)
"""Of the photographs that are learned on, the middle will do."""

_SIGNED = (-0.5, 0.5)


class Chosen(NamedTuple):
    """The way up, the stride, how far windows reach beyond their block, and a photograph."""

    up: str
    stride: int
    reach: int
    picture: str

    @property
    def learned(self) -> Learned:
        """The weights learned on the photographs that are not looked at."""
        return weights(self)

    @property
    def trip(self) -> LearnedTrip:
        """The photograph on its way."""
        return learned_trip(grey(self.picture), self.learned.weights, self.stride, self.up)


_FIRST = Chosen("nearest", 2, 1, "cat")


def controls() -> Chosen:
    """Draw the choice of the way back, of the window and of a photograph."""
    ways = {name: _(METHOD_WORDS[name].title) for name in UPSAMPLERS}
    up = choice("learned_up", _("Up by"), ways, "bilinear")
    stride = choice("learned_stride", _("Stride S"), (2, 3, 4), _FIRST.stride)
    sizes = {reach: str(stride + 2 * reach) for reach in range(MAX_REACH + 1)}
    reach = choice("learned_reach", _("Kernel size K"), sizes, _FIRST.reach)
    names = {name: _(PICTURES[name]) for name in PHOTOGRAPHS}
    return Chosen(up, stride, reach, pick("learned_picture", _("Picture"), names, "cat", width=190))


@shared
def weights(chosen: Chosen) -> Learned:
    """Return the weights that are learned on all photographs but one."""
    others = [name for name in PHOTOGRAPHS if name != chosen.picture]
    parts = [grey(name)[_LEARNED_ON, _LEARNED_ON] for name in others]
    return learn_weights(parts, chosen.stride, chosen.reach, chosen.up)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what is learned for nearest, and what the weights here are worth."""
    mean, trip = _FIRST.learned.weights, chosen.trip
    return {
        "size": len(mean),
        "stride": _FIRST.stride,
        "weight": number(mean[_FIRST.reach, _FIRST.reach]),
        "sum": number(chosen.learned.total, 3),
        "negative": chosen.learned.negative,
        "all": chosen.learned.weights.size,
        "learned": decibels(trip.decibels),
        "average": decibels(trip.average),
    }


def guess() -> Guess:
    """Ask which weights are learned where the way back repeats every pixel."""
    options = {
        "mean": _("the mean of the block"),
        "bump": _("a bump over all of them"),
        "middle": _("the pixel in the middle"),
    }
    return Guess(options, "mean" if _FIRST.learned.equal else "bump")


def view(chosen: Chosen) -> None:
    """Draw the weights, what they are worth, and the photograph on its way."""
    found, trip = chosen.learned.weights, chosen.trip
    texts = [[number(weight, 2) for weight in row] for row in among(found).tolist()]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_grids(Grid(_("Learned weights"), found, "kernel", texts=texts, cell=3.2))
    with right:
        st.markdown(_table(chosen, trip))
        st.caption(_("The weights are learned on the other photographs, for the least error."))
    panes = [
        Pane(_("Original"), grey(chosen.picture), "input"),
        Pane(_("Small"), trip.small, "output"),
        Pane(_("Large again"), trip.back, "output"),
        Pane(_("Difference"), trip.difference, "", _SIGNED, note=_("grey: none")),
    ]
    draw_pictures(payload(panes, width=200, height=200), key="learned_pictures")


def _table(chosen: Chosen, trip: LearnedTrip) -> str:
    """Return what three ways down are worth with this way up, as Markdown."""
    mean = METHOD_WORDS["average_pool"].title
    rows = [
        (_(mean), decibels(trip.average)),
        (_("Convolution, Gaussian"), decibels(trip.gaussian)),
        (_("Convolution, learned"), f"**{decibels(trip.decibels)}**"),
    ]
    return table((_("Down by"), _(METHOD_WORDS[chosen.up].title)), rows)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with these weights."""
    found = chosen.learned.weights
    lab_link(
        "strided_convolution",
        picture=chosen.picture,
        stride=chosen.stride,
        kernel_size=len(found),
        padding=chosen.reach,
        kernel="custom",
        kernel_values=found.round(4),
    )


STEP = Step("learned", N_("Learned weights"), controls, view, numbers, links, guess)
