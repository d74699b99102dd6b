"""Live figures of the lesson on transposed convolution: its example, and three ways to compute."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from ui.geometry_controls import geometry_controls
from ui.lesson import lab_link
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
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.lessons.expressions import expressions
from upsample_core.lessons.four_forms import largest_differences
from upsample_core.methods import Method, method
from upsample_core.trace import Trace, trace

_PINNED = (1, 1)
_DONE = 7

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


def worked_numbers() -> dict[str, object]:
    """Return what the words of the worked example tell."""
    chosen = method("transposed_convolution", (2, 2), **WORKED)
    run = trace(chosen, grid_pattern("counting", (2, 2)))
    return {
        "inputs": run.input.size,
        "taps": run.kernel.size,
        "cells": run.output.size,
        "stride": WORKED["stride"],
        "most": int(run.overlap[_PINNED]),
        "least": int(run.overlap.min()),
        "expression": expressions(run.map)[_PINNED],
    }


def symbols_view() -> None:
    """Draw the worked example in letters, its padding and output padding free."""
    chosen = geometry_controls("symbols", (2, 2), WORKED, ("padding", "output_padding"))
    run = trace(chosen, grid_pattern("counting", (2, 2)))
    stage(run, key="symbols_stage", pin="output:1,1", view={"form": "symbols"})
    with st.expander(_("Every cell as an expression")):
        st.markdown(expressions_table(run))
    lab_link("transposed_convolution", size=2, input="counting", **lab_numbers(chosen))


def expressions_table(run: Trace) -> str:
    """Return the output as a Markdown table of sums in letters."""
    rows = expressions(run.map).tolist()
    head = ("", *(str(column) for column in range(len(rows[0]))))
    return table(head, *((f"**{number}**", *row) for number, row in enumerate(rows)))


def ways_view() -> None:
    """Draw one run in three orders, and how far the results of all forms are apart."""
    way = choice("ways_way", _("Computation"), translated(WAYS), "stamp")
    start = {**WORKED, "output_padding": 0}
    chosen = geometry_controls("ways", (3, 3), start, ("stride", "kernel_size", "padding"))
    run = trace(chosen, grid_pattern("pi", (3, 3)))
    stage(run, key="ways_stage", view=_opening(way, run))
    st.markdown(_differences_table(chosen))
    lab_link("transposed_convolution", size=3, **lab_numbers(chosen))


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
    small = grid_pattern("pi", (3, 3))
    source = np.random.default_rng(0)
    large, weights = source.normal(size=(32, 40)), source.normal(size=kernel.shape)
    geometry = chosen_numbers(chosen)
    on_small = largest_differences(small, kernel, **geometry)
    on_large = largest_differences(large, weights, **geometry)
    head = (
        _("Largest difference from stamping"),
        _("here"),
        _("on {count} random numbers", count=large.size),
    )
    rows = [
        (_(_FORMS[name]), difference_text(on_small[name]), difference_text(on_large[name]))
        for name in on_small
    ]
    return table(head, *rows)
