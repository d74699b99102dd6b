"""The step on untrained generators: the pattern before any training."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.lesson_controls import choice, field, pick, translated
from ui.lessons.checkerboard.pictures import score_text
from ui.panes import Pane, draw_panes
from ui.words import N_, _
from upsample_core.lessons.generators import (
    GENERATORS,
    MAX_DEPTH,
    as_colours,
    generate,
    generator_score,
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
_PICTURES = 4


def view() -> None:
    """Draw what untrained stacks make of random numbers, and their scores over seeds."""
    names = translated(GENERATOR_TITLES)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        method = pick("untrained_method", _("Each layer"), names, next(iter(names)), width=240)
        depth = choice("untrained_depth", _("Layers"), range(1, MAX_DEPTH + 1), 3)
        if st.session_state.get("untrained_resized", 0) > depth:
            st.session_state["untrained_resized"] = depth
        resized = choice(
            "untrained_resized", _("First layers by nearest resize"), range(depth + 1), 0
        )
        start = choice("untrained_start", _("Input"), translated(STARTS), "noise")
        first = field("untrained_seed", _("Seeds from"), 0, 9999, 0)
    made = generated(method, depth, start, resized, first)
    side = made[0].shape[1]
    draw_panes(
        [
            Pane(
                _("Seed {seed}", seed=first + number),
                score_text(generator_score(picture, depth)),
                as_colours(picture),
            )
            for number, picture in enumerate(made)
        ],
        shown=64,
        times=2 if side >= 64 else 128 // side,
    )
    _untrained_table(depth, start, resized)


@st.cache_data(max_entries=64, show_spinner=False)
def generated(
    method: str, depth: int, start: str, resized: int, first: int
) -> list[NDArray[np.float64]]:
    """Return the pictures of a few seeds."""
    return [generate(method, depth, first + number, start, resized) for number in range(_PICTURES)]


@st.cache_data(max_entries=128, show_spinner=False)
def seed_scores(method: str, depth: int, start: str, resized: int = 0) -> list[float]:
    """Return the scores of one way to enlarge over many seeds."""
    return [
        generator_score(generate(method, depth, seed, start, resized), depth)
        for seed in range(SEEDS)
    ]


def _untrained_table(depth: int, start: str, resized: int) -> None:
    """Score all ways over many seeds, with progress while it takes."""
    place = st.empty()
    names = translated(GENERATOR_TITLES)
    scores: dict[str, list[float]] = {}
    for number, method in enumerate(GENERATORS):
        place.progress(number / len(GENERATORS), _("Drawing {count} seeds …", count=SEEDS))
        scores[method] = seed_scores(method, depth, start, resized)
    heads = (_("Each layer"), _("least"), _("mean of {count}", count=SEEDS), _("most"))
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|--:|--:|"]
    for method in sorted(scores, key=lambda name: float(np.mean(scores[name]))):
        values = scores[method]
        shown = map(score_text, (min(values), float(np.mean(values)), max(values)))
        lines.append("| " + " | ".join((names[method], *shown)) + " |")
    place.markdown("\n".join(lines))


def numbers() -> dict[str, object]:
    """Return what the words on generators tell: mean scores of three layers."""
    told = {"uneven": "transposed_3", "transposed": "transposed_4", "nearest": "nearest"}
    means = {
        name: score_text(float(np.mean(seed_scores(method, 3, "noise"))))
        for name, method in told.items()
    }
    return {"seeds": SEEDS, **means}
