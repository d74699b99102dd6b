"""The step on random starts: several kernels that are trained, and where they go."""

from __future__ import annotations

from typing import NamedTuple

from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    Layer,
    enlarged,
    kernel_link,
    kernel_table,
    original,
    picture_so_far,
    step_control,
    trained,
)
from ui.numbers import decibels, number
from ui.training_figure import still, training_figure
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import STEPS, Course, spread

SIZES = (2, 3, 4)
_JUDGE = PHOTOGRAPHS[0]
_SEEDS = 3
_SAME = 0.05
"""Kernels whose weights are no further apart make pictures that no eye tells apart."""


class Chosen(NamedTuple):
    """The kernel size, the first seed, and the step of training."""

    size: int
    seed: int
    step: int

    @property
    def layer(self) -> Layer:
        """The layer that is trained."""
        return Layer("transposed", self.size)

    @property
    def courses(self) -> list[Course]:
        """The trainings from several seeds."""
        return [trained(self.layer, self.seed + more) for more in range(_SEEDS)]

    @property
    def kernels(self) -> list[Array]:
        """Their kernels at this step."""
        place = STEPS.index(self.step)
        return [one.kernels[place] for one in self.courses]


_FIRST = Chosen(3, 0, 0)


def controls() -> Chosen:
    """Draw the choice of the kernel size, of the seeds, and the slider along the training."""
    size = choice("random_kernel_size", _("Kernel size K"), SIZES, _FIRST.size)
    seed = field("random_seed", _("Seeds from"), 0, 9999, _FIRST.seed)
    return Chosen(size, seed, step_control("random_step", _FIRST.step))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how far the kernels are apart at first, now, and at the end."""
    end = chosen._replace(step=STEPS[-1])
    place = STEPS.index(chosen.step)
    return {
        "steps": STEPS[-1],
        "seeds": _SEEDS,
        "apart": number(spread(_FIRST.kernels), 2),
        "apart_end": number(spread(_FIRST._replace(step=STEPS[-1]).kernels), 2),
        "step_now": chosen.step,
        "apart_now": number(spread(chosen.kernels), 2),
        "apart_last": number(spread(end.kernels), 2),
        "decibels_now": decibels(float(chosen.courses[0].decibels[place])),
        "best_now": decibels(chosen.courses[0].best_decibels),
        "size_now": chosen.size,
    }


def guess() -> Guess:
    """Ask whether kernels that begin differently end differently."""
    options = {
        "same": _("to the same kernel"),
        "own": _("each to its own"),
        "nowhere": _("nowhere, they wander"),
    }
    apart = spread(_FIRST._replace(step=STEPS[-1]).kernels)
    return Guess(options, "same" if apart < _SAME else "own")


def view(chosen: Chosen) -> None:
    """Draw what each kernel makes of a photograph, and the kernels, beside the best."""
    films, tables = [], []
    for more, one in enumerate(chosen.courses):
        seed = chosen.seed + more
        title = _("Seed {seed}", seed=seed)
        films.append(picture_so_far(title, chosen.layer, seed, sized=False))
        tables.append(kernel_table(title, one.kernels, cell=3.0))
    one = chosen.courses[0]
    title, made = _("The best kernel"), enlarged(chosen.layer, one.best, _JUDGE)
    films.append(still(title, made, "output", decibels(one.best_decibels), sized=False))
    films.append(original(_JUDGE, sized=False))
    tables.append(kernel_table(title, one.best, cell=3.0))
    training_figure(
        "random_step", STEPS, chosen.step, films, tables, detail=60, width=170, height=260
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the first kernel."""
    kernel_link(chosen.layer, chosen.kernels[0], _JUDGE)


STEP = Step(
    "random_start",
    N_("A random kernel"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("least_squares", "gradient_descent"),
    ahead={"random_kernel_size": SIZES},
)
