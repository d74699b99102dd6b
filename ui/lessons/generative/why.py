"""The step on why one answer is not enough: the glyphs that a small picture may have been."""

from __future__ import annotations

from typing import NamedTuple

from ui.films import Row, Tile, draw_film, film
from ui.lesson import Guess, Step
from ui.lesson_controls import notches
from ui.lessons.generative.common import (
    FIRST,
    Given,
    letter_control,
    library,
    original,
    seed_control,
    small,
)
from ui.lessons.generative.guarding import guarded
from ui.numbers import decibels, number, percent, tenths
from ui.shared import shared
from ui.words import N_, _, language
from upsample_core.analysis import psnr
from upsample_core.lessons.guessing import Candidates, candidates, decibels_of, mean_of, picked

LEVELS = (5, 12, 20, 30, 40)
"""How exactly the small picture may be known, in 255ths of white."""

SHOWN = 7
"""Glyphs in a row."""


class Chosen(NamedTuple):
    """The letter, how exactly its small picture is known, and the seed of the draws."""

    given: Given
    level: int
    seed: int

    @property
    def found(self) -> Candidates:
        """What the library says of it."""
        return _candidates(self.given, self.level)


_FIRST = Chosen(Given("letter", FIRST), 20, 0)


@shared
def _candidates(given: Given, level: int) -> Candidates:
    return candidates(library(), small(given), level)


def controls() -> Chosen:
    """Draw the choice of the letter, of how exactly it is known, and of the draws."""
    given = letter_control("why_letter")
    level = notches(
        "why_level", _("Known to, of 255 levels"), {value: f"± {value}" for value in LEVELS},
        _FIRST.level, width=260,
    )  # fmt: skip
    library()  # what is wrong with it is said here
    return Chosen(given, level, seed_control("why_seed"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many glyphs are left, and how near each kind of answer comes."""
    first, now = _FIRST.found, chosen.found
    return {
        "glyphs": len(library().glyphs),
        "many": tenths(now.many),
        "likeliest": _name(now, 0),
        "share": percent(float(now.weights[now.order[0]])),
        "error_mean": number(first.error, 2),
        "error_draw": number(first.draw_error, 2),
        "mean_now": decibels(psnr(original(chosen.given), now.mean)),
        "draws_now": decibels(_mean_decibels(chosen)),
        "level_now": chosen.level,
        "finest": LEVELS[0],
        "coarsest": LEVELS[-1],
        "many_finest": tenths(chosen._replace(level=LEVELS[0]).found.many),
        "many_coarsest": tenths(chosen._replace(level=LEVELS[-1]).found.many),
    }


def _share(value: float) -> str:
    """Return a probability in percent; of a very small one only that."""
    return percent(value) if value >= 0.001 else "<\u00a00.1%"


def _name(found: Candidates, rank: int) -> str:
    return str(library().characters[found.order[rank]])


def _drawn(chosen: Chosen) -> list[int]:
    return [int(place) for place in picked(chosen.found, SHOWN, chosen.seed)]


def _mean_decibels(chosen: Chosen) -> float:
    """Return the mean PSNR of the glyphs that are drawn."""
    return mean_of(decibels_of(library().glyphs[_drawn(chosen)], original(chosen.given)))


def guess() -> Guess:
    """Ask which answer has the least squared error to be expected."""
    found = _FIRST.found
    options = {
        "likeliest": _("the likeliest letter"),
        "draw": _("a letter drawn by chance"),
        "mean": _("the mean of all"),
    }
    errors = {"likeliest": found.likeliest_error, "draw": found.draw_error, "mean": found.error}
    return Guess(options, min(errors, key=lambda name: errors[name]))


def view(chosen: Chosen) -> None:
    """Draw what is given, the mean, the likeliest glyphs, and glyphs drawn by chance."""
    draw_film(_figure(chosen, language()), key="why_film")


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    known, found, true = library(), chosen.found, original(chosen.given)
    first = [
        Tile(_("Given: 4 × 4"), small(chosen.given), "input"),
        Tile(_("It was made from"), true),
        Tile(_("Mean of all"), found.mean, "output", [decibels(psnr(true, found.mean))]),
    ]
    ranked = [int(place) for place in found.order[:SHOWN]]
    likeliest = [
        Tile(
            f"{known.characters[place]} · {_share(float(found.weights[place]))}",
            known.glyphs[place],
            notes=[str(known.faces[place])],
        )
        for place in ranked
    ]
    draws = [
        Tile(
            str(known.characters[place]),
            known.glyphs[place],
            "output",
            [f"{known.faces[place]}, {decibels(psnr(true, known.glyphs[place]))}"],
        )
        for place in _drawn(chosen)
    ]
    rows = [
        Row("", first),
        Row(_("The likeliest"), likeliest, _("with their probability, and their face")),
        Row(_("Drawn by chance"), draws, _("each as often as it is likely: sharp, and one guess")),
    ]
    return film(rows, side=128)


STEP = guarded(
    Step("why", N_("Many answers"), controls, view, numbers, guess=guess,
         terms=("posterior", "prior", "decibel"))
)  # fmt: skip
