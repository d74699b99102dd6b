"""The step on what comes first: an even kernel, and long after that a sharp one."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.pictures import score_text
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    TITLES,
    Layer,
    enlarged,
    grey,
    kernel_grid,
    kernel_link,
    marks,
    small,
    step_control,
    trained,
    written,
)
from ui.lessons.learned.figures import PLAIN, decibels_figure, patterns_figure
from ui.numbers import decibels, number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.words import N_, _
from upsample_core.lessons import STEPS, Course

KINDS = {
    "transposed_3": ("transposed", 3),
    "transposed_4": ("transposed", 4),
    "sub_pixel": ("sub_pixel", 3),
}
STARTS = {"random": N_("random"), "ones": N_("all ones")}
_JUDGE = PHOTOGRAPHS[0]


class Chosen(NamedTuple):
    """The layer, how its kernel begins, and the step of training."""

    kind: str
    start: str
    step: int

    @property
    def layer(self) -> Layer:
        """The layer that is trained."""
        return Layer(*KINDS[self.kind], self.start)

    @property
    def course(self) -> Course:
        """Its training."""
        return trained(self.layer)

    @property
    def place(self) -> int:
        """The place of the step among those that are looked at."""
        return STEPS.index(self.step)


_FIRST = Chosen("transposed_3", "random", 3)


def controls() -> Chosen:
    """Draw the choice of the layer and of its start, and the slider along the training."""
    titles = {kind: _(TITLES[kind]) for kind in KINDS}
    kind = choice("even_layer", _("Layer"), titles, _FIRST.kind)
    start = choice("even_start", _("Start"), translated(STARTS), _FIRST.start)
    return Chosen(kind, start, step_control("even_step", _FIRST.step))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return when the kernel is even and when it is sharp, at first and as chosen."""
    first, now = _FIRST.course, chosen.course
    return {
        "even": first.even_from,
        "sharp": first.sharp_from,
        "best": decibels(first.best_decibels),
        "even_now": now.even_from,
        "sharp_now": now.sharp_from if now.sharp_from >= 0 else f"> {STEPS[-1]}",
        "step_now": chosen.step,
        "share_now": number(float(now.shares[chosen.place]), 2),
        "score_now": score_text(float(now.scores[chosen.place])),
        "decibels_now": decibels(float(now.decibels[chosen.place])),
        "best_now": decibels(now.best_decibels),
    }


def guess() -> Guess:
    """Ask whether the checkerboard goes before the picture grows sharp."""
    options = {
        "even": _("the checkerboard"),
        "sharp": _("the blur"),
        "together": _("both at once"),
    }
    even, sharp = _FIRST.course.even_from, _FIRST.course.sharp_from
    right = "even" if even < sharp else "sharp" if sharp < even else "together"
    return Guess(options, right)


def view(chosen: Chosen) -> None:
    """Draw the picture so far and the kernel, beside its phase sums and the curves."""
    now, place = chosen.course, chosen.place
    kernel = now.kernels[place]
    title = _("At step {count}", count=chosen.step)
    note = decibels(float(now.decibels[place]))
    panes = [
        Pane(_("Input"), small(_JUDGE), "input"),
        Pane(title, enlarged(chosen.layer, kernel, _JUDGE), "output", note=note),
        Pane(_("Original"), grey(_JUDGE), "input"),
    ]
    draw_pictures(payload(panes, detail=80, width=200, height=240), key="even_pictures")
    left, middle, right = st.columns([5, 6, 6], gap="small")
    with left:
        cell = 2.6 if len(kernel) < 5 else 1.8
        sums = now.sums[place]
        draw_grids(
            kernel_grid(_("Kernel"), kernel, cell),
            Grid(_("Phase sums"), sums, "output", note="", texts=written(sums), cell=2.6,
                 reach=1.2, square=True),
        )  # fmt: skip
    axis = _("Steps of training")
    others = {_(METHOD_WORDS[name].title): value for name, value in marks(_JUDGE).items()}
    lines = {_("best possible"): now.best_decibels, **others}
    with middle:
        patterns = {_("pattern on a constant"): now.shares, _("artifact score"): now.scores}
        st.plotly_chart(patterns_figure(STEPS, patterns, place, axis), config=PLAIN,
                        key="even_patterns")  # fmt: skip
    with right:
        st.plotly_chart(decibels_figure(STEPS, now.decibels, lines, place, axis), config=PLAIN,
                        key="even_decibels")  # fmt: skip


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel."""
    kernel_link(chosen.layer, chosen.course.kernels[chosen.place], _JUDGE)


STEP = Step(
    "evenness",
    N_("Even first"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("phase", "decibel"),
)
