"""The step on batches: a few patches at a time, or all of them."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    Layer,
    grey,
    kernel_link,
    kernel_table,
    original,
    small,
    step_control,
)
from ui.numbers import decibels, percent
from ui.picture_panes import Pane
from ui.shared import shared
from ui.training_figure import Chart, Curve, Film, film, training_figure
from ui.words import N_, _
from upsample_core.learning import EnlargingLayer, SquaredError
from upsample_core.lessons import STEPS, Batches, patch_errors, small_batches

BATCHES = (1, 4, 16)
SHARES = (0.1, 0.2, 0.4)
_JUDGE = PHOTOGRAPHS[0]
_LAYER = Layer("transposed", 3)


class Chosen(NamedTuple):
    """How many patches a step sees, the rate as a share of its limit, the seed, and the step."""

    batch: int
    share: float
    seed: int
    step: int


@shared
def patches() -> list[SquaredError]:
    """Return the error on every patch of the photographs that teach."""
    layer = EnlargingLayer(_LAYER.kind, _LAYER.size)
    return patch_errors(layer, [grey(name) for name in PHOTOGRAPHS if name != _JUDGE])


@shared
def trained_by(batch: int | None, share: float, seed: int) -> Batches:
    """Return a training by so many patches a step; by all, where none is given."""
    layer = EnlargingLayer(_LAYER.kind, _LAYER.size)
    return small_batches(layer, layer.begin("random"), patches(), grey(_JUDGE), batch, share, seed)


@shared
def _film(batch: int | None, share: float, seed: int) -> bytes:
    layer = EnlargingLayer(_LAYER.kind, _LAYER.size)
    return film(layer.enlarge(small(_JUDGE), trained_by(batch, share, seed).kernels))


def controls() -> Chosen:
    """Draw the choice of the batch, of the rate and of the seed."""
    batch = choice("batch_size", _("Patches a step"), BATCHES, BATCHES[0])
    share = choice("batch_share", _("Rate, as a share of its limit"), SHARES, SHARES[-1])
    seed = field("batch_seed", _("Seed"), 0, 9999, 0)
    return Chosen(batch, share, seed, step_control("batch_step", 0))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how far above the least error the trainings end."""
    few, every = _both(chosen)
    small_rate = trained_by(chosen.batch, SHARES[0], chosen.seed)
    return {
        "patches": len(patches()),
        "steps": STEPS[-1],
        "batch": chosen.batch,
        "few": percent(float(few.excess[-1])),
        "every": percent(float(every.excess[-1])),
        "share": chosen.share,
        "least": SHARES[0],
        "few_least": percent(float(small_rate.excess[-1])),
    }


def _both(chosen: Chosen) -> tuple[Batches, Batches]:
    return trained_by(*chosen[:3]), trained_by(None, chosen.share, 0)


def guess() -> Guess:
    """Ask how a training by single patches ends."""
    options = {
        "same": _("at the best kernel, as with all"),
        "around": _("it goes on trembling about the best"),
        "lost": _("it learns nothing"),
    }
    return Guess(options, "around")


def view(chosen: Chosen) -> None:
    """Draw both pictures so far, the kernels, and how far their errors are above the least."""
    few, every = _both(chosen)
    titles = _("{count} at a time", count=chosen.batch), _("All patches")
    films, tables, curves = [], [], []
    for title, one, seen, role, dashed in (
        (titles[0], few, (chosen.batch, chosen.share, chosen.seed), "output", False),
        (titles[1], every, (None, chosen.share, 0), "zero", True),
    ):
        notes = [decibels(value) for value in one.decibels.tolist()]
        pane = Pane(title, grey(_JUDGE), "output", sized=False)
        films.append(Film(pane, _film(*seen), len(STEPS), notes))
        tables.append(kernel_table(title, one.kernels, 2.5))
        texts = [percent(value) for value in one.excess.tolist()]
        curves.append(Curve(title, one.excess, texts, role, dashed))
    chart = Chart(curves, (1e-5, 1e3), logarithmic=True)
    films.append(original(_JUDGE, sized=False))
    training_figure("batch_step", STEPS, chosen.step, films, [*tables, chart], height=195)
    st.caption(_("The curves: how far the error over all patches is above the least."))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the kernel that few patches taught."""
    kernel = trained_by(*chosen[:3]).kernels[STEPS.index(chosen.step)]
    kernel_link(_LAYER, kernel, _JUDGE)


STEP = Step(
    "batches",
    N_("Few at a time"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("learning_rate",),
    ahead={"batch_size": BATCHES},
)
