"""The step on symbols: every output cell of the worked example as a sum of letters."""

from __future__ import annotations

import streamlit as st

from ui.geometry_controls import geometry_controls
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lessons.transposed_convolution.common import WORKED, changed, lab_numbers
from ui.markdown import table
from ui.numbers import dimensions
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, trace
from upsample_core.lessons import expressions

_ASKED = (1, 1)


def controls() -> Method:
    """Draw the choice of padding and output padding."""
    return geometry_controls("symbols", (2, 2), WORKED, ("padding", "output_padding"))


@shared
def _run(chosen: Method) -> Trace:
    return trace(chosen, grid_pattern("counting", (2, 2)))


def _worked() -> Trace:
    return _run(method("transposed_convolution", (2, 2), **WORKED))


def numbers(chosen: Method) -> dict[str, object]:
    """Return what the words tell of the worked example, and of the sizes at this padding."""
    run = _worked()
    assert run.kernel is not None
    return {
        "inputs": run.input.size,
        "taps": run.kernel.size,
        "cells": run.output.size,
        "stride": WORKED["stride"],
        "most": int(run.overlap[_ASKED]),
        "least": int(run.overlap.min()),
        "expression": expressions(run.map)[_ASKED],
        "padding": chosen["padding"][0],
        "small": dimensions(changed(chosen, output_padding=0).output_shape),
        "large": dimensions(changed(chosen, output_padding=1).output_shape),
    }


def guess() -> Guess:
    """Ask how many pixels reach the cell in the middle of the worked example."""
    run = _worked()
    assert run.kernel is not None
    offered = sorted({*run.overlap.ravel().tolist(), run.kernel.size})
    return Guess({count: str(count) for count in offered}, int(run.overlap[_ASKED]))


def view(chosen: Method) -> None:
    """Draw the example in letters, on the stage."""
    stage(_run(chosen), key="symbols_stage", pin="output:0,1", view={"form": "symbols"})


def expressions_table(run: Trace) -> str:
    """Return the output as a Markdown table of sums in letters."""
    rows = expressions(run.map).tolist()
    head = ("", *(str(column) for column in range(len(rows[0]))))
    named = [(f"**{number}**", *row) for number, row in enumerate(rows)]
    return table(head, named, words=len(head))


def links(chosen: Method) -> None:
    """Draw all sums, to open, and the link to the lab with these parameters."""
    with st.popover(_("Every cell as an expression"), type="tertiary"):
        st.markdown(expressions_table(_run(chosen)))
    lab_link("transposed_convolution", size=2, input="counting", **lab_numbers(chosen))


STEP = Step(
    "symbols",
    N_("Letters"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("tap", "stride", "padding", "output_padding"),
)
