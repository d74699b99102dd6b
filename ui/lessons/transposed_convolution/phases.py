"""The step on phases: small kernels at low resolution, and what inserting zeros would cost."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Step, lab_link
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import WORKED, difference_text, times
from ui.lessons.transposed_convolution.figures import PLAIN, costs_figure, phases_html
from ui.words import N_, _
from upsample_core import grid_pattern, preset_kernel
from upsample_core.analysis import inserted_share, multiplications
from upsample_core.lessons import weave

_COUNTED = (64, 64)


class Chosen(NamedTuple):
    """A stride and a kernel size."""

    stride: int
    kernel_size: int


def controls() -> Chosen:
    """Draw the choice of stride and kernel size."""
    with st.container(horizontal=True, gap="medium"):
        stride = choice("phases_stride", _("Stride S"), (1, 2, 3), 2)
        kernel_size = choice("phases_kernel_size", _("Kernel size K"), (2, 3, 4, 5, 6), 3)
    return Chosen(stride, kernel_size)


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return the share of zeros for one stride."""
    stride = WORKED["stride"]
    return {"stride": stride, "example": f"{inserted_share(stride):.0%}"}


def view(chosen: Chosen) -> None:
    """Draw the phase kernels, the output they are woven into, and what inserting zeros costs."""
    _woven(*chosen)
    _costs(*chosen)


def _woven(stride: int, kernel_size: int) -> None:
    """Draw the kernel, its phase kernels, their maps and the output that is woven from them."""
    kernel = preset_kernel("counting", (kernel_size, kernel_size))
    woven = weave(grid_pattern("pi", (3, 3)), kernel, stride)
    titles = (
        _("Kernel"),
        _("{count} phase kernels, rotated by 180°", count=len(woven.phases)),
        _("What each makes of the input"),
        _("Output, woven together"),
    )
    st.html(phases_html(woven, (kernel_size, kernel_size), titles))
    difference = difference_text(woven.difference)
    told = [_("Largest difference from stamping: {difference}.", difference=difference)]
    if woven.empty:
        told.append(
            _(
                "Empty phase kernels, which leave holes in the output: {count}.",
                count=woven.empty,
            )
        )
    st.markdown(" ".join(told))


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
            "An input of {shape}, K = {kernel_size}, S = {stride}: sliding over the zeros takes "
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


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link(
        "transposed_convolution",
        size=3,
        stride=chosen.stride,
        kernel_size=chosen.kernel_size,
        padding=0,
        kernel="counting",
    )


STEP = Step("phases", N_("Phases"), controls, view, numbers, links)
