"""The step on a round trip: down by one method, up by another, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick
from ui.lessons.downsampling.pictures import grey, picture_control
from ui.markdown import table
from ui.numbers import decibels, tenths
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import DOWNSAMPLERS, UPSAMPLERS, DownAndUp, down_and_up, every_pair

Pair = tuple[str, str]
OFFERED: tuple[Pair, ...] = (
    ("average_pool", "nearest"),
    ("average_pool", "bicubic"),
    ("max_pool", "bicubic"),
    ("decimate", "bicubic"),
)
"""The pairs between which the prediction is."""

_PICTURE, _STRIDE = "cat", 4
_SIGNED = (-0.5, 0.5)


class Chosen(NamedTuple):
    """A picture, the way down, the way up, by how much, and where the pixels are put."""

    picture: str
    down: str
    up: str
    stride: int
    fitting: bool

    @property
    def trip(self) -> DownAndUp:
        """The picture on its way."""
        return down_and_up(grey(self.picture), *self[1:])


def controls() -> Chosen:
    """Draw the choice of a picture and of the ways."""
    picture = picture_control("trip_picture", _PICTURE)
    down = pick("trip_down", _("Down by"), _titles(DOWNSAMPLERS), "decimate", width=200)
    up = pick("trip_up", _("Up by"), _titles(UPSAMPLERS), "bicubic", width=190)
    stride = choice("trip_stride", _("Stride S"), (2, 3, 4), _STRIDE)
    places = {True: _("where they were"), False: _("half-pixel")}
    return Chosen(picture, down, up, stride, choice("trip_fit", _("Put pixels"), places, True))


def _titles(names: Iterable[str]) -> dict[str, str]:
    return {name: _(METHOD_WORDS[name].title) for name in names}


@shared
def pairs(picture: str, stride: int, fitting: bool) -> dict[Pair, float]:
    """Return the decibels of every pair."""
    return every_pair(grey(picture), stride, fitting)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what some pairs are worth on the cat, and what the best of this picture is."""
    cat, apart = pairs(_PICTURE, _STRIDE, True), pairs(_PICTURE, _STRIDE, False)
    here = pairs(chosen.picture, chosen.stride, True)
    best = max(here, key=here.__getitem__)
    moved = pairs(chosen.picture, chosen.stride, False)
    return {
        "mean": decibels(cat["average_pool", "bicubic"]),
        "largest": decibels(cat["max_pool", "bicubic"]),
        "every": decibels(cat["decimate", "bicubic"]),
        "half": decibels(apart["decimate", "bicubic"]),
        "best": _pair_title(best),
        "most": decibels(here[best]),
        "fit": decibels(here[chosen.down, chosen.up]),
        "moved": decibels(moved[chosen.down, chosen.up]),
    }


def _pair_title(pair: Pair) -> str:
    return " → ".join(_(METHOD_WORDS[name].title) for name in pair)


def guess() -> Guess:
    """Ask which pair brings the cat back best."""
    worth = pairs(_PICTURE, _STRIDE, True)
    options = {place: _pair_title(pair) for place, pair in enumerate(OFFERED)}
    return Guess(options, max(options, key=lambda place: worth[OFFERED[place]]))


def view(chosen: Chosen) -> None:
    """Draw the picture on its way, what is left of it, and what every pair is worth."""
    trip = chosen.trip
    panes = [
        Pane(_("Original"), grey(chosen.picture), "input"),
        Pane(_("Small"), trip.small, "output"),
        Pane(_("Large again"), trip.back, "output", note=decibels(trip.decibels)),
        Pane(_("Difference"), trip.difference, "", _SIGNED, note=_("grey: none")),
    ]
    draw_pictures(payload(panes, width=200, height=240), key="trip_pictures")
    st.markdown(pairs_table(chosen))
    st.caption(_("PSNR in decibels against the original: the more, the nearer."))


def pairs_table(chosen: Chosen) -> str:
    """Return what every pair is worth on this picture, as Markdown."""
    worth = pairs(chosen.picture, chosen.stride, chosen.fitting)
    heads = (_("Down \\ up"), *(_(METHOD_WORDS[up].title) for up in UPSAMPLERS))
    best = max(worth, key=worth.__getitem__)
    rows = []
    for down in DOWNSAMPLERS:
        cells = (_cell((down, up), worth, best, chosen) for up in UPSAMPLERS)
        rows.append((_(METHOD_WORDS[down].title), *cells))
    return table(heads, rows)


def _cell(pair: Pair, worth: dict[Pair, float], best: Pair, chosen: Chosen) -> str:
    text = tenths(worth[pair])
    if pair == best:
        text = f"{text} ★"
    return f"**:orange[{text}]**" if pair == (chosen.down, chosen.up) else text


def links(chosen: Chosen) -> None:
    """Draw the links to the lab, one for each way."""
    with st.container(horizontal=True, gap="medium"):
        lab_link("decimate", _("Down in the lab"), picture=chosen.picture, stride=chosen.stride)
        lab_link("bicubic", _("Up in the lab"), picture=chosen.picture)


STEP = Step("round_trip", N_("There and back"), controls, view, numbers, links, guess, ("decibel",))
