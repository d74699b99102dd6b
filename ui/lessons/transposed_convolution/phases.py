"""The step on phases: small kernels at low resolution, and what inserting zeros would cost."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import WORKED, spelled
from ui.lessons.transposed_convolution.figures import phases_html
from ui.numbers import counted, dimensions, listed, number, percent
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import grid_pattern, preset_kernel
from upsample_core.analysis import inserted_share, multiplications
from upsample_core.lessons import Weaving, weave

STRIDES = (1, 2, 3)
KERNEL_SIZES = (2, 3, 4, 5, 6)
_COUNTED = (64, 64)


class Chosen(NamedTuple):
    """A stride and a kernel size."""

    stride: int
    kernel_size: int


def controls() -> Chosen:
    """Draw the choice of stride and kernel size."""
    with st.container(horizontal=True, gap="medium"):
        stride = choice("phases_stride", _("Stride S"), STRIDES, _FIRST.stride)
        sizes = choice("phases_kernel_size", _("Kernel size K"), KERNEL_SIZES, _FIRST.kernel_size)
    return Chosen(stride, sizes)


_FIRST = Chosen(WORKED["stride"], WORKED["kernel_size"])


@shared
def _weaving(chosen: Chosen) -> Weaving:
    kernel = preset_kernel("counting", (chosen.kernel_size, chosen.kernel_size))
    return weave(grid_pattern("pi", (3, 3)), kernel, chosen.stride)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how the kernel falls apart at first and now, and which ones fall apart evenly."""
    first = _weaving(_FIRST)
    even = [
        spelled({"S": stride, "K": kernel_size})
        for stride in STRIDES
        for kernel_size in KERNEL_SIZES
        if stride > 1 and _weaving(Chosen(stride, kernel_size)).even
    ]
    return {
        "stride": _FIRST.stride,
        "kernel_size": _FIRST.kernel_size,
        "count": len(first.phases),
        "sizes": listed(first.tap_counts),
        "waste": percent(inserted_share(_FIRST.stride)),
        "even": "; ".join(even),
        "now": spelled({"S": chosen.stride, "K": chosen.kernel_size}),
        "sizes_now": listed(_weaving(chosen).tap_counts),
    }


def guess() -> Guess:
    """Ask into how many small kernels the kernel of the worked example falls apart."""
    first = _weaving(_FIRST)
    offered = sorted({_FIRST.stride, _FIRST.kernel_size, len(first.phases), len(first.of_tap)})
    return Guess({count: str(count) for count in offered}, len(first.phases))


def view(chosen: Chosen) -> None:
    """Draw the phase kernels, the output they are woven into, and what inserting zeros costs."""
    woven = _weaving(chosen)
    titles = (
        _("Kernel"),
        ngettext(
            "{count} phase kernel, rotated",
            "{count} phase kernels, rotated",
            len(woven.phases),
        ),
        _("What each makes of the input"),
        _("Output, woven together"),
    )
    st.html(phases_html(woven, (chosen.kernel_size, chosen.kernel_size), titles))
    told = [
        _(
            "Largest difference from stamping: {difference}.",
            difference=number(woven.difference),
        )
    ]
    if woven.empty:
        told.append(
            _(
                "Empty phase kernels, which leave holes in the output: {count}.",
                count=woven.empty,
            )
        )
    st.markdown(" ".join(told))
    _costs(*chosen)


def _costs(stride: int, kernel_size: int) -> None:
    count = multiplications(_COUNTED, kernel_size, stride)
    st.markdown(
        _(
            "An input of {shape}, K = {kernel_size}, S = {stride}: sliding over the zeros takes "
            "{sliding} multiplications, of which {useful} meet a datum: {wasted} are wasted.",
            shape=dimensions(_COUNTED),
            kernel_size=kernel_size,
            stride=stride,
            sliding=counted(count.sliding),
            useful=counted(count.useful),
            wasted=percent(count.wasted),
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


STEP = Step("phases", N_("Phases"), controls, view, numbers, links, guess, ("phase", "residue"))
