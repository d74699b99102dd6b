"""The step on size: the formula with its numbers, and what is special about some parameters."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import address
from ui.geometry_controls import geometry_controls
from ui.lesson import Step, lab_link
from ui.lessons.transposed_convolution.common import (
    NAMES,
    WORKED,
    difference_text,
    lab_numbers,
    signed,
    times,
)
from ui.stage import stage
from ui.verdict import size_formula
from ui.widgets import pills
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, trace
from upsample_core.lessons import two_groups, uncovered

CASES: dict[str, tuple[str, dict[str, int]]] = {
    "usual": (N_("Twice as long"), {"stride": 2, "kernel_size": 4, "padding": 1}),
    "full": (N_("Stride 1, “full”"), {"stride": 1, "kernel_size": 3, "padding": 0}),
    "kept": (N_("Stride 1, same size"), {"stride": 1, "kernel_size": 5, "padding": 2}),
    "negative": (N_("Negative border"), {"stride": 2, "kernel_size": 2, "padding": 2}),
    "dilated": (N_("Dilated"), {"stride": 2, "kernel_size": 2, "padding": 1, "dilation": 3}),
}
"""Special cases of the size formula: label, and the parameters that are not as usual."""

RECTANGLE = {"stride": (3, 1), "kernel_size": (3, 2), "padding": 0, "kernel": "ones"}


def controls() -> Method:
    """Draw the choice of a special case and of all parameters."""
    labels = {name: _(label) for name, (label, _numbers) in CASES.items()}
    above = st.container()
    chosen = geometry_controls("size", (4,), _case_numbers("usual"), NAMES)
    with above:
        pills(
            "size_case",
            _("Begin with"),
            list(CASES),
            _case_of(chosen),
            format_func=labels.__getitem__,
            on_change=_take_case,
        )
    return chosen


def _take_case() -> None:
    case = st.session_state["size_case"]
    if case is not None:
        for name in NAMES:
            address.change(f"size_{name}", _case_numbers(case)[name])


def _case_numbers(case: str) -> dict[str, Any]:
    return {**WORKED, "output_padding": 0, **CASES[case][1]}


def _case_of(chosen: Method) -> str | None:
    """Return the special case that a choice of parameters is, if it is one."""
    now = chosen.along(0)
    cases = (
        case for case in CASES if all(now[name] == _case_numbers(case)[name] for name in NAMES)
    )
    return next(cases, None)


def view(chosen: Method) -> None:
    """Draw a signal under these parameters, the formula, and what is special about them."""
    run = trace(chosen, grid_pattern("counting", (4,)))
    st.markdown(size_formula(chosen))
    st.markdown(size_sentence(run))
    stage(run, key="size_stage", pin=None)
    st.markdown(_rectangle_sentence())
    st.markdown(_groups_sentence())


def size_sentence(run: Trace) -> str:
    """Say how wide the border is, and what kind of transposed convolution this is."""
    chosen = run.method.along(0)
    stride, kernel_size, padding, dilation = (
        chosen[name] for name in ("stride", "kernel_size", "padding", "dilation")
    )
    border = dilation * (kernel_size - 1) - padding
    told = [
        _(
            "Border B = D·(K−1) − P = {dilation}·{reach} − {padding} = {border}.",
            dilation=dilation,
            reach=kernel_size - 1,
            padding=padding,
            border=signed(border),
        )
    ]
    grown = run.output.size - run.input.size
    if border < 0:
        told.append(_("It is negative. Cropped at each end: {count}.", count=-border))
    if stride == 1:
        told.append(
            _(
                "With stride 1 no zeros are inserted: the size changes by {grown}.",
                grown=signed(grown),
            )
        )
    holes = uncovered(run.overlap)
    if holes:
        told.append(_("Output cells that no stamp reaches: {count}.", count=holes))
    return " ".join(told)


def _rectangle_sentence() -> str:
    """Say what a rectangular kernel does, from a run."""
    rectangle = method("transposed_convolution", (2, 3), **RECTANGLE)
    return _(
        "**Rectangular.** Each axis has numbers of its own: a {kernel} kernel with strides "
        "{stride} takes {input} to {output}.",
        kernel=times(rectangle["kernel_size"]),
        stride=times(rectangle["stride"]),
        input=times(rectangle.input_shape),
        output=times(rectangle.output_shape),
    )


def _groups_sentence() -> str:
    """Say what groups do, from two runs."""
    groups = two_groups()
    return _(
        "**Groups.** Two groups are two layers side by side, each with half of the channels: "
        "{whole} weights become {grouped}. Largest difference between {shape} outputs made "
        "both ways: {difference}.",
        whole=groups.whole,
        grouped=groups.grouped,
        shape=times(groups.shape),
        difference=difference_text(groups.difference),
    )


def links(chosen: Method) -> None:
    """Draw the links to the lab with these parameters, and with the rectangle."""
    lab_link("transposed_convolution", dims=1, size=4, input="counting", **lab_numbers(chosen))
    lab_link("transposed_convolution", _("Open the rectangle in the lab"), size="2x3", **RECTANGLE)


STEP = Step("size", N_("Size"), controls, view, links=links)
