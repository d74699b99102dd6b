"""The step on symbols: every output cell of the worked example as a sum of letters."""

from __future__ import annotations

import streamlit as st

from ui.geometry_controls import geometry_controls
from ui.lesson import Step, lab_link
from ui.lessons.transposed_convolution.common import WORKED, lab_numbers, table
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, trace
from upsample_core.lessons import expressions

_PINNED = (1, 1)


def controls() -> Method:
    """Draw the choice of padding and output padding."""
    return geometry_controls("symbols", (2, 2), WORKED, ("padding", "output_padding"))


def _run(chosen: Method) -> Trace:
    return trace(chosen, grid_pattern("counting", (2, 2)))


def numbers(_chosen: Method) -> dict[str, object]:
    """Return what the words tell of the worked example."""
    run = _run(method("transposed_convolution", (2, 2), **WORKED))
    assert run.kernel is not None
    return {
        "inputs": run.input.size,
        "taps": run.kernel.size,
        "cells": run.output.size,
        "stride": WORKED["stride"],
        "most": int(run.overlap[_PINNED]),
        "least": int(run.overlap.min()),
        "expression": expressions(run.map)[_PINNED],
    }


def view(chosen: Method) -> None:
    """Draw the example in letters, on the stage and as a table."""
    run = _run(chosen)
    stage(run, key="symbols_stage", pin="output:1,1", view={"form": "symbols"})
    with st.expander(_("Every cell as an expression")):
        st.markdown(expressions_table(run))


def expressions_table(run: Trace) -> str:
    """Return the output as a Markdown table of sums in letters."""
    rows = expressions(run.map).tolist()
    head = ("", *(str(column) for column in range(len(rows[0]))))
    return table(head, *((f"**{number}**", *row) for number, row in enumerate(rows)))


def links(chosen: Method) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link("transposed_convolution", size=2, input="counting", **lab_numbers(chosen))


STEP = Step("symbols", N_("Letters"), controls, view, numbers, links)
