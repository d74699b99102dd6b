"""The step on size: the formula with its numbers, and what is special about some parameters."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import address
from ui.geometry_controls import geometry_controls
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lessons.transposed_convolution.common import NAMES, WORKED, changed, lab_numbers, spelled
from ui.numbers import dimensions, number, signed
from ui.stage import stage
from ui.verdict import size_formula
from ui.widgets import select
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, trace
from upsample_core.lessons import ranked_parameters, uncovered

CASES: dict[str, tuple[str, dict[str, int]]] = {
    "usual": (N_("Twice as long"), {"stride": 2, "kernel_size": 4, "padding": 1}),
    "full": (N_("Stride 1, “full”"), {"stride": 1, "kernel_size": 3, "padding": 0}),
    "kept": (N_("Stride 1, same size"), {"stride": 1, "kernel_size": 5, "padding": 2}),
    "negative": (N_("Negative border"), {"stride": 2, "kernel_size": 2, "padding": 2}),
    "dilated": (N_("Dilated"), {"stride": 2, "kernel_size": 2, "padding": 1, "dilation": 3}),
}
"""Special cases of the size formula: label, and the parameters that are not as usual."""

_LENGTH = 4
RECTANGLE = {"stride": (3, 1), "kernel_size": (3, 2), "padding": 0, "kernel": "ones"}


def controls() -> Method:
    """Draw the choice of a special case and of all parameters."""
    labels = {name: _(label) for name, (label, _numbers) in CASES.items()}
    before = st.container()
    chosen = geometry_controls("size", (_LENGTH,), _case_numbers("usual"), NAMES[:3], NAMES[3:])
    with before:
        select(
            "size_case",
            _("Begin with"),
            list(CASES),
            _case_of(chosen),
            format_func=labels.__getitem__,
            on_change=_take_case,
            placeholder=_("Numbers of your own"),
            width=200,
        )
    return chosen


def _take_case() -> None:
    case = st.session_state["size_case"]
    if case in CASES:  # or none, or one by its name in the language before
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


def numbers(chosen: Method) -> dict[str, object]:
    """Return what padding does at first, a way to three times the length, and what is now."""
    first = method("transposed_convolution", (_LENGTH,), **_case_numbers("usual"))
    whole, padded = changed(first, padding=0).output_shape[0], first.output_shape[0]
    best = ranked_parameters(_LENGTH, 3 * _LENGTH)[0].parameters
    rectangle = method("transposed_convolution", (2, 3), **RECTANGLE)
    return {
        "length": _LENGTH,
        "whole": whole,
        "padding": first["padding"][0],
        "padded": padded,
        "best": spelled({"S": best.stride, "K": best.kernel_size, "P": best.padding}),
        "triple": 3 * _LENGTH,
        "now": chosen.output_shape[0],
        "kernel": dimensions(rectangle["kernel_size"]),
        "strides": dimensions(rectangle["stride"]),
        "from": dimensions(rectangle.input_shape),
        "to": dimensions(rectangle.output_shape),
    }


def guess() -> Guess:
    """Ask what more padding does to the length."""
    first = method("transposed_convolution", (_LENGTH,), **_case_numbers("usual"))
    grown = first.output_shape[0] - changed(first, padding=0).output_shape[0]
    kinds = {1: _("longer"), -1: _("shorter"), 0: _("as long as before")}
    return Guess(kinds, (grown > 0) - (grown < 0))


def view(chosen: Method) -> None:
    """Draw a signal under these parameters, the formula, and what is special about them."""
    run = trace(chosen, grid_pattern("counting", (_LENGTH,)))
    st.markdown(f"{size_formula(chosen)}\u2003{size_sentence(run)}")
    stage(run, key="size_stage", pin=None)


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
            border=number(border),
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


def links(chosen: Method) -> None:
    """Draw the links to the lab with these parameters, and with the rectangle."""
    lab_link(
        "transposed_convolution", dims=1, size=_LENGTH, input="counting", **lab_numbers(chosen)
    )
    lab_link("transposed_convolution", _("Open the rectangle in the lab"), size="2x3", **RECTANGLE)


STEP = Step("size", N_("Size"), controls, view, numbers, links, guess)
