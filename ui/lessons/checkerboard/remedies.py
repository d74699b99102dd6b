"""The lesson on checkerboards: remedies ranked on one picture, and generators before training."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.lesson import lab_link
from ui.lesson_controls import choice, field, pick, slider, translated
from ui.lessons.checkerboard.pictures import grey, picture_control, score_text
from ui.panes import Pane, draw_panes
from ui.words import N_, _
from upsample_core.generators import (
    GENERATORS,
    MAX_DEPTH,
    as_colours,
    generate,
    generator_score,
)
from upsample_core.remedies import REMEDIES, Score, ranked

TITLES = {
    "uneven": N_("Transposed, K = S + 1"),
    "divides": N_("Transposed, K = 2S"),
    "bilinear_start": N_("Transposed, bilinear start"),
    "smoothed": N_("K = S + 1, then smoothed"),
    "sub_pixel": N_("Sub-pixel"),
    "icnr": N_("Sub-pixel, ICNR"),
    "nearest": N_("Nearest, then convolution"),
    "bilinear": N_("Bilinear, then convolution"),
}
"""What the remedies are called."""

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
_SIDE = 64
_PICTURES = 4


# ---------------------------------------------------------------- remedies


def remedies_view() -> None:
    """Draw one picture enlarged in every way, best first, and what the scores are over seeds."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        name = picture_control("remedies_picture")
        stride = choice("remedies_stride", _("Stride S"), (2, 3), 2)
        spread = slider(
            "remedies_spread", _("How far the weights are from even"), 0.0, 1.0, 0.5, 0.1, width=260
        )
        seed = field("remedies_seed", _("Seed"), 0, 9999, 0)
    scores = ranked(grey(name, _SIDE), stride, spread, seed)
    titles = translated(TITLES)
    pictures, table = st.columns([7, 5], gap="large")
    with pictures:
        draw_panes(
            [
                Pane(f"{place}. {titles[score.name]}", score_text(score.score), score.picture)
                for place, score in enumerate(scores, start=1)
            ]
        )
    with table:
        _remedies_table(name, stride, spread, scores)
    with st.container(horizontal=True, gap="medium"):
        lab_link(
            "transposed_convolution",
            _("K = 2S in the lab"),
            stride=stride,
            kernel_size=2 * stride,
            padding=0,
            kernel="random",
        )
        lab_link("sub_pixel", _("ICNR in the lab"), upscale_factor=stride, kernel="icnr")
        lab_link("resize_convolution", _("Resize, then convolution in the lab"))


def _remedies_table(name: str, stride: int, spread: float, scores: list[Score]) -> None:
    means, worst = remedy_scores(name, stride, spread)
    titles = translated(TITLES)
    heads = (_("Way to enlarge"), _("this seed"), _("mean of {count}", count=SEEDS), _("worst"))
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|--:|--:|"]
    now = {score.name: score.score for score in scores}
    for way in sorted(means, key=means.__getitem__):
        values = (now[way], means[way], worst[way])
        lines.append("| " + " | ".join((titles[way], *map(score_text, values))) + " |")
    st.markdown("\n".join(lines))
    st.caption(
        _(
            "Artifact score: the share of the energy at multiples of 1/S beyond what a bilinear "
            "resize of the same picture has there."
        )
    )


@st.cache_data(max_entries=64, show_spinner=False)
def remedy_scores(name: str, stride: int, spread: float) -> tuple[dict[str, float], ...]:
    """Return the mean and the worst score of each remedy over many seeds."""
    picture = grey(name, _SIDE)
    scores: dict[str, list[float]] = {way: [] for way in REMEDIES}
    for seed in range(SEEDS):
        for score in ranked(picture, stride, spread, seed):
            scores[score.name].append(score.score)
    means = {way: float(np.mean(values)) for way, values in scores.items()}
    return means, {way: max(values) for way, values in scores.items()}


def remedies_numbers() -> dict[str, object]:
    """Return what the words on remedies tell."""
    even, apart = (remedy_scores("cat", 2, spread)[0] for spread in (0.0, 0.5))
    return {
        "ways": len(REMEDIES),
        "uneven": score_text(even["uneven"]),
        "even_divides": score_text(even["divides"]),
        "divides": score_text(apart["divides"]),
        "nearest": score_text(apart["nearest"]),
    }


# ---------------------------------------------------------------- untrained generators


def untrained_view() -> None:
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


def untrained_numbers() -> dict[str, object]:
    """Return what the words on generators tell: mean scores of three layers."""
    told = {"uneven": "transposed_3", "transposed": "transposed_4", "nearest": "nearest"}
    means = {
        name: score_text(float(np.mean(seed_scores(method, 3, "noise"))))
        for name, method in told.items()
    }
    return {"seeds": SEEDS, **means}
