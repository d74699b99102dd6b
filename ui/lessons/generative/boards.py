"""Checkerboards while a GAN learns: five kinds of upsampling, on even grey and on letters."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.fields import choice_field
from ui.films import Along, Frames, Row, Tile, draw_film, film
from ui.frame import page_file
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.generative.common import level, upsampling_training
from ui.lessons.generative.guarding import guarded
from ui.shared import shared
from ui.words import N_, _, language, ngettext
from upsample_core.lessons.guessing import even_grey

KINDS = {
    "transposed_3": N_("Transposed 3 × 3"),
    "transposed_4": N_("Transposed 4 × 4"),
    "sub_pixel": N_("Sub-pixel 3 × 3"),
    "sub_pixel_icnr": N_("Sub-pixel 3 × 3, ICNR"),
    "nearest": N_("Nearest + 3 × 3"),
}
RUNS = (0, 1)


class Chosen(NamedTuple):
    """Which training, by its seed, and which letter."""

    run: int
    letter: int


def controls() -> Chosen:
    """Draw the choice of the training and of the letter."""
    letters = range(1, len(upsampling_training().truths) + 1)
    run = int(choice("boards_run", _("Seed of the training"), RUNS, 0))
    return Chosen(run, int(choice("boards_letter", _("Letter number"), letters, 1)) - 1)


def _last(run: int) -> dict[str, float]:
    """Return the pattern on even grey at the end, by kind."""
    seen = upsampling_training()
    return dict(zip(seen.kinds, seen.pattern()[:, run, -1].tolist(), strict=True))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how strong the patterns are."""
    now, seen = _last(chosen.run), upsampling_training()
    worst = max(now, key=lambda kind: now[kind])
    return {
        "steps": int(seen.steps[-1]),
        "nearest": level(now["nearest"]),
        "worst": _(KINDS[worst]),
        "worst_level": level(now[worst]),
        "icnr_first": level(float(seen.pattern()[seen.kinds.index("sub_pixel_icnr"), :, 0].max())),
        "icnr_last": level(now["sub_pixel_icnr"]),
        "run_now": chosen.run,
    }


def guess() -> Guess:
    """Ask which kind stays without a pattern."""
    strongest = upsampling_training().pattern().max(axis=(1, 2))
    worst = dict(zip(upsampling_training().kinds, strongest.tolist(), strict=True))
    names = {kind: _(title) for kind, title in KINDS.items()}
    return Guess(names, min(worst, key=lambda kind: worst[kind]))


def view(chosen: Chosen) -> None:
    """Draw what each kind makes of even grey and of a letter, step by step of the training."""
    steps = upsampling_training().steps.tolist()
    along = Along(choice_field("boards_step", steps, steps[-1]), _("Training"), steps)
    draw_film(_figure(chosen, language()), key="boards_film", along=along)


@shared
def _figure(chosen: Chosen, _code: str) -> bytes:
    """Make the figure; the language only tells apart what is kept."""
    seen = upsampling_training()
    pattern = seen.pattern()[:, chosen.run]
    flat = [Tile(_("Given: even grey"), even_grey(), "input")]
    letters = [Tile(_("It was made from"), seen.truths[chosen.letter])]
    for kind, title in KINDS.items():
        place = seen.kinds.index(kind)
        told = [_("{levels} of 255", levels=level(one)) for one in pattern[place].tolist()]
        flat.append(Tile(_(title), seen.flat[place, chosen.run], notes=told))
        letters.append(Tile("", seen.glyphs[place, chosen.run, :, chosen.letter], "output"))
    rows = [
        Row(_("On even grey"), flat, _("and how strong the pattern is")),
        Row(_("On a letter, ×4"), letters),
    ]
    names = [
        ngettext("{count} step of training", "{count} steps of training", int(step))
        for step in seen.steps
    ]
    return film(rows, side=160, frames=Frames(_("Training"), names))


def links(_chosen: Chosen) -> None:
    """Draw the link to the lesson that says where such patterns come from."""
    st.page_link(
        page_file("checkerboard"),
        label=_("Checkerboard artifacts"),
        icon=":material/grid_on:",
        query_params={"step": "untrained"},
    )


STEP = guarded(
    Step("boards", N_("Checkerboards"), controls, view, numbers, links, guess, ("phase", "icnr"))
)
