"""The step inside diffusion: from noise to a letter, and what it takes it for on the way."""

from __future__ import annotations

from typing import NamedTuple

from ui.fields import number_field
from ui.films import Along, Curve, Frames, Row, Tile, draw_film, film
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, switch
from ui.lessons.generative.common import (
    LETTERS,
    PRIORS,
    Given,
    flow,
    letter_control,
    level,
    original,
    prior_control,
    seed_control,
    small,
)
from ui.lessons.generative.guarding import guarded
from ui.numbers import number
from ui.shared import shared
from ui.words import N_, _, language
from upsample_core.lessons.guessing import Walk, walk

STEPS = (1, 2, 4, 8, 16, 32)
SEEDS = 3
"""Guesses that are followed."""


class Chosen(NamedTuple):
    """The letter, what guesses, the number of steps, whether they agree with it, the first seed."""

    given: Given
    prior: str
    steps: int
    project: bool
    seed: int

    @property
    def walk(self) -> Walk:
        """What is seen on the way."""
        return _walk(self)


_FIRST = Chosen(Given("letter", "a"), "letters", 8, False, 0)
_FIRST_TIME = 0.5


@shared
def _walk(chosen: Chosen) -> Walk:
    seeds = tuple(range(chosen.seed, chosen.seed + SEEDS))
    path = flow(chosen.prior, chosen.given, seeds, chosen.steps, chosen.project)
    return walk(path, small(chosen.given))


def controls() -> Chosen:
    """Draw the choice of the letter, of the steps, of the projection and of the seed."""
    given = letter_control("inside_letter", "a")
    prior = prior_control("inside_prior")
    steps = int(choice("inside_steps", _("Number of steps"), STEPS, _FIRST.steps))
    project = switch("inside_project", _("Agree at every step"))
    return Chosen(given, prior, steps, project, seed_control("inside_seed"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how grey the answers are, and how well they agree."""
    one, first = _FIRST._replace(steps=1).walk, _FIRST.walk
    now, kept = chosen.walk, chosen._replace(project=True).walk
    free = chosen._replace(project=False).walk
    return {
        "grey_one": number(one.greys[-1], 2),
        "grey_first": number(first.greys[-1], 2),
        "steps_first": _FIRST.steps,
        "grey_now": number(now.greys[-1], 2),
        "grey_begin": number(now.greys[0], 2),
        "steps_now": chosen.steps,
        "free": level(free.apart[-1]),
        "kept": level(kept.apart[-1]),
    }


def guess() -> Guess:
    """Ask what comes of one step alone."""
    options = {"noise": _("noise"), "blur": _("a blurred letter"), "sharp": _("a sharp letter")}
    one, more = _FIRST._replace(steps=1).walk, _FIRST.walk
    return Guess(options, "blur" if one.greys[-1] > 1.25 * more.greys[-1] else "sharp")


def view(chosen: Chosen) -> None:
    """Draw what is given, and the guesses as they form."""
    along = Along(number_field("inside_t", 0, 1, _FIRST_TIME), _("Steps done"), chosen.walk.times)
    draw_film(_figure(chosen, language()), key="inside_film", along=along)


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    now = chosen.walk
    seeds = [_("Seed {seed}", seed=chosen.seed + place) for place in range(SEEDS)]
    states = [Tile(name, one) for name, one in zip(seeds, now.states, strict=True)]
    answers = [Tile(name, one, "output") for name, one in zip(seeds, now.answers, strict=True)]
    given = Tile(_("Given: 4 × 4"), small(chosen.given), "input")
    true = Tile(_("It was made from"), original(chosen.given))
    names = [
        _("step {place} of {count}, t = {t}", place=place, count=chosen.steps, t=number(t, 2))
        for place, t in enumerate(now.times)
    ]
    curves = [
        Curve(_("Undecided grey of the answer"), now.greys, [number(g, 2) for g in now.greys],
              "attention"),
        Curve(_("Made small again, it differs by"), now.apart,
              [_("{levels} of 255", levels=level(a)) for a in now.apart], "input"),
    ]  # fmt: skip
    return film(
        [
            Row(_("What it has so far"), [given, *states], _("x at time t: noise at first")),
            Row(_("What it takes it for"), [true, *answers], _("the present answer")),
        ],
        side=160,
        frames=Frames(_("Steps done"), names),
        curves=curves,
    )


STEP = guarded(
    Step(
        "inside",
        N_("Inside diffusion"),
        controls,
        view,
        numbers,
        guess=guess,
        terms=("diffusion", "projection"),
        ahead={"inside_letter": LETTERS, "inside_prior": PRIORS, "inside_steps": STEPS},
    )
)
