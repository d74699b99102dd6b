"""The step on remedies: one picture enlarged in every way, ranked."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, slider, translated
from ui.lessons.checkerboard.pictures import NAMES, grey, picture_control, score_text
from ui.markdown import table
from ui.numbers import decibels, dimensions, tenths
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import one_at_a_time, shared
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import REMEDIES, Score, Summary, ranked, stamp_taps, summary
from upsample_core.methods import MAX_KERNEL_SIZE

TITLES = {
    "uneven": N_("Transposed, K = 3S − 1"),
    "divides": N_("Transposed, K = 3S"),
    "bilinear_start": N_("Transposed, bilinear start"),
    "icnr": N_("Sub-pixel, ICNR"),
    "nearest": N_("Nearest, then convolution"),
    "bilinear": N_("Bilinear, then convolution"),
}
"""What the remedies are called."""

OFFERED = ("uneven", "divides", "icnr", "nearest")
"""The remedies between which the prediction is."""

SEEDS = 16
_SIDE = 128


class Chosen(NamedTuple):
    """A picture, the stride, how far the weights are from even, and their seed."""

    picture: str
    stride: int
    spread: float
    seed: int


def controls() -> Chosen:
    """Draw the choice of a picture, of the stride and of the weights."""
    picture = picture_control("remedies_picture")
    stride = choice("remedies_stride", _("Stride S"), (2, 3), 2)
    spread = slider(
        "remedies_spread", _("How far the weights are from even"), 0.0, 1.0, 0.5, 0.1, width=260
    )
    seed = field("remedies_seed", _("Seed"), 0, 9999, 0)
    return Chosen(picture, stride, spread, seed)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the scores with weights half off, and the orders on this picture at both ends."""
    apart = remedy_scores("cat", 2, 0.5)
    titles = translated(TITLES)
    even, off = (
        [score.name for score in _ranked(chosen.picture, chosen.stride, spread, chosen.seed)]
        for spread in (0.0, 1.0)
    )
    return {
        "ways": len(REMEDIES),
        **{name: score_text(apart[name].score.mean) for name in OFFERED},
        "even_order": " › ".join(titles[name] for name in even),
        "apart_order": " › ".join(titles[name] for name in off),
        "first": titles[even[0]],
        "place": off.index(even[0]) + 1,
    }


def guess() -> Guess:
    """Ask which way keeps the checkerboard out with weights half off."""
    scores, titles = remedy_scores("cat", 2, 0.5), translated(TITLES)
    options = {name: titles[name] for name in OFFERED}
    return Guess(options, min(OFFERED, key=lambda name: scores[name].score.mean))


def view(chosen: Chosen) -> None:
    """Draw one picture enlarged in every way, best first, and what the scores are over seeds."""
    picture = original(chosen.picture, chosen.stride)
    scores = _ranked(*chosen)
    titles = translated(TITLES)
    panes = [Pane(_("Original"), picture)]
    panes += [
        Pane(f"{place}. {titles[score.name]}", score.picture, note=_judged(score))
        for place, score in enumerate(scores, start=1)
    ]
    draw_pictures(payload(panes, detail=56, width=110, height=132), key="remedies_pictures")
    _remedies_table(chosen)


@shared
def _ranked(picture: str, stride: int, spread: float, seed: int) -> tuple[Score, ...]:
    """Return every way, best first, for all who ask for the same."""
    return tuple(ranked(original(picture, stride), stride, spread, seed))


def _judged(score: Score) -> str:
    return _("{score}, {psnr}", score=score_text(score.score), psnr=decibels(score.decibels))


def _remedies_table(chosen: Chosen) -> None:
    many = remedy_scores(chosen.picture, chosen.stride, chosen.spread)
    titles = translated(TITLES)
    heads = (
        _("Way to enlarge"),
        _("taps"),
        _("mean of {count}", count=SEEDS),
        _("worst"),
        _("PSNR, dB"),
    )
    rows = []
    for way, found in sorted(many.items(), key=lambda one: (one[1].score.mean, -one[1].decibels)):
        side = stamp_taps(way, chosen.stride)
        taps = dimensions((side, side))
        scores = map(score_text, (found.score.mean, found.score.most))
        rows.append((titles[way], taps, *scores, tenths(found.decibels)))
    st.markdown(table(heads, rows))
    st.caption(
        _(
            "Artifact score: the share of the energy at multiples of 1/S beyond what the original "
            "has there. PSNR: against the original; K = 3S − 1 lies half a pixel off, which costs "
            "it decibels too."
        )
    )


class Judged(NamedTuple):
    """How a remedy did over many seeds: its scores, and the mean of its decibels."""

    score: Summary
    decibels: float


@shared
@one_at_a_time
def remedy_scores(name: str, stride: int, spread: float) -> dict[str, Judged]:
    """Return how each remedy does over many seeds."""
    picture = original(name, stride)
    runs = [ranked(picture, stride, spread, seed) for seed in range(SEEDS)]
    found: dict[str, list[Score]] = {way: [] for way in REMEDIES}
    for score in (score for run in runs for score in run):
        found[score.name].append(score)
    return {
        way: Judged(
            summary([one.score for one in scores]), summary([one.decibels for one in scores]).mean
        )
        for way, scores in found.items()
    }


def original(name: str, stride: int) -> Array:
    """Return a sample in grey, cut to whole multiples of the stride."""
    size = _SIDE - _SIDE % stride
    return grey(name, _SIDE)[:size, :size]


def links(chosen: Chosen) -> None:
    """Draw the links to the lab, one for each family of remedies."""
    stride = chosen.stride
    with st.container(horizontal=True, gap="medium"):
        lab_link(
            "transposed_convolution",
            _("K = 3S in the lab"),
            stride=stride,
            kernel_size=min(3 * stride, MAX_KERNEL_SIZE),
            padding=0,
            kernel="random",
        )
        lab_link("sub_pixel", _("ICNR in the lab"), upscale_factor=stride, kernel="icnr")
        lab_link("resize_convolution", _("Resize, then convolution in the lab"))


STEP = Step(
    "remedies",
    N_("Remedies"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("decibel",),
    ahead={"remedies_picture": NAMES[1:], "remedies_stride": (3,)},
)
