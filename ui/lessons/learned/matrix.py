"""The step on the matrix of a kernel that learns: on the stage, at any step of its training."""

from __future__ import annotations

from typing import NamedTuple

from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, notches
from ui.lessons.learned.common import Layer, kernel_link, trained
from ui.numbers import number
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Array, Trace, method, trace
from upsample_core.inputs import grid_pattern
from upsample_core.lessons import STEPS

SIZES = (2, 3, 4)
_INPUT = (4, 4)


class Chosen(NamedTuple):
    """The kernel size, the seed, and the step of training."""

    size: int
    seed: int
    step: int

    @property
    def layer(self) -> Layer:
        """The layer that is trained."""
        return Layer("transposed", self.size)

    @property
    def kernel(self) -> Array:
        """Its kernel at this step."""
        kernels = trained(self.layer, self.seed).kernels
        kernel: Array = kernels[STEPS.index(self.step)]
        return kernel

    @property
    def run(self) -> Trace:
        """The kernel on a constant."""
        layer = method(
            "transposed_convolution",
            _INPUT,
            stride=2,
            kernel_size=self.size,
            padding=(self.size - 1) // 2,
            output_padding=self.size % 2,
            kernel="custom",
            kernel_values=self.kernel.round(2),
        )
        return trace(layer, grid_pattern("ones", _INPUT))


def controls() -> Chosen:
    """Draw the choice of the kernel and of the step."""
    size = choice("matrix_kernel_size", _("Kernel size K"), SIZES, 3)
    seed = field("matrix_seed", _("Seed"), 0, 9999, 0)
    step = notches("matrix_step", _("Steps of training"), STEPS, 0, width=330)
    return Chosen(size, seed, int(step))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how far apart the sums of the rows are, away from the border."""
    now, end = chosen.run.output, chosen._replace(step=STEPS[-1]).run.output
    inner = slice(2, -2)
    return {
        "size": chosen.size,
        "step_now": chosen.step,
        "steps": STEPS[-1],
        "low": number(now[inner, inner].min(), 3),
        "high": number(now[inner, inner].max(), 3),
        "low_end": number(end[inner, inner].min(), 3),
        "high_end": number(end[inner, inner].max(), 3),
    }


def guess() -> Guess:
    """Ask what training changes in the matrix."""
    options = {
        "values": _("the numbers in it, not their places"),
        "places": _("where it has numbers"),
        "both": _("both"),
    }
    return Guess(options, "values")


def view(chosen: Chosen) -> None:
    """Draw the stage."""
    stage(chosen.run, key="matrix_stage", view={"order": "gather"})


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel."""
    kernel_link(chosen.layer, chosen.kernel, "cameraman")


STEP = Step(
    "matrix", N_("Its matrix"), controls, view, numbers, links, guess, ("phase", "transpose")
)
