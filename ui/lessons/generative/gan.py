"""Inside a GAN: what generator and discriminator saw as they learned, and where noise is lost."""

from __future__ import annotations

from typing import NamedTuple

from ui.fields import choice_field
from ui.films import Along, Curve, Frames, Row, Tile, draw_film, film
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.generative.common import collapse, gan_training, level
from ui.lessons.generative.guarding import guarded
from ui.numbers import number
from ui.shared import shared
from ui.words import N_, _, language, ngettext
from upsample_core.lessons.guessing import mean_of, score_gaps, signed_grey

SHOWN = 8
"""Letters in a row."""

VIEWS = {"training": N_("The training"), "noise": N_("Other noise")}


class Chosen(NamedTuple):
    """What is shown, and for other noise which letter."""

    view: str
    letter: int


def controls() -> Chosen:
    """Draw the choice of the view and of the letter."""
    shown = str(choice("gan_view", _("Shown"), translated(VIEWS), "training"))
    letters = range(1, len(collapse().truths) + 1)
    letter = choice("gan_letter", _("Letter number"), letters, 1) if shown == "noise" else 1
    gan_training()  # what is wrong with it is said here
    return Chosen(shown, int(letter) - 1)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how far the scores are apart, and how much noise changes."""
    four, eight = collapse().spread()
    gaps = score_gaps(gan_training())
    return {
        "steps": int(gan_training().steps[-1]),
        "gap_first": number(gaps[0], 2),
        "gap_last": number(gaps[-1], 2),
        "four": level(mean_of(tuple(four))),
        "eight": level(mean_of(tuple(eight))),
        "four_now": level(float(four[chosen.letter])),
        "eight_now": level(float(eight[chosen.letter])),
        "letter_now": chosen.letter + 1,
    }


def guess() -> Guess:
    """Ask where other noise changes more."""
    four, eight = (mean_of(tuple(one)) for one in collapse().spread())
    return Guess({4: "×4", 8: "×8"}, 8 if eight > four else 4)


def view(chosen: Chosen) -> None:
    """Draw the training as a film, or guesses with other noise at ×4 and ×8."""
    figure = _figure(chosen, language())
    if chosen.view == "noise":
        draw_film(figure, key="gan_noise")
        return
    steps = gan_training().steps.tolist()
    along = Along(choice_field("gan_step", steps, steps[-1]), _("Training"), steps)
    draw_film(figure, key="gan_film", along=along)


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    return _training() if chosen.view == "training" else _noise(chosen.letter)


def _training() -> bytes:
    seen = gan_training()
    asked = signed_grey(seen.wishes)
    rows = [
        Row(_("It was made from"), [Tile("", one) for one in seen.truths[:SHOWN]]),
        Row(_("The generator's answers"),
            [Tile("", seen.made[:, place], "output") for place in range(SHOWN)]),
        Row(_("What the discriminator asks for"),
            [Tile("", asked[:, place]) for place in range(SHOWN)],
            _("lighter: more ink there would look more real to it; darker: less")),
    ]  # fmt: skip
    names = [
        ngettext("{count} step of training", "{count} steps of training", int(step))
        for step in seen.steps
    ]
    gaps = score_gaps(seen)
    curve = Curve(_("Real letters score higher by"), gaps, [number(gap, 2) for gap in gaps])
    frames = Frames(_("Training"), names)
    return film(rows, side=128, frames=frames, curves=[curve])


def _noise(letter: int) -> bytes:
    found = collapse()
    spreads = found.spread()
    rows = [Row("", [Tile(_("It was made from"), found.truths[letter])])]
    for factor, made, spread in zip((4, 8), (found.made_x4, found.made_x8), spreads, strict=True):
        note = _("they differ by {levels} of 255", levels=level(float(spread[letter])))
        tiles = [
            Tile(_("Noise {place}", place=place + 1), one[letter], "output")
            for place, one in enumerate(made)
        ]
        rows.append(Row(f"×{factor}", tiles, note))
    return film(rows, side=160)


STEP = guarded(
    Step("gan", N_("Inside a GAN"), controls, view, numbers, guess=guess, terms=("gan",))
)
