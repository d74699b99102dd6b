"""Live figures on the phases of a transposed convolution, and on what inserted zeros cost."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.lesson import lab_link
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import WORKED, difference_text, times
from ui.lessons.transposed_convolution.figures import PLAIN, costs_figure, phases_html
from ui.words import _
from upsample_core.analysis.costs import inserted_share, multiplications
from upsample_core.checks import Array
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.operations.phases import phase_kernels
from upsample_core.operations.transposed_forms import interleave, stamp

_COUNTED = (64, 64)


def cost_numbers() -> dict[str, object]:
    """Return what the words on the phases tell: the share of zeros for one stride."""
    stride = WORKED["stride"]
    return {"stride": stride, "example": f"{inserted_share(stride):.0%}"}


def phases_view() -> None:
    """Draw the phase kernels, the output they are woven into, and what inserting zeros costs."""
    with st.container(horizontal=True, gap="medium"):
        stride = choice("phases_stride", _("Stride S"), (1, 2, 3), 2)
        kernel_size = choice("phases_kernel_size", _("Kernel size K"), (2, 3, 4, 5, 6), 3)
    _woven(stride, kernel_size)
    _costs(stride, kernel_size)
    lab_link(
        "transposed_convolution",
        size=3,
        stride=stride,
        kernel_size=kernel_size,
        padding=0,
        kernel="counting",
    )


def _woven(stride: int, kernel_size: int) -> None:
    """Draw the kernel, its phase kernels and the output that is woven from them."""
    x = grid_pattern("pi", (3, 3))
    kernel = preset_kernel("counting", (kernel_size, kernel_size))
    output = interleave(x, kernel, stride)
    phases = list(phase_kernels(kernel, stride))
    st.html(
        phases_html(
            phases,
            kernel.shape,
            _phase_of_cells(output.shape, stride),
            output,
            (
                _("Kernel"),
                _("{count} phase kernels", count=len(phases)),
                _("Output, woven together"),
            ),
        )
    )
    empty = sum(phase.taps.size == 0 for phase in phases)
    difference = float(np.abs(output - stamp(x, kernel, stride)).max())
    told = [
        _("Largest difference from stamping: {difference}.", difference=difference_text(difference))
    ]
    if empty:
        told.append(_("{count} of the phase kernels are empty: holes in the output.", count=empty))
    st.markdown(" ".join(told))


def _phase_of_cells(shape: tuple[int, ...], stride: int) -> Array:
    rows, columns = np.indices(shape) % stride
    return np.asarray(rows * stride + columns)


def _costs(stride: int, kernel_size: int) -> None:
    strides = (1, 2, 3, 4)
    st.plotly_chart(
        costs_figure(
            [f"S = {each}" for each in strides],
            [1 - inserted_share(each) for each in strides],
            (_("times a datum"), _("times an inserted zero")),
        ),
        key="phases_costs",
        alt=_("Shares of multiplications with data and with zeros for each stride"),
        config=PLAIN,
    )
    count = multiplications(_COUNTED, kernel_size, stride)
    st.markdown(
        _(
            "A {shape} input, K = {kernel_size}, S = {stride}: sliding over the zeros takes "
            "{sliding:,} multiplications, of which {useful:,} meet a datum: {wasted:.1%} are "
            "wasted.",
            shape=times(_COUNTED),
            kernel_size=kernel_size,
            stride=stride,
            sliding=count.sliding,
            useful=count.useful,
            wasted=count.wasted,
        )
    )
