"""The step on resize and convolution: what each costs, and what each can make."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider
from ui.lessons.sub_pixel.common import FACTORS, grey
from ui.markdown import table
from ui.numbers import counted, number, percent
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import (
    Imitation,
    drawn_filters,
    enlarging_costs,
    imitate,
    imitate_on,
)

SIDE = 48
TITLES = {
    "transposed": N_("Transposed convolution"),
    "sub_pixel": N_("Sub-pixel convolution"),
    "resize": N_("Resize + convolution"),
    "resize_wide": N_("The same, seeing as far"),
}
KERNEL_SIZES = (3, 5)
INPUTS = (16, 64)
OUTPUTS = 3


class Chosen(NamedTuple):
    """The factor, the kernel size, the channels of the input, and how far filters are apart."""

    factor: int
    kernel_size: int
    inputs: int
    spread: float


_FIRST = Chosen(2, 3, 64, 0.3)


def controls() -> Chosen:
    """Draw the choice of the factor, the kernel size, the channels, and the filters."""
    factor = choice("beside_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    size = choice("beside_kernel_size", _("Kernel size K"), KERNEL_SIZES, _FIRST.kernel_size)
    inputs = choice("beside_inputs", _("Channels in"), INPUTS, _FIRST.inputs)
    spread = slider("beside_spread", _("How far the filters are apart"), 0.0, 1.0, 0.3, 0.1,
                    width=220)  # fmt: skip
    return Chosen(factor, size, inputs, spread)


@shared
def _imitation(chosen: Chosen) -> Imitation:
    return imitate(drawn_filters(chosen.kernel_size, chosen.factor, chosen.spread), chosen.factor)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return costs and reach at first and as chosen."""
    first, now = (
        enlarging_costs(one.kernel_size, one.factor, one.inputs, OUTPUTS)
        for one in (_FIRST, chosen)
    )
    made, found = _imitation(_FIRST), _imitation(chosen)
    return {
        "factor": _FIRST.factor,
        "kernel_size": _FIRST.kernel_size,
        "times": first["sub_pixel"].parameters // first["resize"].parameters,
        "same": counted(first["sub_pixel"].per_pixel),
        "map": first["sub_pixel"].largest_map,
        "large_map": first["resize"].largest_map,
        "free": made.free,
        "reached": made.reached,
        "times_now": now["sub_pixel"].parameters // now["resize"].parameters,
        "wide_now": now["resize_wide"].kernel_size,
        "cost_now": counted(now["resize_wide"].per_pixel),
        "sub_now": counted(now["sub_pixel"].per_pixel),
        "left_now": percent(found.left),
        "free_now": found.free,
        "reached_now": found.reached,
    }


def guess() -> Guess:
    """Ask which layer has the most multiplications for a pixel of the output."""
    costs = enlarging_costs(_FIRST.kernel_size, _FIRST.factor, _FIRST.inputs, OUTPUTS)
    ways = {"sub_pixel": _("sub-pixel convolution"), "resize": _("resize + convolution")}
    alike = costs["sub_pixel"].per_pixel == costs["resize"].per_pixel
    most = max(ways, key=lambda way: costs[way].per_pixel)
    return Guess({**ways, "same": _("both the same")}, "same" if alike else most)


def view(chosen: Chosen) -> None:
    """Draw a picture by independent filters, by the best imitation, and the table of costs."""
    found = _imitation(chosen)
    pictures = imitate_on(grey("cat", SIDE), found, chosen.factor)
    left = _("{share} of the energy is not imitated", share=percent(found.left))
    panes = [
        Pane(_("Input"), grey("cat", SIDE), "input"),
        Pane(_("Sub-pixel convolution"), pictures.wanted, "output"),
        Pane(_("Resize + convolution, the nearest to it"), pictures.found, "output", note=left),
    ]
    draw_pictures(payload(panes, detail=96, width=280, height=200), key="beside_pictures")
    _costs(chosen)


def _costs(chosen: Chosen) -> None:
    costs = enlarging_costs(chosen.kernel_size, chosen.factor, chosen.inputs, OUTPUTS)
    head = (_("Layer"), _("Taps"), _("Parameters"), _("Products per pixel"), _("Largest map"))
    rows = [
        (
            _(TITLES[way]),
            f"{cost.kernel_size} × {cost.kernel_size}",
            counted(cost.parameters),
            counted(cost.per_pixel),
            number(cost.largest_map),
        )
        for way, cost in costs.items()
    ]
    st.markdown(table(head, rows))
    st.caption(
        _(
            "{inputs} → {outputs} channels. Products: multiplications for one pixel of the output. "
            "Largest map: numbers that are kept, for each pixel of the input.",
            inputs=chosen.inputs,
            outputs=OUTPUTS,
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the links to the lab: both layers."""
    lab_link(
        "sub_pixel",
        _("Sub-pixel convolution in the lab"),
        upscale_factor=chosen.factor,
        kernel_size=chosen.kernel_size,
    )
    lab_link(
        "resize_convolution",
        _("Resize + convolution in the lab"),
        scale_factor=chosen.factor,
        kernel_size=chosen.kernel_size,
    )


STEP = Step("beside", N_("Beside resize"), controls, view, numbers, links, guess)
