"""The sentences around the figure and the table: what is compared, and what to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import streamlit as st

from ui.compare.figure import REACH
from ui.compare.names import is_layer, is_trained, title
from ui.compare.results import Results
from ui.compare.trained import NETWORKS
from ui.numbers import dimensions, number
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.analysis import SSIM_WINDOW
from upsample_core.generative import TRAINED
from upsample_core.methods import keeps_size
from upsample_core.runs import NOTABLE_OFFSET, Score

_WEIGHTS = {
    "bilinear": N_(
        "The layers are not trained: kernels begin as bilinear, the filters of a sub-pixel "
        "convolution all alike (ICNR)."
    ),
    "perturbed": N_(
        "The layers are not trained: every weight is off by up to half of the mean weight."
    ),
}
_MOVED = N_(
    "Moved by a quarter of a pixel or more, since this reduction puts samples elsewhere than they "
    "expect them: {methods}. That alone costs decibels."
)
_GIVEN = N_("Given the original, which they pool by themselves to know the places: {methods}.")
_INFINITE = N_(
    "PSNR is infinite (∞) where nothing differs from the original, rounding aside: {methods}."
)
_TAUGHT_BY_IT = N_(
    "Taught by this very picture, so that decibels prove nothing here: {methods}. The cameraman "
    "taught none of the networks."
)
_IN_GREY = N_(
    "The trained networks are given the picture in grey, as in their training; its colour is "
    "enlarged bicubically."
)
_OTHERWISE = N_(
    "The trained networks learned from means of blocks; this picture was reduced otherwise."
)
_AGAIN = N_("Trained for {own} and run {passes} times, each time on its own result: {methods}.")
_BY_CHANCE = N_(
    "Another seed gives another answer, so that neither phase difference nor offset is measured: "
    "{methods}."
)
_NO_RAMP = N_("No offset is measured, since of a ramp they make something else: {methods}.")
_REDUCTION_TAUGHT = "average"
"""The reduction that every trained network has learned to undo."""

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
    layers = any(map(is_layer, found.scores))
    return " " + _(_WEIGHTS[found.chosen.weights]) if layers else ""


def footnotes(found: Results) -> None:
    """Say what needs to be known of numbers that are missing, infinite, or not the method's own."""
    told = [
        _(template).format(methods=_names(names))
        for template, names in (
            (_MOVED, _those(found, lambda score: abs(score.offset or 0) >= NOTABLE_OFFSET)),
            (_GIVEN, [name for name in _methods(found) if keeps_size(METHODS[name])]),
            (_INFINITE, _those(found, lambda score: score.psnr == float("inf"))),
            *_of_networks(found),
        )
        if names
    ]
    told += [*_run_again(found), *_missing(found)]
    if told:
        st.caption("  \n".join(told))


def _of_networks(found: Results) -> list[tuple[str, list[str]]]:
    """Return what is to be known of trained networks, and of which."""
    names, chosen = _networks(found), found.chosen
    noisy = [name for name in names if TRAINED[name].noisy]
    return [
        (_TAUGHT_BY_IT, [name for name in names if chosen.picture in NETWORKS[name].taught_by]),
        (_OTHERWISE, names if chosen.reduction != _REDUCTION_TAUGHT else []),
        (_IN_GREY, names if len(found.pair.original) > 1 else []),
        (_BY_CHANCE, noisy),
        (_NO_RAMP, [n for n in names if n not in noisy and found.scores[n].offset is None]),
    ]


def _run_again(found: Results) -> Iterator[str]:
    """Say which networks are run more than once."""
    for name in _networks(found):
        way = TRAINED[name]
        passes = way.passes[found.pair.factor]
        if passes > 1:
            told = _(_AGAIN)
            yield told.format(own=f"×{way.own}", passes=passes, methods=title(name))


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


def _methods(found: Results) -> list[str]:
    return [name for name in found.scores if not is_trained(name)]


def _networks(found: Results) -> list[str]:
    return [name for name in found.scores if is_trained(name)]


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(title, names))


def _size(shape: tuple[int, ...]) -> str:
    return dimensions(reversed(shape[1:]))
