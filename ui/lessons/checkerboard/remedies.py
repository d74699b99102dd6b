"""The step on remedies: one picture enlarged in every way, ranked."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Step, lab_link
from ui.lesson_controls import choice, field, slider, translated
from ui.lessons.checkerboard.pictures import grey, picture_control, score_text
from ui.picture_panes import Pane, draw_pictures, payload
from ui.words import N_, _
from upsample_core.lessons.remedies import REMEDIES, Score, ranked
from upsample_core.lessons.score_summaries import Summary, summary

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

SEEDS = 16
_SIDE = 64


class Chosen(NamedTuple):
    """A picture, the stride, how far the weights are from even, and their seed."""

    picture: str
    stride: int
    spread: float
    seed: int


def controls() -> Chosen:
    """Draw the choice of a picture, of the stride and of the weights."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        picture = picture_control("remedies_picture")
        stride = choice("remedies_stride", _("Stride S"), (2, 3), 2)
        spread = slider(
            "remedies_spread", _("How far the weights are from even"), 0.0, 1.0, 0.5, 0.1, width=260
        )
        seed = field("remedies_seed", _("Seed"), 0, 9999, 0)
    return Chosen(picture, stride, spread, seed)


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return the scores with even weights and with weights half off."""
    even, apart = (remedy_scores("cat", 2, spread) for spread in (0.0, 0.5))
    return {
        "ways": len(REMEDIES),
        "uneven": score_text(even["uneven"].mean),
        "even_divides": score_text(even["divides"].mean),
        "divides": score_text(apart["divides"].mean),
        "nearest": score_text(apart["nearest"].mean),
    }


def view(chosen: Chosen) -> None:
    """Draw one picture enlarged in every way, best first, and what the scores are over seeds."""
    scores = ranked(grey(chosen.picture, _SIDE), chosen.stride, chosen.spread, chosen.seed)
    titles = translated(TITLES)
    pictures, table = st.columns([7, 5], gap="large")
    with pictures:
        panes = [
            Pane(f"{place}. {titles[score.name]}", score.picture, note=score_text(score.score))
            for place, score in enumerate(scores, start=1)
        ]
        draw_pictures(payload(panes, detail=80, width=160), key="remedies_pictures")
    with table:
        _remedies_table(chosen, scores)


def _remedies_table(chosen: Chosen, scores: list[Score]) -> None:
    many = remedy_scores(chosen.picture, chosen.stride, chosen.spread)
    titles = translated(TITLES)
    heads = (_("Way to enlarge"), _("this seed"), _("mean of {count}", count=SEEDS), _("worst"))
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|--:|--:|"]
    now = {score.name: score.score for score in scores}
    for way in sorted(many, key=lambda name: many[name].mean):
        values = (now[way], many[way].mean, many[way].most)
        lines.append("| " + " | ".join((titles[way], *map(score_text, values))) + " |")
    st.markdown("\n".join(lines))
    st.caption(
        _(
            "Artifact score: the share of the energy at multiples of 1/S beyond what a bilinear "
            "resize of the same picture has there."
        )
    )


@st.cache_data(max_entries=64, show_spinner=False)
def remedy_scores(name: str, stride: int, spread: float) -> dict[str, Summary]:
    """Return the scores of each remedy over many seeds."""
    picture = grey(name, _SIDE)
    scores: dict[str, list[float]] = {way: [] for way in REMEDIES}
    for seed in range(SEEDS):
        for score in ranked(picture, stride, spread, seed):
            scores[score.name].append(score.score)
    return {way: summary(values) for way, values in scores.items()}


def links(chosen: Chosen) -> None:
    """Draw the links to the lab, one for each family of remedies."""
    stride = chosen.stride
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


STEP = Step("remedies", N_("Remedies"), controls, view, numbers, links)
