"""The step on what is invented: letters found in what never was one, and how well they agree."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.drawing import draw_on_grid, drawing_field, kept_drawing
from ui.films import Row, Tile, draw_film, film
from ui.lesson import Guess, Step
from ui.lesson_controls import pick, switch
from ui.lessons.generative.common import (
    PICTURES,
    PRIORS,
    Given,
    flow,
    level,
    original,
    prior_control,
    seed_control,
    small,
    traced,
)
from ui.lessons.generative.guarding import guarded
from ui.shared import shared
from ui.words import N_, _, language
from upsample_core.lessons.guessing import SOME_DRAWING, Walk, differences, made_small, walk

STEPS = 8
SEEDS = 4
_DRAWING = drawing_field("invented_drawing", SOME_DRAWING)


class Chosen(NamedTuple):
    """What is given, what guesses go by, whether they are made to agree, and the first seed."""

    given: Given
    prior: str
    project: bool
    seed: int

    @property
    def walk(self) -> Walk:
        """The guesses on their way, the last frame of which is seen."""
        return _walk(self)


_FIRST = Chosen(Given("yong"), "letters", False, 0)


@shared
def _walk(chosen: Chosen) -> Walk:
    seeds = tuple(range(chosen.seed, chosen.seed + SEEDS))
    path = flow(chosen.prior, chosen.given, seeds, STEPS, chosen.project)
    return walk(path, small(chosen.given))


def controls() -> Chosen:
    """Draw the choice of what is given, of the prior, and of the seed."""
    names = {"drawing": _("My drawing")}
    names |= {name: _(told) for name, (told, _how) in PICTURES.items()}
    kind = str(pick("invented_given", _("What is made small"), names, _FIRST.given.kind, width=190))
    prior = prior_control("invented_prior")
    project = switch("invented_project", _("Agree at every step"))
    seed = seed_control("invented_seed")
    text = kept_drawing(_DRAWING, _("My drawing"))
    return Chosen(Given(kind, text if kind == "drawing" else ""), prior, project, seed)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how well the guesses agree with what is given."""
    kept = chosen._replace(project=True).walk
    return {
        "count": SEEDS,
        "apart_first": level(_FIRST.walk.apart[-1]),
        "apart_now": level(chosen.walk.apart[-1]),
        "apart_kept": level(kept.apart[-1]),
        "apart_grey": level(chosen._replace(given=Given("grey")).walk.apart[-1]),
    }


def guess() -> Guess:
    """Ask what comes of a character that no prior has seen."""
    options = {
        "same": _("the same character, sharp"),
        "letter": _("some Latin letter"),
        "blur": _("a grey blur"),
    }
    return Guess(options, "letter")


def view(chosen: Chosen) -> None:
    """Draw what is given, or the grid to draw it on; the guesses; and what becomes of them."""
    if chosen.given.kind == "drawing":
        left, right = st.columns([4, 11], gap="small")
        with left:
            draw_on_grid(_DRAWING, chosen.given.text)
        with right:
            draw_film(_figure(chosen, language()), key="invented_film")
    else:
        draw_film(_figure(chosen, language()), key="invented_film")


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    made = chosen.walk.answers[:, -1]
    given = small(chosen.given)
    guessed = [
        Tile(_("Seed {seed}", seed=chosen.seed + place), one, "output", [face])
        for place, (one, face) in enumerate(zip(made, traced(chosen.prior, made), strict=True))
    ]
    again = [
        Tile("", made_small(one), notes=[_("{levels} of 255 apart", levels=level(apart))])
        for one, apart in zip(made, differences(made, given), strict=True)
    ]
    true = Tile(_("This was made small"), original(chosen.given))
    rows = [
        Row(_("Guesses"), [true, *guessed]),
        Row(_("Made small again"), [Tile(_("Given: 4 × 4"), given, "input"), *again]),
    ]
    return film(rows, side=160)


STEP = guarded(
    Step(
        "invented",
        N_("Invented"),
        controls,
        view,
        numbers,
        guess=guess,
        ahead={"invented_given": PICTURES, "invented_prior": PRIORS},
    )
)
