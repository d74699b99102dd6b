"""The step on rates: how fast a kernel may learn, and what happens beyond that."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.lessons.learned.common import (
    LAYERS,
    PHOTOGRAPHS,
    TITLES,
    enlarged,
    kernel_link,
    kernel_table,
    picture_so_far,
    step_control,
    trained,
)
from ui.numbers import decibels, number, percent
from ui.training_figure import Bars, Chart, Curve, Part, still, training_figure
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
        "beyond the limit: every step lands farther from the best than it began. We stopped after "
        "step {last}; nothing is broken, take a smaller rate",
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
    now, layer = chosen.course, LAYERS[chosen.name]
    title, best = _("The best kernel"), enlarged(layer, now.best, _JUDGE)
    films = [
        picture_so_far(_("So far"), layer, rate=chosen.rate, notes=_notes(now)),
        still(title, best, "output", decibels(now.best_decibels)),
    ]
    side = now.kernels.shape[-1]
    below: list[Part] = [
        kernel_table(_("Kernel"), now.kernels, 2.6 if side < 5 else 1.9),
        _errors(now, chosen.half),
        Bars(_("Factor of a step, along every direction, the flattest first"), now.factors,
             (-1.0, 1.0), (-2.1, 1.3)),
    ]  # fmt: skip
    st.markdown(
        _(
            "Rate **{rate}**, limit **{limit}**: {fate}.",
            rate=number(chosen.rate, 2),
            limit=number(now.limit, 3),
            fate=_beyond(now) if now.diverges else _within(now),
        )
    )
    training_figure("rate_step", STEPS, chosen.step, films, below, height=205)


def _notes(now: Course) -> list[str]:
    """Return what stands below the picture: its decibels, or where a training was stopped."""
    stopped = _("Stopped at step {count}", count=now.last)
    return [
        stopped if step > now.last else decibels(value)
        for step, value in zip(STEPS, now.decibels.tolist(), strict=True)
    ]


def _errors(now: Course, half: Course) -> Chart:
    """Return the error at this rate and at half the limit, on a scale that stays the same."""
    curves = [
        Curve(name, one.error, [number(value, 2) for value in one.error.tolist()], role, dashed)
        for name, one, role, dashed in (
            (_("error at this rate"), now, "output", False),
            (_("at half the limit"), half, "zero", True),
        )
    ]
    best = (_("best possible"), now.best_error, "attention")
    return Chart(curves, (5e-4, 20.0), [best], logarithmic=True)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the best kernel."""
    kernel_link(LAYERS[chosen.name], chosen.course.best, _JUDGE)


STEP = Step(
    "rates", N_("How fast"), controls, view, numbers, links, guess, ("learning_rate", "eigenvector")
)
