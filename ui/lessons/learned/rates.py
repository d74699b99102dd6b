"""The step on rates: how fast a kernel may learn, and what happens beyond that."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import draw_grids
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.lessons.learned.common import (
    LAYERS,
    PHOTOGRAPHS,
    TITLES,
    enlarged,
    kernel_grid,
    kernel_link,
    step_control,
    trained,
)
from ui.lessons.learned.figures import PLAIN, errors_figure, factors_figure
from ui.numbers import decibels, number, percent
from ui.picture_panes import Pane, draw_pictures, payload
from ui.words import N_, _
from upsample_core.lessons import STEPS, Course

NAMES = ("transposed_3", "transposed_4", "sub_pixel", "nearest")
_JUDGE = PHOTOGRAPHS[0]
_UNSEEN = 0.001


class Chosen(NamedTuple):
    """The layer, the rate, and the step of training."""

    name: str
    rate: float
    step: int

    @property
    def course(self) -> Course:
        """Its training at this rate."""
        return trained(LAYERS[self.name], rate=self.rate)

    @property
    def half(self) -> Course:
        """Its training at half the limit."""
        return trained(LAYERS[self.name])

    @property
    def place(self) -> int:
        """The place of the step among those that are looked at."""
        return STEPS.index(self.step)


_FIRST = Chosen("transposed_3", 2.0, 8)


def controls() -> Chosen:
    """Draw the choice of the layer, the slider of the rate, and that along the training."""
    titles = {name: _(TITLES[name]) for name in NAMES}
    name = choice("rate_layer", _("Layer"), titles, _FIRST.name)
    rate = slider("rate_rate", _("Rate"), 0.1, 6.0, _FIRST.rate, 0.1, width=260)
    return Chosen(name, rate, step_control("rate_step", _FIRST.step))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the limits, and what becomes of the training as chosen."""
    now = chosen.course
    first, steep = (trained(LAYERS[name]) for name in (_FIRST.name, "nearest"))
    return {
        "limit": number(first.limit, 2),
        "largest": number(first.steepest, 2),
        "limit_near": number(steep.limit, 2),
        "limit_now": number(now.limit, 3),
        "largest_now": number(now.steepest, 3),
        "rate_now": number(chosen.rate, 2),
        "layer_now": _(TITLES[chosen.name]),
        "fate": _beyond(now) if now.diverges else _within(now),
    }


def _within(now: Course) -> str:
    return _(
        "below the limit: after {steps} steps the error is {excess} above the least",
        excess=percent(now.excess) if now.excess > _UNSEEN else f"<\u00a0{percent(_UNSEEN)}",
        steps=STEPS[-1],
    )


def _beyond(now: Course) -> str:
    return _(
        "beyond the limit: every step overshoots by more than it gained. We stopped after step "
        "{last}; nothing is broken, take a smaller rate",
        last=now.last,
    )


def guess() -> Guess:
    """Ask what a rate a tenth beyond the limit does."""
    beyond = trained(LAYERS[_FIRST.name], rate=round(1.1 * _FIRST.course.limit, 2))
    options = {
        "faster": _("it learns a tenth faster"),
        "swings": _("it swings, and never ends"),
        "grows": _("the error grows without end"),
    }
    return Guess(options, "grows" if beyond.diverges else "faster")


def view(chosen: Chosen) -> None:
    """Draw the picture so far and the kernel, the error, and the factors."""
    now, place = chosen.course, chosen.place
    kernel = now.kernels[place]
    shown = min(chosen.step, now.last)
    title = _("At step {count}", count=shown)
    if shown < chosen.step:
        title = _("Stopped at step {count}", count=shown)
    left, right = st.columns([3, 2], gap="small")
    with left:
        made = enlarged(LAYERS[chosen.name], kernel, _JUDGE)
        best = enlarged(LAYERS[chosen.name], now.best, _JUDGE)
        note = decibels(float(now.decibels[place]))
        panes = [
            Pane(title, made, "output", note=note),
            Pane(_("The best kernel"), best, "output", note=decibels(now.best_decibels)),
        ]
        draw_pictures(payload(panes, width=180, height=250), key="rate_pictures")
    with right:
        cell = 3.0 if len(kernel) < 5 else 2.2
        draw_grids(kernel_grid(_("Kernel"), kernel, cell))
    curves = {_("at this rate"): now.error, _("at half the limit"): chosen.half.error}
    st.markdown(
        _(
            "Rate **{rate}**, limit **{limit}**: {fate}.",
            rate=number(chosen.rate, 2),
            limit=number(now.limit, 3),
            fate=_beyond(now) if now.diverges else _within(now),
        )
    )
    left, right = st.columns(2, gap="small")
    with left:
        figure = errors_figure(
            STEPS, curves, (_("best possible"), now.best_error), place, _("Steps of training")
        )
        st.plotly_chart(figure, config=PLAIN, key="rate_errors")
    with right:
        figure = factors_figure(now.factors, _("Directions, the flattest first: factor of a step"))
        st.plotly_chart(figure, config=PLAIN, key="rate_factors")


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the best kernel."""
    kernel_link(LAYERS[chosen.name], chosen.course.best, _JUDGE)


STEP = Step(
    "rates", N_("How fast"), controls, view, numbers, links, guess, ("learning_rate", "eigenvector")
)
