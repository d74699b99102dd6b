"""The step on what comes first: an even kernel, and long after that a sharp one."""

from __future__ import annotations

from typing import NamedTuple

from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lessons.checkerboard.pictures import score_text
from ui.lessons.learned.common import (
    Layer,
    kernel_link,
    kernel_table,
    matrix_table,
    step_control,
    trained,
)
from ui.lessons.learned.setup import UPLOAD, Result, Setup, result_of, setup_controls
from ui.numbers import decibels, number, tenths
from ui.picture_panes import Pane
from ui.training_figure import Chart, Curve, Film, Part, Table, still, training_figure
from ui.words import N_, _
from upsample_core.lessons import STEPS, Course

_LEAST = 1e-7
"""Less of a pattern is the rounding of the computer, and a logarithm has to end somewhere."""

_ROOM = 6
"""Decibels below nearest at which the chart ends."""

_FIRST = Setup(Layer("transposed", 3))
_FIRST_STEP = 3


class Chosen(NamedTuple):
    """The training, what came of it, and the step that is looked at."""

    setup: Setup
    result: Result
    step: int

    @property
    def place(self) -> int:
        """The place of the step among those that are looked at."""
        return STEPS.index(self.step)


def controls() -> Chosen:
    """Draw the choice of the training."""
    setup = setup_controls(_FIRST.layer)
    return Chosen(setup, result_of(setup), step_control("even_step", _FIRST_STEP))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return when the kernel is even and when it is sharp, at first and as chosen."""
    first, now = trained(_FIRST.layer), chosen.result.course
    return {
        "even": first.even_from,
        "sharp": first.sharp_from,
        "best": decibels(first.best_decibels),
        "even_now": _from(now.even_from),
        "sharp_now": _from(now.sharp_from),
        "step_now": chosen.step,
        "share_now": number(float(now.shares[chosen.place]), 2),
        "score_now": score_text(float(now.scores[chosen.place])),
        "decibels_now": decibels(float(now.decibels[chosen.place])),
        "best_now": decibels(now.best_decibels),
    }


def _from(step: int) -> str:
    return str(step) if step >= 0 else f"> {STEPS[-1]}"


def guess() -> Guess:
    """Ask whether the checkerboard goes before the picture grows sharp."""
    options = {
        "even": _("the checkerboard"),
        "sharp": _("the blur"),
        "together": _("both at once"),
    }
    first = trained(_FIRST.layer)
    even, sharp = first.even_from, first.sharp_from
    right = "even" if even < sharp else "sharp" if sharp < even else "together"
    return Guess(options, right)


def view(chosen: Chosen) -> None:
    """Draw the picture so far and the kernel, beside its phase sums and the curves."""
    result = chosen.result
    now = result.course
    notes = [decibels(value) for value in now.decibels.tolist()]
    films = [
        still(_("Input"), result.small, "input"),
        Film(Pane(_("So far"), result.judge, "output"), result.film, len(STEPS), notes),
        still(_("Original"), result.judge, "input"),
    ]
    side = now.kernels.shape[-1]
    cell = 2.6 if side < 5 else 1.9 if side < 7 else 8 / side  # charts need the rest of the row
    below: list[Part] = [
        kernel_table(_("Kernel"), now.kernels, cell),
        Table(_("Phase sums"), now.sums, "output", 2.6),
        matrix_table(chosen.setup.layer, now.kernels),
        _patterns(now),
        _quality(now, result.marks),
    ]
    training_figure("even_step", STEPS, chosen.step, films, below)


def _patterns(now: Course) -> Chart:
    """Return how much of a pattern is left, by powers of ten."""
    shares = [number(value, 2) for value in now.shares.tolist()]
    scores = [score_text(value) for value in now.scores.tolist()]
    curves = (
        Curve(_("pattern on a constant"), now.shares, shares, "kernel"),
        Curve(_("artifact score"), now.scores, scores, "attention", dashed=True),
    )
    return Chart(curves, (_LEAST, 2.0), logarithmic=True)


def _quality(now: Course, others: dict[str, float]) -> Chart:
    """Return how decibels grow, with what others reach, and the best that the layer can."""
    texts = [decibels(value) for value in now.decibels.tolist()]
    best, name = now.best_decibels, _("best possible")
    marks = [(f"{name} {tenths(best)}", best, "attention")]
    for name, value in others.items():
        marks.append((f"{_(METHOD_WORDS[name].title)} {tenths(value)}", value, "zero"))
    low, high = min(others.values()), max(best, *others.values())
    curve = Curve(_("PSNR"), now.decibels, texts)
    return Chart((curve,), (low - _ROOM, high + 0.6), marks)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel."""
    setup = chosen.setup
    picture = _FIRST.judge if setup.judge == UPLOAD else setup.judge
    kernel_link(setup.layer, chosen.result.course.kernels[chosen.place], picture)


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
