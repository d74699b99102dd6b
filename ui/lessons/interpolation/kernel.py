"""The step on kernels: the curve, and the samples on it while one output is moved along."""

from __future__ import annotations

from typing import NamedTuple

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.interpolation.common import LAB, NAMES, named
from ui.neighbours import Column, KernelPane, LinePane, neighbours, point_field, the_point
from ui.numbers import listed, number
from ui.words import N_, _, ngettext
from upsample_core import Array, grid_pattern
from upsample_core.lessons import (
    Interpolated,
    curve,
    interpolated,
    kernel_curve,
    reach_of,
    weights_between,
)

SAMPLES = 10
FACTOR = 8
_SEED = 1
_REACH = 2
"""So many samples from either end the point stops, so that the widest kernel meets only samples."""
_BOUNDS = [(_REACH * FACTOR, (SAMPLES - 1 - _REACH) * FACTOR)]
_START = (4 * FACTOR + FACTOR // 4,)
POINT = point_field("kernel_at", _BOUNDS, _START)
_HEIGHTS = (-2.0, 10.5)
_WEIGHTS = (-0.2, 1.0)


class Chosen(NamedTuple):
    """An interpolator, and the output that is looked at."""

    name: str
    at: tuple[int, ...]

    @property
    def made(self) -> Interpolated:
        """The signal, enlarged."""
        return interpolated(signal(), self.name, FACTOR, "align_corners")


def signal() -> Array:
    """Return the samples."""
    return grid_pattern("random", SAMPLES, seed=_SEED)


def controls() -> Chosen:
    """Draw the choice of a kernel; the point is moved in the figure itself."""
    name = choice("kernel_name", _("The kernel"), named(NAMES), "cubic")
    return Chosen(name, the_point(POINT))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the weights halfway and on a sample, and those of this kernel where we stand."""
    stored = chosen.made.map.contributions(chosen.at)
    place = chosen.made.coordinates[0][chosen.at[0]]
    blurred = weights_between("mitchell", 0)
    return {
        "halfway": listed(weights_between("cubic", 0.5), 3),
        "softer": listed(weights_between("cubic_half", 0.5), 3),
        "linear": listed(weights_between("linear", 0.5), 3),
        "mitchell": listed(blurred, 3),
        "reach": reach_of("cubic"),
        "widest": reach_of("lanczos3"),
        "kernel": _(NAMES[chosen.name]),
        "place": number(place),
        "weights": listed(stored.weights, 3),
        "value": number(chosen.made.output[chosen.at], 3),
    }


def guess() -> Guess:
    """Ask for the weights of cubic halfway between two samples."""
    right, count = listed(weights_between("cubic", 0.5), 3), reach_of("cubic")
    options = [listed(weights_between("linear", 0.5)), listed([1 / count] * count), right]
    return Guess({text: text for text in options}, right)


def view(chosen: Chosen) -> None:
    """Draw the signal with the point on its curve, and the kernel below it on the same axis."""
    values, made = signal(), chosen.made
    count = reach_of(chosen.name)
    note = ngettext("reads {count} sample", "reads {count} samples", count)
    panes = (
        LinePane(values, made, curve(values, chosen.name), _HEIGHTS, 210, weights=False, sum=False),
        KernelPane(values, made, kernel_curve(chosen.name), _WEIGHTS, 250),
    )
    neighbours([Column(_(NAMES[chosen.name]), note, panes)], POINT, chosen.at, _BOUNDS)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this signal and kernel."""
    method, parameters = LAB[chosen.name]
    lab_link(
        method, dims=1, size=SAMPLES, input="custom", values=signal(), scale_factor=3, **parameters
    )


STEP = Step(
    "kernel", N_("The kernel"), controls, view, numbers, links, guess, ("interpolation_kernel",)
)
