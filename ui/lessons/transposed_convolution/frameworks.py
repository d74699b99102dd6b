"""The step on frameworks: the same size, one cell apart."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lesson import Step, lab_link
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.common import signed, table
from ui.lessons.transposed_convolution.figures import strip, strips_html
from ui.words import N_, _
from upsample_core import grid_pattern, preset_kernel
from upsample_core.lessons import (
    Crop,
    Frameworks,
    both_frameworks,
    same_in_pytorch,
    same_size_in_pytorch,
)


class Chosen(NamedTuple):
    """A kernel size and a stride."""

    kernel_size: int
    stride: int


def controls() -> Chosen:
    """Draw the choice of kernel size and stride."""
    with st.container(horizontal=True, gap="medium"):
        kernel_size = choice("same_kernel_size", _("Kernel size K"), (2, 3, 4, 5, 6, 7), 3)
        stride = choice("same_stride", _("Stride S"), (2, 3, 4), 2)
    return Chosen(kernel_size, stride)


def view(chosen: Chosen) -> None:
    """Draw what PyTorch and TensorFlow keep of one whole result, and the table of conventions."""
    x, kernel = grid_pattern("counting", (3,)), preset_kernel("counting", (chosen.kernel_size,))
    both = both_frameworks(x, kernel, chosen.stride)
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
            before=signed(torch.before),
            after=signed(torch.after),
            padding=padding,
            output_padding=output_padding,
        )
    return _(
        "The same size, but PyTorch crops ({torch}) and TensorFlow ({tensorflow}): **{shift} cell "
        "apart**. Exactly `same` in PyTorch: P = {padding}, OP = {output_padding}, then drop the "
        "last {dropped}.",
        torch=f"{signed(torch.before)}, {signed(torch.after)}",
        tensorflow=f"{signed(tensorflow.before)}, {signed(tensorflow.after)}",
        shift=torch.before - tensorflow.before,
        padding=padding,
        output_padding=output_padding,
        dropped=dropped,
    )


def conventions_table(crops: tuple[Crop, Crop]) -> str:
    """Return a Markdown table of lengths, crops and weight layouts."""
    torch, tensorflow = (f"{signed(c.before)}, {signed(c.after)}" for c in crops)
    lines = [
        ("", "PyTorch · ONNX", "TensorFlow · Keras `same`"),
        (_("Length"), "(L−1)·S − 2P + D·(K−1) + OP + 1", "L·S"),
        (_("Cropped before, after"), f"P, P − OP = {torch}", f"⌊max(K−S, 0)/2⌋, … = {tensorflow}"),
        (_("Layout of the weights"), "(C, O/G, KH, KW)", "(KH, KW, O, C)"),
    ]
    return table(*lines)


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


STEP = Step("frameworks", N_("Frameworks"), controls, view, links=links)
