"""The step on three answers, and on averages of guesses: nearer in decibels, and blurred again."""

from __future__ import annotations

from typing import NamedTuple

from ui.fields import choice_field
from ui.films import Along, Curve, Frames, Row, Tile, draw_film, film
from ui.lesson import Guess, Step
from ui.lessons.generative.common import (
    LETTERS,
    SOURCES,
    Given,
    bicubic,
    guesses,
    least_squares,
    letter_control,
    original,
    prior_control,
    seed_control,
    small,
    traced,
)
from ui.lessons.generative.guarding import guarded
from ui.numbers import decibels, number
from ui.shared import shared
from ui.words import N_, _, language, ngettext
from upsample_core.analysis import psnr
from upsample_core.lessons.guessing import Averages, averages, decibels_of, mean_of

COUNT = 16
"""Guesses of which the first n are averaged."""

SHOWN = 7
"""Guesses that are seen."""

STEPS = 8


class Chosen(NamedTuple):
    """The letter, what guesses, and the first seed."""

    given: Given
    source: str
    seed: int

    @property
    def guesses(self) -> tuple[int, ...]:
        """The seeds of the guesses."""
        return tuple(range(self.seed, self.seed + COUNT))

    @property
    def found(self) -> Averages:
        """The means of the first guesses."""
        return _averages(self)


_FIRST = Chosen(Given("letter", "a"), "letters", 0)


@shared
def _averages(chosen: Chosen) -> Averages:
    made = guesses(chosen.source, chosen.given, chosen.guesses, STEPS)
    return averages(made, original(chosen.given))


def controls() -> Chosen:
    """Draw the choice of the letter, of what guesses, and of the seed."""
    given = letter_control("answers_letter", "a")
    source = prior_control("answers_source", SOURCES, _FIRST.source)
    return Chosen(given, source, seed_control("answers_seed"))


def _alone(chosen: Chosen) -> float:
    """Return the mean PSNR of the guesses, each by itself."""
    made = guesses(chosen.source, chosen.given, chosen.guesses, STEPS)
    return mean_of(decibels_of(made, original(chosen.given)))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what averaging gains and costs."""
    now = chosen.found
    true = original(chosen.given)
    return {
        "count": COUNT,
        "alone": decibels(_alone(_FIRST)),
        "together": decibels(_FIRST.found.decibels[-1]),
        "alone_now": decibels(_alone(chosen)),
        "together_now": decibels(now.decibels[-1]),
        "gan_now": decibels(_alone(chosen._replace(source="gan"))),
        "least_now": decibels(psnr(true, least_squares(chosen.source, chosen.given))),
        "grey_one": number(now.greys[0], 2),
        "grey_all": number(now.greys[-1], 2),
    }


def guess() -> Guess:
    """Ask what averaging does to the distance from the original."""
    options = {"nearer": _("nearer"), "as_far": _("as far"), "farther": _("farther")}
    gain = _FIRST.found.decibels[-1] - _alone(_FIRST)
    return Guess(options, "nearer" if gain > 0.1 else "farther" if gain < -0.1 else "as_far")


def view(chosen: Chosen) -> None:
    """Draw the answers, the guesses, and the mean of the first n of them."""
    counts = range(1, COUNT + 1)
    along = Along(choice_field("answers_count", counts, counts[0]), _("Averaged"), counts)
    draw_film(_figure(chosen, language()), key="answers_film", along=along)


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    true, found = original(chosen.given), chosen.found
    fixed = {
        _("Bicubic"): bicubic(chosen.given),
        _("Least squares"): least_squares(chosen.source, chosen.given),
        _("GAN"): guesses("gan", chosen.given, chosen.guesses, STEPS)[0],
        _("Diffusion"): guesses("letters", chosen.given, chosen.guesses, STEPS)[0],
    }
    answers = [
        Tile(_("Given: 4 × 4"), small(chosen.given), "input"),
        Tile(_("It was made from"), true),
        *(Tile(name, one, "output", [decibels(psnr(true, one))]) for name, one in fixed.items()),
        Tile(
            _("Mean of guesses"),
            found.means,
            "output",
            [decibels(each) for each in found.decibels],
            lit=True,
        ),
    ]  # fmt: skip
    made = guesses(chosen.source, chosen.given, chosen.guesses, STEPS)[:SHOWN]
    faces = traced(chosen.source, made)
    told = [
        ", ".join(filter(None, (face, decibels(each))))
        for face, each in zip(faces, decibels_of(made, true), strict=True)
    ]
    guessed = [
        Tile(_("Seed {seed}", seed=seed), one, "output", [note])
        for seed, one, note in zip(chosen.guesses, made, told, strict=False)
    ]
    names = [
        ngettext("Mean of {count} guess", "Mean of {count} guesses", count)
        for count in range(1, COUNT + 1)
    ]
    curves = [
        Curve(_("PSNR"), found.decibels, [decibels(each) for each in found.decibels], "output"),
        Curve(_("Undecided grey"), found.greys, [number(each, 2) for each in found.greys],
              "attention"),
    ]  # fmt: skip
    return film(
        [Row("", answers), Row(_("Guesses of one kind"), guessed, _(SOURCES[chosen.source]))],
        side=132,
        frames=Frames(_("Averaged"), names),
        curves=curves,
    )


STEP = guarded(
    Step(
        "answers",
        N_("Three answers"),
        controls,
        view,
        numbers,
        guess=guess,
        terms=("least_squares", "gan"),
        ahead={"answers_letter": LETTERS},
    )
)
