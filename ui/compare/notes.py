"""The sentences around the figure and the table: what is compared, and what to know of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.compare.figure import REACH
from ui.compare.results import Results
from ui.labels import METHOD_WORDS
from ui.numbers import dimensions, number
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.analysis import SSIM_WINDOW
from upsample_core.methods import has_weights, keeps_size
from upsample_core.runs import NOTABLE_OFFSET, Score

_WEIGHTS = {
    "bilinear": N_(
        "Nothing is trained: kernels begin as bilinear, the filters of a sub-pixel convolution all "
        "alike (ICNR)."
    ),
    "perturbed": N_("Nothing is trained: every weight is off by up to half of the mean weight."),
}
_MOVED = N_(
    "Moved by a quarter of a pixel or more, since this reduction puts samples elsewhere than they "
    "expect them: {methods}. That alone costs decibels."
)
_GIVEN = N_("Given the original, which they pool by themselves to know the places: {methods}.")
_INFINITE = N_(
    "PSNR is infinite (∞) where nothing differs from the original, rounding aside: {methods}."
)
_TOO_FEW = N_("{number} needs {needed} pixels; the original has {size}.")


def summary(found: Results, view: str) -> None:
    """Say in a line what was done to the picture, or what its differences are drawn in."""
    pair = found.pair
    if view == "differences":
        told = _(
            "Blue: lighter than the original; vermillion: darker. The fullest colour is a "
            "difference of {reach}, white being 1.",
            reach=number(REACH),
        )
    else:
        told = _(
            "{original} pixels, reduced to {small}, and enlarged again by each method.",
            original=_size(pair.original.shape),
            small=_size(pair.small.shape),
        )
    st.markdown(told + _about_weights(found))


def _about_weights(found: Results) -> str:
    layers = any(has_weights(METHODS[name]) for name in found.scores)
    return " " + _(_WEIGHTS[found.chosen.weights]) if layers else ""


def footnotes(found: Results) -> None:
    """Say what needs to be known of numbers that are missing, infinite, or not the method's own."""
    told = [
        _(template).format(methods=", ".join(map(_title, names)))
        for template, names in (
            (_MOVED, _those(found, lambda score: abs(score.offset or 0) >= NOTABLE_OFFSET)),
            (_GIVEN, [name for name in found.scores if keeps_size(METHODS[name])]),
            (_INFINITE, _those(found, lambda score: score.psnr == float("inf"))),
        )
        if names
    ]
    told += _missing(found)
    if told:
        st.caption("  \n".join(told))


def _missing(found: Results) -> list[str]:
    """Say which numbers need a larger picture."""
    needed = {
        "SSIM": (SSIM_WINDOW, _those(found, lambda score: score.ssim is None)),
        _("Artifact score"): (
            4 * found.pair.factor,
            _those(found, lambda score: score.artifacts is None),
        ),
    }
    original = _size(found.pair.original.shape)
    return [
        _(_TOO_FEW, number=title, needed=dimensions((side, side)), size=original)
        for title, (side, names) in needed.items()
        if names
    ]


def _those(found: Results, holds: Callable[[Score], bool]) -> list[str]:
    return [name for name, score in found.scores.items() if holds(score)]


def _title(name: str) -> str:
    return _(METHOD_WORDS[name].title)


def _size(shape: tuple[int, ...]) -> str:
    return dimensions(reversed(shape[1:]))
