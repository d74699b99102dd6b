"""The step on frameworks: the same size, one cell apart."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import spelled
from ui.lessons.transposed_convolution.figures import strip, strips_html
from ui.markdown import table
from ui.numbers import dimensions, listed, number
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import grid_pattern, preset_kernel
from upsample_core.lessons import (
    Crop,
    Frameworks,
    both_frameworks,
    same_in_pytorch,
    same_size_in_pytorch,
    two_groups,
)

KERNEL_SIZES = (2, 3, 4, 5, 6, 7)
STRIDES = (2, 3, 4)


class Chosen(NamedTuple):
    """A kernel size and a stride."""

    kernel_size: int
    stride: int


_FIRST = Chosen(3, 2)


def controls() -> Chosen:
    """Draw the choice of kernel size and stride."""
    with st.container(horizontal=True, gap="medium"):
        size = choice("same_kernel_size", _("Kernel size K"), KERNEL_SIZES, _FIRST.kernel_size)
        stride = choice("same_stride", _("Stride S"), STRIDES, _FIRST.stride)
    return Chosen(size, stride)


@shared
def _both(chosen: Chosen) -> Frameworks:
    kernel = preset_kernel("counting", (chosen.kernel_size,))
    return both_frameworks(grid_pattern("counting", (3,)), kernel, chosen.stride)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what both crop at first, which kernels agree at this stride, and what groups save."""
    torch, tensorflow = _both(_FIRST).crops
    agree = [
        spelled({"K": size})
        for size in KERNEL_SIZES
        if _equal(*_both(chosen._replace(kernel_size=size)).crops)
    ]
    groups = two_groups()
    return {
        "kernel_size": _FIRST.kernel_size,
        "stride": _FIRST.stride,
        "torch": _crop_text(torch),
        "tensorflow": _crop_text(tensorflow),
        "now": spelled({"S": chosen.stride}),
        "agree": ", ".join(agree),
        "whole": groups.whole,
        "grouped": groups.grouped,
        "shape": dimensions(groups.shape),
        "difference": number(groups.difference),
    }


def guess() -> Guess:
    """Ask whether two frameworks compute the same."""
    both = _both(_FIRST)
    kinds = {
        "equal": _("the same numbers"),
        "shifted": _("the same size, other numbers"),
        "sizes": _("another size"),
    }
    alike = "equal" if _equal(*both.crops) else "shifted"
    return Guess(kinds, alike if both.pytorch.size == both.tensorflow.size else "sizes")


def _equal(torch: Crop, tensorflow: Crop) -> bool:
    return torch == tensorflow


def _crop_text(crop: Crop) -> str:
    return f"({listed(crop)})"


def view(chosen: Chosen) -> None:
    """Draw what PyTorch and TensorFlow keep of one whole result, and the table of conventions."""
    both = _both(chosen)
    st.markdown(_("**What each keeps** of all the cells that the stamps reach:"))
    st.html(_kept(both))
    st.markdown(_("**What each returns**, cell by cell; framed where they differ:"))
    st.html(_by_index(both))
    st.markdown(_verdict(*both.crops, *chosen))
    st.markdown(conventions_table(both.crops))


def _kept(both: Frameworks) -> str:
    """Draw the whole result and what each framework keeps of it, on one axis."""
    torch, tensorflow = both.crops
    length = both.whole.size + max(0, -torch.after, -tensorflow.after)
    strips = [
        strip(both.whole, 0, length),
        strip(both.pytorch, torch.before, length),
        strip(both.tensorflow, tensorflow.before, length),
    ]
    names = [
        _("all {size} cells", size=both.whole.size),
        f"PyTorch P = {both.parameters.padding}, OP = {both.parameters.output_padding}",
        "TensorFlow same",
    ]
    # The first cell that each keeps is framed, where they are not the same.
    framed = [] if torch == tensorflow else [(1, torch.before), (2, tensorflow.before)]
    return strips_html(
        strips, names, _("The cells that each framework keeps of the whole result"), framed
    )


def _by_index(both: Frameworks) -> str:
    """Draw both outputs under one another, framed where they differ."""
    marked = [(row, column) for row in (0, 1) for column in both.differing]
    label = _("The outputs of both frameworks, cell by cell")
    names = ("PyTorch", "TensorFlow")
    return strips_html((both.pytorch, both.tensorflow), names, label, marked)


def _verdict(torch: Crop, tensorflow: Crop, kernel_size: int, stride: int) -> str:
    padding, output_padding, dropped = same_in_pytorch(kernel_size, stride)
    if torch == tensorflow:
        return _(
            "Both crop {before} before and {after} after: the same numbers. `same` is PyTorch "
            "with P = {padding} and OP = {output_padding}.",
            before=number(torch.before),
            after=number(torch.after),
            padding=padding,
            output_padding=output_padding,
        )
    return ngettext(
        "The same size, but PyTorch crops {torch} and TensorFlow {tensorflow}: **{count} cell "
        "apart**. Exactly `same` in PyTorch: P = {padding}, OP = {output_padding}, then drop the "
        "last {dropped}.",
        "The same size, but PyTorch crops {torch} and TensorFlow {tensorflow}: **{count} cells "
        "apart**. Exactly `same` in PyTorch: P = {padding}, OP = {output_padding}, then drop the "
        "last {dropped}.",
        torch.before - tensorflow.before,
        torch=_crop_text(torch),
        tensorflow=_crop_text(tensorflow),
        padding=padding,
        output_padding=output_padding,
        dropped=dropped,
    )


def conventions_table(crops: tuple[Crop, Crop]) -> str:
    """Return a Markdown table of lengths, crops and weight layouts."""
    torch, tensorflow = map(listed, crops)
    head = ("", "PyTorch · ONNX", "TensorFlow · Keras `same`")
    lines = [
        (_("Length"), "(L−1)·S − 2P + D·(K−1) + OP + 1", "L·S"),
        (_("Cropped before, after"), f"P, P − OP = {torch}", f"⌊max(K−S, 0)/2⌋, … = {tensorflow}"),
        (_("Layout of the weights"), "(C, O/G, KH, KW)", "(KH, KW, O, C)"),
    ]
    return table(head, lines, words=len(head))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with what PyTorch is given."""
    pytorch = same_size_in_pytorch(chosen.kernel_size, chosen.stride)
    lab_link(
        "transposed_convolution",
        dims=1,
        size=3,
        input="counting",
        kernel="counting",
        kernel_size=chosen.kernel_size,
        stride=chosen.stride,
        padding=pytorch.padding,
        output_padding=pytorch.output_padding,
    )


STEP = Step("frameworks", N_("Frameworks"), controls, view, numbers, links, guess)
