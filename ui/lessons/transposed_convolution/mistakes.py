"""The step on mistakes: three things that are often said, beside what is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from ui.frame import page_file
from ui.geometry_controls import geometry_controls
from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.transposed_convolution.common import WORKED, chosen_numbers, lab_numbers, spelled
from ui.lessons.transposed_convolution.figures import strip, strips_html
from ui.numbers import listed, number
from ui.words import N_, _, ngettext
from upsample_core import Array, Method, ParameterError, grid_pattern, preset_kernel
from upsample_core.lessons import (
    Unrotated,
    bordered_by_padding,
    equal_borders,
    there_and_back,
    without_rotation,
)
from upsample_core.operations import stamp

MISTAKES = {
    "flip": N_("“Slide the kernel as it is”"),
    "border": N_("“The border is P wide”"),
    "inverse": N_("“It undoes the convolution”"),
}
KERNELS = {"counting": N_("Counting 1, 2, 3 …"), "bilinear": N_("Bilinear")}
STRIDES = (1, 2, 3)
_KERNEL_SIZES = range(2, 7)
_CELL, _OTHER = (0, 1), (1, 0)


class Chosen(NamedTuple):
    """What is said, and what it is tried on: a kernel's name, a method or a stride."""

    said: str
    tried: Any


def controls() -> Chosen:
    """Draw the choice of a mistake, and of what it is tried on."""
    said = choice("mistake", _("What is often said"), translated(MISTAKES), "flip")
    tried: dict[str, Callable[[], Any]] = {
        "flip": _flip_controls,
        "border": _border_controls,
        "inverse": _inverse_controls,
    }
    return Chosen(said, tried[said]())


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return the sum that the first mistake is about, and where each mistake does no harm."""
    harmless = [_(name) for key, name in KERNELS.items() if not _unrotated(key).values.wrong_cells]
    back = [there_and_back(_signal(), stride).back for stride in STRIDES]
    return {
        "right": _unrotated("counting").right[_CELL],
        "wrong": _unrotated("counting").wrong[_CELL],
        "harmless": ", ".join(harmless),
        "equal": "; ".join(
            spelled({"K": kernel_size, "P": padding})
            for kernel_size, padding in equal_borders(_KERNEL_SIZES)
        ),
        "strides": listed(STRIDES),
        "lost": ", ".join(str(each.wrong_cells) for each in back),
        "cells": _signal().size,
    }


def guess() -> Guess:
    """Ask for one sum of the worked example, whose taps the mistake exchanges."""
    both = _unrotated("counting")
    sums = (str(both.wrong[_CELL]), str(both.right[_CELL]), str(both.right[_OTHER]))
    return Guess(dict(zip(sums, sums, strict=True)), str(both.right[_CELL]))


def view(chosen: Chosen) -> None:
    """Draw the mistake beside what is right."""
    views: dict[str, Callable[[Any], None]] = {
        "flip": _flip,
        "border": _border,
        "inverse": _inverse,
    }
    views[chosen.said](chosen.tried)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with what the mistake is tried on, or to the lesson on matrices."""
    if chosen.said == "flip":
        numbers = {**WORKED, "kernel": chosen.tried}
        lab_link("transposed_convolution", size=2, input="counting", pin="output:0,1", **numbers)
    elif chosen.said == "border":
        numbers = lab_numbers(chosen.tried)
        lab_link("transposed_convolution", dims=1, size=4, input="counting", **numbers)
    else:
        st.page_link(
            page_file("convolution_matrix"),
            label=_("More about C and Cᵀ"),
            icon=":material/arrow_back:",
        )


# ---------------------------------------------------------------- the rotation


def _flip_controls() -> str:
    return str(choice("mistake_kernel", _("Kernel"), translated(KERNELS), "counting"))


def _unrotated(name: str) -> Unrotated:
    x, kernel = grid_pattern("counting", (2, 2)), preset_kernel(name, (3, 3))
    return without_rotation(x, kernel, stride=2, padding=1, output_padding=1)


