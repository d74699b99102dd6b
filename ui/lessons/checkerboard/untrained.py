"""The step on untrained generators: the pattern before any training."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, pick, translated
from ui.lessons.checkerboard.pictures import score_text
from ui.markdown import table
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import one_at_a_time, shared
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import (
    GENERATORS,
    MAX_DEPTH,
    Summary,
    as_colours,
    generate,
    generator_score,
    pattern_period,
    summary,
)

GENERATOR_TITLES = {
    "transposed_3": N_("Transposed, K = 3"),
    "transposed_4": N_("Transposed, K = 4"),
    "transposed_5": N_("Transposed, K = 5"),
    "sub_pixel": N_("Sub-pixel"),
    "icnr": N_("Sub-pixel, ICNR"),
    "nearest": N_("Nearest, then convolution"),
    "bilinear": N_("Bilinear, then convolution"),
}
"""What the layers of a generator are called."""

STARTS = {"noise": N_("Noise"), "constant": N_("Constant")}
SEEDS = 16
OFFERED = ("transposed_3", "transposed_4", "nearest")
"""Between which the prediction is."""
_PICTURES = 4


class Chosen(NamedTuple):
    """How the layers enlarge, how many, how many of them by resize, their input, first seed."""

    method: str
    depth: int
    resized: int
    start: str
    first: int


def controls() -> Chosen:
    """Draw the choice of the layers, of their input and of a seed."""
    names = translated(GENERATOR_TITLES)
    method = pick("untrained_method", _("Each layer"), names, next(iter(names)), width=240)
    depth = choice("untrained_depth", _("Layers"), range(1, MAX_DEPTH + 1), 3)
    resized = choice("untrained_resized", _("First layers by nearest resize"), range(depth + 1), 0)
    start = choice("untrained_start", _("Input"), translated(STARTS), "noise")
    first = field("untrained_seed", _("Seeds from"), 0, 9999, 0)
    return Chosen(method, depth, resized, start, first)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the mean scores of three layers, and after how many pixels a pattern can repeat."""
    told = {"uneven": "transposed_3", "transposed": "transposed_4", "nearest": "nearest"}
    means = {
        name: score_text(seed_scores(method, 3, "noise").mean) for name, method in told.items()
    }
    return {
        "seeds": SEEDS,
        **means,
        "depth": chosen.depth,
        "resized": chosen.resized,
        "period": pattern_period(chosen.depth, chosen.resized),
        "whole": pattern_period(chosen.depth),
        "last": pattern_period(1),
    }


def guess() -> Guess:
    """Ask which way to enlarge has the least pattern before any training."""
    names = translated(GENERATOR_TITLES)
    return Guess(
        {name: names[name] for name in OFFERED},
        min(OFFERED, key=lambda name: seed_scores(name, 3, "noise").mean),
    )


def view(chosen: Chosen) -> None:
    """Draw what untrained stacks make of random numbers, and their scores over seeds."""
    made = generated(chosen.method, chosen.depth, chosen.start, chosen.resized, chosen.first)
    panes = [
        Pane(
            _("Seed {seed}", seed=chosen.first + number),
            as_colours(picture),
            note=score_text(generator_score(picture, chosen.depth)),
        )
        for number, picture in enumerate(made)
    ]
    draw_pictures(payload(panes, detail=64, width=190, height=200), key="untrained_pictures")
    _untrained_table(chosen)


@shared
def generated(method: str, depth: int, start: str, resized: int, first: int) -> list[Array]:
    """Return the pictures of a few seeds."""
    return [generate(method, depth, first + number, start, resized) for number in range(_PICTURES)]


@shared
@one_at_a_time
def seed_scores(method: str, depth: int, start: str, resized: int = 0) -> Summary:
    """Return the scores of one way to enlarge over many seeds."""
    return summary(
        [
            generator_score(generate(method, depth, seed, start, resized), depth)
            for seed in range(SEEDS)
        ]
    )


def _untrained_table(chosen: Chosen) -> None:
    """Score all ways over many seeds, with progress while it takes."""
    place = st.empty()
    names = translated(GENERATOR_TITLES)
    scores: dict[str, Summary] = {}
    for number, method in enumerate(GENERATORS):
        place.progress(number / len(GENERATORS), _("Drawing {count} seeds …", count=SEEDS))
        scores[method] = seed_scores(method, chosen.depth, chosen.start, chosen.resized)
    heads = (_("Each layer"), _("least"), _("mean of {count}", count=SEEDS), _("most"))
    rows = [
        (names[method], *map(score_text, scores[method]))
        for method in sorted(scores, key=lambda name: scores[name].mean)
    ]
    place.markdown(table(heads, rows))


STEP = Step(
    "untrained",
    N_("Untrained networks"),
    controls,
    view,
    numbers,
    guess=guess,
    ahead={
        "untrained_depth": range(1, MAX_DEPTH + 1),
        "untrained_resized": range(1, 4),
        "untrained_start": ("constant",),
    },
)
