"""The step on the equal kernel: a transposed convolution with r times as many taps."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.sub_pixel.common import FACTORS, blank, coloured, written
from ui.numbers import dimensions, number
from ui.shared import shared
from ui.words import N_, _
from upsample_core import preset_kernel
from upsample_core.lessons import SubPixelForms, sub_pixel_forms
from upsample_core.methods import MAX_KERNEL_SIZE

KERNEL_SIZES = (1, 3)
_SHAPE = (2, 3)


class Chosen(NamedTuple):
    """The factor and the size of the filters."""

    factor: int
    kernel_size: int


_FIRST = Chosen(2, 3)


def controls() -> Chosen:
    """Draw the choice of the factor and of the kernel size."""
    factor = choice("kernel_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    sizes = choice("kernel_kernel_size", _("Kernel size K"), KERNEL_SIZES, _FIRST.kernel_size)
    return Chosen(factor, sizes)


@shared
def _forms(chosen: Chosen) -> SubPixelForms:
    shape = (chosen.factor**2, chosen.kernel_size, chosen.kernel_size)
    return sub_pixel_forms(_SHAPE, preset_kernel("counting", shape), chosen.factor)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the size of the equal kernel, and how far both matrices are apart."""
    now, first = _forms(chosen), _forms(_FIRST)
    return {
        "factor": _FIRST.factor,
        "kernel_size": _FIRST.kernel_size,
        "large": len(first.kernel),
        "filters": len(first.filters),
        "padding": first.padding,
        "factor_now": chosen.factor,
        "size_now": chosen.kernel_size,
        "large_now": len(now.kernel),
        "padding_now": now.padding,
        "stored": now.stored,
        "difference": number(now.difference),
    }


def guess() -> Guess:
    """Ask how large the equal kernel is along an axis."""
    size, factor = _FIRST.kernel_size, _FIRST.factor
    offered = sorted({size, size + factor - 1, len(_forms(_FIRST).kernel), size * factor**2})
    return Guess({count: str(count) for count in offered}, len(_forms(_FIRST).kernel))


def view(chosen: Chosen) -> None:
    """Draw the filters, the kernel that they are woven into, and both matrices."""
    found, factor = _forms(chosen), chosen.factor
    size = dimensions((len(found.kernel),) * 2)
    cell = 2.0 if factor == 2 else 1.5
    filters = [
        coloured(
            _("Filter {channel}", channel=channel),
            found.of_tap[channel // factor :: factor, channel % factor :: factor],
            written(taps),
            factor,
            cell=cell,
        )
        for channel, taps in enumerate(found.filters)
    ]
    with st.container(horizontal=True, gap="large", vertical_alignment="top"):
        with st.container(width=(factor * 8 + 12) * 10 if chosen.kernel_size > 1 else 240):
            for first in range(0, len(filters), factor):
                draw_grids(*filters[first : first + factor])
            title = _("One kernel, {size}: rotated, r apart", size=size)
            draw_grids(coloured(title, found.of_tap, written(found.kernel), factor, cell=cell))
        with st.container(width="stretch"):
            _matrices(found, factor)
            st.markdown(
                _(
                    "The matrices differ by at most **{difference}**. Both store the same {stored} "
                    "entries, coloured by their filter.",
                    difference=number(found.difference),
                    stored=found.stored,
                )
            )


def _matrices(found: SubPixelForms, factor: int) -> None:
    """Draw both matrices beside each other, each entry in the colour of its filter."""
    titles = (_("Convolve, then weave"), _("Transposed convolution"))
    cell = 0.9 if factor == 2 else 0.5
    draw_grids(
        *(
            coloured(title, numbers, blank(numbers), factor, cell=cell, absent=numbers != numbers)
            for title, numbers in zip(titles, found.filter_of_entry, strict=True)
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the links to the lab: both forms of the layer."""
    found = _forms(chosen)
    lab_link(
        "sub_pixel",
        size="2x3",
        upscale_factor=chosen.factor,
        kernel_size=chosen.kernel_size,
        kernel="counting",
    )
    if len(found.kernel) > MAX_KERNEL_SIZE:
        return
    lab_link(
        "transposed_convolution",
        _("The transposed convolution in the lab"),
        size="2x3",
        stride=chosen.factor,
        kernel_size=len(found.kernel),
        padding=found.padding,
        kernel="custom",
        kernel_values=found.kernel,
    )


STEP = Step("large_kernel", N_("One large kernel"), controls, view, numbers, links, guess)
