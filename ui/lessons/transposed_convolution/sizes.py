"""Live figures on the size of a transposed convolution: its formula, and output padding."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from ui import address
from ui.geometry_controls import geometry_controls
from ui.lesson import lab_link
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import (
    NAMES,
    WORKED,
    difference_text,
    lab_numbers,
    signed,
    times,
)
from ui.lessons.transposed_convolution.figures import strips_html
from ui.stage import stage
from ui.verdict import size_formula
from ui.widgets import pills
from ui.words import N_, _
from upsample_core.checks import Array
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.methods import Method, method
from upsample_core.operations.transposed_convolution import conv_transpose1d, conv_transpose2d
from upsample_core.shapes import conv_output_size, conv_transpose_output_size
from upsample_core.trace import Trace, trace

CASES: dict[str, tuple[str, dict[str, int]]] = {
    "usual": (N_("Twice as long"), {"stride": 2, "kernel_size": 4, "padding": 1}),
    "full": (N_("Stride 1, “full”"), {"stride": 1, "kernel_size": 3, "padding": 0}),
    "kept": (N_("Stride 1, same size"), {"stride": 1, "kernel_size": 5, "padding": 2}),
    "negative": (N_("Negative border"), {"stride": 2, "kernel_size": 2, "padding": 2}),
    "dilated": (N_("Dilated"), {"stride": 2, "kernel_size": 2, "padding": 1, "dilation": 3}),
}
"""Special cases of the size formula: label, and the parameters that are not as usual."""

RECTANGLE = {"stride": (3, 1), "kernel_size": (3, 2), "padding": 0, "kernel": "ones"}

PAIR = {"kernel_size": 5, "stride": 3, "padding": 2}
"""The convolution that takes 17 to 6 and 14 to 5."""

_LARGE, _SMALL = 17, 14
_BEFORE = 6


def size_view() -> None:
    """Draw a signal with all its parameters free, the formula, and what is special about them."""
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
    run = trace(chosen, grid_pattern("counting", (4,)))
    st.markdown(size_formula(chosen))
    st.markdown(size_sentence(run))
    stage(run, key="size_stage", pin=None)
    lab_link("transposed_convolution", dims=1, size=4, input="counting", **lab_numbers(chosen))


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
        told.append(_("It is negative: {count} cells are cropped at each end.", count=-border))
    if stride == 1:
        told.append(
            _(
                "With stride 1 no zeros are inserted: the size changes by {grown}.",
                grown=signed(grown),
            )
        )
    holes = int((run.overlap == 0).sum())
    if holes:
        told.append(_("{count} output cells are reached by no stamp.", count=holes))
    return " ".join(told)


def other_axes_view() -> None:
    """Say what a rectangular kernel and groups do, each from a run."""
    rectangle = method("transposed_convolution", (2, 3), **RECTANGLE)
    st.markdown(
        _(
            "**Rectangular.** Each axis has numbers of its own: a {kernel} kernel with strides "
            "{stride} takes {input} to {output}.",
            kernel=times(rectangle["kernel_size"]),
            stride=times(rectangle["stride"]),
            input=times(rectangle.input_shape),
            output=times(rectangle.output_shape),
        )
    )
    lab_link("transposed_convolution", _("Open the rectangle in the lab"), size="2x3", **RECTANGLE)
    st.markdown(
        _(
            "**Groups.** Two groups are two layers side by side, each with half of the channels: "
            "{whole} weights become {grouped}. Largest difference between {shape} outputs made "
            "both ways: {difference}.",
            **grouped_numbers(),
        )
    )


def grouped_numbers() -> dict[str, str]:
    """Return the weights of a layer with and without two groups, and how far two layers are off."""
    source = np.random.default_rng(0)
    x, weight = source.normal(size=(1, 4, 5, 5)), source.normal(size=(4, 3, 4, 4))
    together = conv_transpose2d(x, weight, 2, 1, groups=2)
    apart = np.concatenate(
        [conv_transpose2d(x[:, half], weight[half], 2, 1) for half in (slice(2), slice(2, 4))], 1
    )
    return {
        "whole": str(2 * weight.size),
        "grouped": str(weight.size),
        "shape": times(together.shape),
        "difference": difference_text(float(np.abs(together - apart).max())),
    }


def pair_numbers() -> dict[str, object]:
    """Return what the words on output padding tell: which sizes become one, and another one."""
    shrunk = conv_output_size(_LARGE, **PAIR)
    group = [size for size in range(1, 40) if conv_output_size(size, **PAIR) == shrunk]
    return {**PAIR, "group": ", ".join(map(str, group)), "shrunk": shrunk, "example": _SMALL}


def output_padding_view() -> None:
    """Draw what every output padding gives back of a size that a convolution has changed."""
    with st.container(horizontal=True, gap="medium"):
        original = choice("pair_size", _("Size before the convolution"), range(13, 19), _LARGE)
        stride = choice("pair_stride", _("Stride S"), (2, 3, 4), PAIR["stride"])
    numbers = {**PAIR, "stride": stride}
    shrunk = conv_output_size(original, **numbers)
    sizes = [
        conv_transpose_output_size(shrunk, output_padding=extra, **numbers)
        for extra in range(stride)
    ]
    needed = sizes.index(original)
    st.markdown(
        _(
            "The convolution: **{original} → {shrunk}**. Its transpose: {shrunk} → **{least}**. "
            "With output padding {needed} it is **{original}** again.",
            original=original,
            shrunk=shrunk,
            least=sizes[0],
            needed=needed,
        )
    )
    _padded(shrunk, sizes, numbers)
    lab_link(
        "transposed_convolution",
        dims=1,
        size=shrunk,
        output_padding=needed,
        kernel="counting",
        input="pi",
        **numbers,
    )


def _padded(shrunk: int, sizes: list[int], numbers: dict[str, int]) -> None:
    """Draw the ends of the outputs for every output padding, and say what the added cells hold."""
    strips = padded_strips(shrunk, numbers)
    st.html(
        strips_html(
            strips,
            [
                _("OP = {extra}: {size} cells", extra=extra, size=size)
                for extra, size in enumerate(sizes)
            ],
            _("The outputs for every output padding, one under another"),
            [(row, sizes[0] + cell) for row in range(len(sizes)) for cell in range(row)],
            first=max(0, sizes[0] - _BEFORE),
        )
    )
    added = strips[-1][sizes[0] :].tolist()
    told = _(
        "Framed: the cells that output padding adds. They hold {values}: sums like all others.",
        values=", ".join(f"{value:.3g}" for value in added),
    )
    if 0 in added:
        told += " " + _("Beyond the last stamp a sum has no terms, and is 0.")
    st.caption(told)


def padded_strips(size: int, numbers: dict[str, int]) -> list[Array]:
    """Return the outputs for OP = 0, 1, … S-1, each filled up with NaN to the longest."""
    signal = grid_pattern("pi", (size,))[None, None]
    kernel = preset_kernel("counting", numbers["kernel_size"])[None, None]
    stride, padding = numbers["stride"], numbers["padding"]
    outputs = [
        conv_transpose1d(signal, kernel, stride, padding, extra)[0, 0] for extra in range(stride)
    ]
    longest = max(output.size for output in outputs)
    return [
        np.pad(output, (0, longest - output.size), constant_values=np.nan) for output in outputs
    ]
