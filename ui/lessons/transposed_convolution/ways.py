"""The step on ways to compute: three orders of the same products, and how far they are apart."""

from __future__ import annotations

from typing import Any, NamedTuple

from ui.geometry_controls import geometry_controls
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.transposed_convolution.common import WORKED, chosen_numbers, lab_numbers, spelled
from ui.numbers import number
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, preset_kernel, trace
from upsample_core.analysis import Multiplications, multiplications
from upsample_core.lessons import largest_differences, random_differences

WAYS = {
    "stamp": N_("1 · Stamp"),
    "virtual_input": N_("2 · Virtual input"),
    "matrix": N_("3 · Matrix"),
}
_START = {**WORKED, "output_padding": 0}
_DONE = 7
_SMALL = (3, 3)
_RANDOM = (32, 40)


class Chosen(NamedTuple):
    """The computation that is shown, and the parameters."""

    way: str
    method: Method


def controls() -> Chosen:
    """Draw the choice of a computation and of the parameters."""
    way = choice("ways_way", _("Computation"), translated(WAYS), "stamp")
    offered = ("stride", "kernel_size", "padding")
    return Chosen(way, geometry_controls("ways", _SMALL, _START, offered))


@shared
def _products(chosen: Method) -> Multiplications:
    return multiplications(_SMALL, chosen["kernel_size"], **chosen_numbers(chosen))


def _first() -> Multiplications:
    return _products(method("transposed_convolution", _SMALL, **_START))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the products of every way, at first and as chosen, and how far the results differ."""
    first, now, kernel = _first(), _products(chosen.method), chosen.method["kernel_size"]
    geometry = chosen_numbers(chosen.method)
    here = largest_differences(
        grid_pattern("pi", _SMALL), preset_kernel("counting", kernel), **geometry
    )
    rows, columns = _RANDOM
    own = {"S": "stride", "K": "kernel_size", "P": "padding"}
    return {
        "stamped": first.stamped,
        "sliding": first.sliding,
        "useful": first.useful,
        "here": number(max(here.values())),
        "far": number(max(random_differences(_RANDOM, kernel, **geometry).values())),
        "count": rows * columns,
        "own": spelled({letter: chosen.method[name][0] for letter, name in own.items()}),
        "now": now.sliding,
        "zeros": now.sliding - now.useful,
    }


def guess() -> Guess:
    """Ask which computation multiplies most often."""
    first = _first()
    counts = {
        "stamp": first.stamped,
        "virtual_input": first.sliding,
        "matrix": first.useful,
    }
    return Guess(translated(WAYS), max(counts, key=counts.__getitem__))


def view(chosen: Chosen) -> None:
    """Draw one run in the chosen order."""
    run = trace(chosen.method, grid_pattern("pi", _SMALL))
    stage(run, key="ways_stage", view=_opening(chosen.way, run))


def _opening(way: str, run: Trace) -> dict[str, Any]:
    """Return how the stage begins a computation: some cells done, the next ones waiting."""
    if way == "stamp":
        return {"order": "stamp", "matrix": "whole", "step": int(run.map.T.indptr[2])}
    done = min(_DONE, run.output.size)
    if way == "matrix":
        return {"order": "matrix", "matrix": "whole", "step": int(run.map.indptr[done])}
    return {"order": "gather", "matrix": "second", "step": int(run.steps[1].indptr[done])}


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link("transposed_convolution", size=3, **lab_numbers(chosen.method))


STEP = Step(
    "ways",
    N_("Three orders"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("virtual_input", "transpose", "dilation"),
)
