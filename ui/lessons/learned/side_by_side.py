"""The step that trains five layers side by side."""

from __future__ import annotations

from typing import NamedTuple

from ui.lesson import Guess, Step
from ui.lesson_controls import field
from ui.lessons.checkerboard.pictures import score_text
from ui.lessons.learned.common import (
    LAYERS,
    PHOTOGRAPHS,
    TITLES,
    judge_control,
    kernel_link,
    kernel_table,
    marks,
    picture_so_far,
    step_control,
    trained,
)
from ui.numbers import decibels
from ui.training_figure import training_figure
from ui.words import N_, _
from upsample_core.lessons import STEPS, Course


class Chosen(NamedTuple):
    """The seed, the photograph that judges, and the step of training."""

    seed: int
    judge: str
    step: int

    @property
    def courses(self) -> dict[str, Course]:
        """The training of every layer."""
        return {name: trained(layer, self.seed, self.judge) for name, layer in LAYERS.items()}

    @property
    def place(self) -> int:
        """The place of the step among those that are looked at."""
        return STEPS.index(self.step)


_FIRST = Chosen(0, PHOTOGRAPHS[0], 0)
_OFFERED = ("transposed_3", "transposed_4", "sub_pixel", "nearest")


def controls() -> Chosen:
    """Draw the field of the seed, the choice of the photograph, and the slider."""
    seed = field("side_seed", _("Seed"), 0, 9999, _FIRST.seed)
    judge = judge_control("side_judge")
    return Chosen(seed, judge, step_control("side_step", _FIRST.step))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the best that each layer can do, and what the steps say."""
    first, now, place = _FIRST.courses, chosen.courses, chosen.place
    leading = max(now, key=lambda name: float(now[name].decibels[place]))
    return {
        "best_3": decibels(first["transposed_3"].best_decibels),
        "best_4": decibels(first["transposed_4"].best_decibels),
        "best_sub": decibels(first["sub_pixel"].best_decibels),
        "best_near": decibels(first["nearest"].best_decibels),
        "bicubic": decibels(marks(_FIRST.judge)["bicubic"]),
        "steps": STEPS[-1],
        "step_now": chosen.step,
        "leading": _(TITLES[leading]),
        "leading_now": decibels(float(now[leading].decibels[place])),
        "sub_even": now["sub_pixel"].even_from,
        "icnr_even": now["icnr"].even_from,
        "sub_end": decibels(float(now["sub_pixel"].decibels[-1])),
        "icnr_end": decibels(float(now["icnr"].decibels[-1])),
        "sub_score": score_text(float(now["sub_pixel"].scores[place])),
        "icnr_score": score_text(float(now["icnr"].scores[place])),
    }


def guess() -> Guess:
    """Ask which layer can become the sharpest."""
    options = {name: _(TITLES[name]) for name in _OFFERED}
    found = _FIRST.courses
    return Guess(options, max(_OFFERED, key=lambda name: found[name].best_decibels))


def view(chosen: Chosen) -> None:
    """Draw what each layer makes of the photograph, and its kernel."""
    films, tables = [], []
    for name, one in chosen.courses.items():
        title = _(TITLES[name])
        films.append(
            picture_so_far(
                title, LAYERS[name], chosen.seed, chosen.judge, notes=_notes(one), sized=False
            )
        )
        tables.append(kernel_table(title, one.kernels, 2.3))
    training_figure(
        "side_step", STEPS, chosen.step, films, tables, detail=60, width=170, height=260
    )


def _notes(one: Course) -> list[str]:
    """Return what stands below the picture of a layer, for every step."""
    best = decibels(one.best_decibels)
    return [
        _(
            "{now}, best possible {best}, artifact score {score}",
            now=decibels(now),
            best=best,
            score=score_text(score),
        )
        for now, score in zip(one.decibels.tolist(), one.scores.tolist(), strict=True)
    ]


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the kernel of the sub-pixel layer."""
    kernel = chosen.courses["sub_pixel"].kernels[chosen.place]
    kernel_link(LAYERS["sub_pixel"], kernel, chosen.judge)


STEP = Step(
    "side_by_side",
    N_("Five layers"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("icnr",),
    ahead={"side_judge": PHOTOGRAPHS},
)
