"""The step on shrinking: the kernel has to grow with the step, and not all libraries let it."""

from __future__ import annotations

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.markdown import table
from ui.numbers import listed, number
from ui.words import N_, _, ngettext
from upsample_core import grid_pattern
from upsample_core.lessons import Shrunk, shrunk

BEFORE = 8
SIZES = (2, 3, 4, 5, 6)
_START = 3
TITLES = {
    "plain": N_("Without antialiasing"),
    "stretched": N_("Triangle stretched, ends left out"),
    "clamped": N_("Triangle stretched, ends repeated"),
    "gaussian": N_("Gaussian first"),
}
_SEEN = 1e-3
"""A smaller weight is not written."""

_LIBRARIES = {
    "plain": "PyTorch, TensorFlow, ONNX, OpenCV",
    "stretched": "PyTorch, TensorFlow (`antialias=True`), Pillow",
    "clamped": "ONNX (`antialias=1`)",
    "gaussian": "scikit-image",
}


def controls() -> int:
    """Draw the choice of the smaller size."""
    return int(choice("shrinking_size", _("From {size} to", size=BEFORE), SIZES, _START))


def _made(size: int) -> dict[str, Shrunk]:
    return shrunk(grid_pattern("counting", BEFORE), size)


def numbers(size: int) -> dict[str, object]:
    """Return the first value that each way gives of 1 to 8, and what is never read."""
    first, now = _made(_START), _made(size)
    return {
        "before": BEFORE,
        "after": _START,
        **{name: number(one.output[0], 5) for name, one in first.items()},
        "count": _read(first["stretched"]),
        "plain_count": _read(first["plain"]),
        "missed": _missed(first["plain"]),
        "whole": min(size for size in SIZES if all(_made(size)["plain"].read)),
        "size": size,
        "now": listed((one.output[0] for one in now.values()), 5),
        "now_missed": _missed(now["plain"]),
    }


def _read(one: Shrunk) -> int:
    """Return how many samples the first output reads."""
    return int(one.map.contributions((0,)).weights.size)


def _missed(one: Shrunk) -> str:
    """Return the samples that are not read, by their values; none where all are."""
    kept = zip(grid_pattern("counting", BEFORE).tolist(), one.read.tolist(), strict=True)
    return listed(value for value, read in kept if not read) or _("none")


def guess() -> Guess:
    """Ask how many samples the stretched triangle reads for the first output."""
    made = _made(_START)
    counts = {name: _read(one) for name, one in made.items()}
    offered = sorted({counts["plain"], counts["stretched"], BEFORE})
    return Guess({count: str(count) for count in offered}, counts["stretched"])


def view(size: int) -> None:
    """Draw the matrix of every way, and what it makes of 1 to 8."""
    made = _made(size)
    draw_grids(*(part for name, one in made.items() for part in _drawn(_(TITLES[name]), one)))
    missed = made["plain"].read.tolist().count(False)
    st.markdown(
        ngettext(
            "Without antialiasing **{count}** of {all} samples is never read.",
            "Without antialiasing **{count}** of {all} samples are never read.",
            missed,
            all=BEFORE,
        )
    )
    head = (_("All called bilinear"), _("Libraries"), _("First value"))
    rows = [
        (_(TITLES[name]), _LIBRARIES[name], number(one.output[0], 5)) for name, one in made.items()
    ]
    st.markdown(table(head, rows, words=2))


def _drawn(title: str, one: Shrunk) -> tuple[Grid, str, Grid]:
    """Return the matrix of one way, and its output."""
    weights = one.map.matrix.toarray()
    return (
        Grid(
            title,
            weights,
            "kernel",
            note="",
            texts=[[number(w, 2) if w > _SEEN else "" for w in row] for row in weights.tolist()],
            columns=[number(value) for value in grid_pattern("counting", BEFORE)],
            reach=1.0,
            cell=2.5,
        ),
        "→",
        Grid(_("Output"), one.output[:, None], "output", note="", cell=3.6),
    )


def links(size: int) -> None:
    """Draw the link to the lab, shrinking by half with antialiasing."""
    lab_link("bilinear", dims=1, size=BEFORE, input="counting", scale_factor=0.5, antialias=True)


STEP = Step("shrinking", N_("Shrinking"), controls, view, numbers, links, guess, ("aliasing",))