def _flip(name: str) -> None:
    both = _unrotated(name)
    right, wrong, differs, count = both.values
    reach = largest(right, wrong)
    draw_grids(
        Grid(_("Rotated by 180°"), both.rotated, "kernel", cell=3),
        "→",
        Grid(_("Right"), right, "output", cell=3, reach=reach),
        BREAK,
        Grid(_("As it is"), preset_kernel(name, (3, 3)), "kernel", cell=3),
        "→",
        Grid(_("Wrong where framed"), wrong, "output", cell=3, reach=reach, lit=differs),
    )
    st.markdown(
        ngettext(
            "Cell (0, 1): right is **{right}** = {value}; the kernel as it is gives {wrong} = "
            "{other}. {count} of {all} cells is wrong.",
            "Cell (0, 1): right is **{right}** = {value}; the kernel as it is gives {wrong} = "
            "{other}. {count} of {all} cells are wrong.",
            count,
            right=both.right[_CELL],
            value=number(right[_CELL]),
            wrong=both.wrong[_CELL],
            other=number(wrong[_CELL]),
            all=differs.size,
        )
    )


# ---------------------------------------------------------------- the border


def _border_controls() -> Method:
    start = {**WORKED, "stride": 2, "kernel_size": 4, "output_padding": 0}
    return geometry_controls("border", (4,), start, ("kernel_size", "padding", "dilation"))


def _border(chosen: Method) -> None:
    kernel_size, padding, dilation = (
        chosen[name][0] for name in ("kernel_size", "padding", "dilation")
    )
    x, kernel = grid_pattern("counting", (4,)), preset_kernel("counting", (kernel_size,))
    border = dilation * (kernel_size - 1) - padding
    st.markdown(
        ngettext(
            "Right: D·(K−1) − P = {dilation}·{reach} − {padding} = **{border}** zero at each end. "
            "Said: P = {padding}.",
            "Right: D·(K−1) − P = {dilation}·{reach} − {padding} = **{border}** zeros at each end. "
            "Said: P = {padding}.",
            border,
            dilation=dilation,
            reach=kernel_size - 1,
            padding=padding,
            border=number(border),
        )
    )
    right = stamp(x, kernel, **chosen_numbers(chosen))
    try:
        wrong = bordered_by_padding(x, kernel, **chosen_numbers(chosen))
    except ParameterError:
        st.info(
            ngettext(
                "With a border of {count} zero nothing can be computed here.",
                "With a border of {count} zeros nothing can be computed here.",
                padding,
            )
        )
    else:
        _border_strips(right, wrong, border == padding)


def _border_strips(right: Array, wrong: Array, equal: bool) -> None:
    longest = max(right.size, wrong.size)
    st.html(
        strips_html(
            [strip(right, 0, longest), strip(wrong, 0, longest)],
            [_("right: {size}", size=right.size), _("border P: {size}", size=wrong.size)],
            _("Output with the right border and with a border of P zeros"),
            [] if equal else [(1, cell) for cell in range(wrong.size)],
        )
    )
    if equal:
        st.markdown(_("Here both are the same number, which is how the mistake lives on."))


# ---------------------------------------------------------------- the inverse


def _inverse_controls() -> int:
    return int(choice("inverse_stride", _("Stride S"), STRIDES, 2))


def _signal() -> Array:
    return grid_pattern("pi", (9,))


def _inverse(stride: int) -> None:
    x = _signal()
    output, back = there_and_back(x, stride)
    st.html(
        strips_html(
            [x, strip(output, 0, x.size), back.wrong],
            ["x", "Cx", "CᵀCx"],
            _("A signal, its convolution, and the transposed convolution of that"),
            [(2, cell) for cell in range(x.size) if back.differs[cell]],
        )
    )
    st.markdown(
        ngettext(
            "{inputs} numbers became {outputs}, and {inputs} again: the shape is back, but {count} "
            "of {inputs} values is not.",
            "{inputs} numbers became {outputs}, and {inputs} again: the shape is back, but {count} "
            "of {inputs} values are not.",
            back.wrong_cells,
            inputs=x.size,
            outputs=output.size,
        )
    )


STEP = Step("mistakes", N_("Mistakes"), controls, view, numbers, links, guess)
