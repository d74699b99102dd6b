"""The step on a photograph: several levels down and back, with the switches and without."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import PICTURES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick, switch, translated
from ui.numbers import counted, decibels, percent
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import sample
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import Array
from upsample_core.lessons import (
    WAYS_BACK,
    Levels,
    WayBack,
    edge_strength,
    pool_levels,
    small_grey,
    way_back,
)

SIDE = 64
NAMES = ("cat", "astronaut", "cameraman", "brick", "glyphs", "zone_plate")
SUBJECTS = {"edges": N_("Its edges, as a feature map"), "picture": N_("The picture itself")}
TITLES = {
    "switches": N_("With switches"),
    "corner": N_("Without: into the corner"),
    "window": N_("Without: all over the window"),
}
LEVELS = (1, 2, 3)


class Chosen(NamedTuple):
    """A picture, what of it is pooled, how many levels, and whether gaps are filled."""

    picture: str
    subject: str
    levels: int
    smooth: bool


_FIRST = Chosen("cat", "edges", 2, False)


def controls() -> Chosen:
    """Draw the choice of a picture, of the levels, and of a convolution after each."""
    names = {name: _(PICTURES[name]) for name in NAMES}
    picture = pick("unpool_picture", _("Picture"), names, NAMES[0], width=180)
    subject = choice("unpool_subject", _("What is pooled"), translated(SUBJECTS), "edges")
    levels = choice("unpool_levels", _("Levels"), LEVELS, _FIRST.levels)
    return Chosen(picture, subject, levels, switch("unpool_smooth", _("Fill the gaps")))


@shared
def _original(picture: str, subject: str) -> Array:
    """Return a sample in grey, or how steep it is at each pixel."""
    grey = small_grey(sample(picture), SIDE)
    return edge_strength(grey) if subject == "edges" else grey


@shared
def _levels(chosen: Chosen) -> Levels:
    return pool_levels(_original(chosen.picture, chosen.subject), chosen.levels)


@shared
def _ways(chosen: Chosen) -> dict[str, WayBack]:
    """Return every way back of what is chosen."""
    levels = _levels(chosen)
    return {way: way_back(levels, way, chosen.smooth) for way in WAYS_BACK}


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what two levels leave, and what the switches are worth, at first and as chosen."""
    first, now = _levels(_FIRST), _ways(chosen)
    ways, filled = _ways(_FIRST), _ways(chosen._replace(smooth=True))
    best = max(("corner", "window"), key=lambda way: filled[way].decibels)
    return {
        "levels": _FIRST.levels,
        "pixels": counted(first.input.size),
        "kept": counted(first.pooled.size),
        "with_switches": decibels(ways["switches"].decibels),
        "corner": decibels(ways["corner"].decibels),
        "share": percent(ways["switches"].filled),
        "levels_now": chosen.levels,
        "now": decibels(now["switches"].decibels),
        "filled_now": decibels(filled["switches"].decibels),
        "best": translated(TITLES)[best],
        "best_now": decibels(filled[best].decibels),
    }


def guess() -> Guess:
    """Ask which way comes nearest to what was pooled."""
    ways = _ways(_FIRST)
    return Guess(translated(TITLES), max(ways, key=lambda way: ways[way].decibels))


def view(chosen: Chosen) -> None:
    """Draw what was pooled, what was left of it, and all ways back."""
    levels, ways = _levels(chosen), _ways(chosen)
    titles = translated(TITLES)
    window = (0.0, float(levels.input.max()))
    small = ngettext("After {count} level", "After {count} levels", chosen.levels)
    panes = [
        Pane(_("Before pooling"), levels.input, "input", window),
        Pane(small, levels.pooled, "input", window),
    ]
    panes += [
        Pane(titles[way], back.picture, "output", window, note=decibels(back.decibels))
        for way, back in ways.items()
    ]
    draw_pictures(payload(panes, width=250, height=200), key="unpool_pictures")
    st.caption(
        _(
            "Decibels: PSNR against what was pooled. Before the gaps are filled, {share} of the "
            "pixels hold a value.",
            share=percent(_ways(chosen._replace(smooth=False))["switches"].filled),
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with one level on the same picture."""
    lab_link("max_unpool", picture=chosen.picture, kernel_size=2, stride=2, padding=0)


STEP = Step("photograph", N_("A photograph"), controls, view, numbers, links, guess, ("decibel",))
