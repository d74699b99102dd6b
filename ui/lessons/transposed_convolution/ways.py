"""The step on ways to compute: three orders of the same products, and how far they are apart."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from ui.geometry_controls import geometry_controls
from ui.lesson import Step, lab_link
from ui.lesson_controls import choice, translated
from ui.lessons.transposed_convolution.common import (
    WORKED,
    chosen_numbers,
    difference_text,
    lab_numbers,
    table,
)
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, preset_kernel, trace
from upsample_core.lessons import largest_differences, random_differences

WAYS = {
    "stamp": N_("1 · Stamp"),
    "virtual_input": N_("2 · Virtual input"),
    "matrix": N_("3 · Matrix"),
}
_FORMS = {
    "stamp": N_("stamp"),
    "slide": N_("virtual input"),
    "multiply": N_("matrix"),
    "interleave": N_("phases"),
}
_DONE = 7
_RANDOM = (32, 40)


class Chosen(NamedTuple):
    """The computation that is shown, and the parameters."""

    way: str
    method: Method


def controls() -> Chosen:
    """Draw the choice of a computation and of the parameters."""
    way = choice("ways_way", _("Computation"), translated(WAYS), "stamp")
    start = {**WORKED, "output_padding": 0}
    offered = ("stride", "kernel_size", "padding")
    return Chosen(way, geometry_controls("ways", (3, 3), start, offered))


def view(chosen: Chosen) -> None:
    """Draw one run in the chosen order, and how far the results of all forms are apart."""
    run = trace(chosen.method, grid_pattern("pi", (3, 3)))
    stage(run, key="ways_stage", view=_opening(chosen.way, run))
    st.markdown(_differences_table(chosen.method))


def _opening(way: str, run: Trace) -> dict[str, Any]:
    """Return how the stage begins a computation: some cells done, the next ones waiting."""
    if way == "stamp":
        return {"order": "stamp", "matrix": "whole", "step": int(run.map.T.indptr[2])}
    done = min(_DONE, run.output.size)
    if way == "matrix":
        return {"order": "matrix", "matrix": "whole", "step": int(run.map.indptr[done])}
    return {"order": "gather", "matrix": "second", "step": int(run.steps[1].indptr[done])}


def _differences_table(chosen: Method) -> str:
    """Return the largest differences from stamping, on the grid and on many random numbers."""
    kernel = preset_kernel("counting", chosen["kernel_size"])
    geometry = chosen_numbers(chosen)
    on_small = largest_differences(grid_pattern("pi", (3, 3)), kernel, **geometry)
    on_large = random_differences(_RANDOM, kernel.shape, **geometry)
    rows, columns = _RANDOM
    head = (
        _("Largest difference from stamping"),
        _("here"),
        _("on {count} random numbers", count=rows * columns),
    )
    lines = [
        (_(_FORMS[name]), difference_text(on_small[name]), difference_text(on_large[name]))
        for name in on_small
    ]
    return table(head, *lines)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link("transposed_convolution", size=3, **lab_numbers(chosen.method))


STEP = Step("ways", N_("Three orders"), controls, view, links=links)
