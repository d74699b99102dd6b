"""Live figures on what is often got wrong: flip, border, inverse, and the frameworks' `same`."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.frame import page_file
from ui.geometry_controls import geometry_controls
from ui.lesson import lab_link
from ui.lesson_controls import choice, translated
from ui.lessons.transposed_convolution.common import (
    WORKED,
    chosen_numbers,
    lab_numbers,
    signed,
    table,
)
from ui.lessons.transposed_convolution.figures import compared_html, strips_html
from ui.words import N_, _
from upsample_core.checks import Array, ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.lessons.expressions import expressions
from upsample_core.lessons.four_forms import bordered_by_padding
from upsample_core.lessons.frameworks import (
    Crop,
    conv_transpose_same,
    pytorch_crop,
    same_crop,
    same_in_pytorch,
    same_size_in_pytorch,
)
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.transposed_forms import slide, stamp
from upsample_core.operations.virtual_input import without_rotation

MISTAKES = {
    "flip": N_("“Slide the kernel as it is”"),
    "border": N_("“The border is P wide”"),
    "inverse": N_("“It undoes the convolution”"),
}


def mistakes_view() -> None:
    """Draw one of three common mistakes beside what is right."""
    said = translated(MISTAKES)
    chosen = choice("mistake", _("What is often said"), said, "flip", draw=st.pills)
    {"flip": _flip, "border": _border, "inverse": _inverse}[chosen]()


def _flip() -> None:
    kernels = {"counting": _("Counting 1, 2, 3 …"), "bilinear": _("Bilinear")}
    name = choice("mistake_kernel", _("Kernel"), kernels, "counting")
    x, kernel = grid_pattern("counting", (2, 2)), preset_kernel(name, (3, 3))
    right = slide(x, kernel, 2, 1, 1)
    wrong = slide(x, kernel, 2, 1, 1, rotate=False)
    differs = ~np.isclose(right, wrong)
    st.html(compared_html((right, wrong), (_("Rotated by 180°"), _("As it is")), differs))
    cell = (0, 1)
    correct = conv_transpose_map(x.shape, kernel, 2, 1, 1)
    st.markdown(
        _(
            "Cell (0, 1): right is **{right}** = {value:.3g}; the kernel as it is gives {wrong} = "
            "{other:.3g}. {count} of {all} cells are wrong.",
            right=expressions(correct)[cell],
            value=right[cell],
            wrong=expressions(without_rotation(correct, kernel))[cell],
            other=wrong[cell],
            count=int(differs.sum()),
            all=differs.size,
        )
    )
    numbers = {**WORKED, "kernel": name}
    lab_link("transposed_convolution", size=2, input="counting", pin="output:0,1", **numbers)


def _border() -> None:
    start = {**WORKED, "stride": 2, "kernel_size": 4, "output_padding": 0}
    chosen = geometry_controls("border", (4,), start, ("kernel_size", "padding", "dilation"))
    kernel_size, padding, dilation = (
        chosen[name][0] for name in ("kernel_size", "padding", "dilation")
    )
    x, kernel = grid_pattern("counting", (4,)), preset_kernel("counting", (kernel_size,))
    border = dilation * (kernel_size - 1) - padding
    st.markdown(
        _(
            "Right: D·(K−1) − P = {dilation}·{reach} − {padding} = **{border}** zeros at each end. "
            "Said: P = {padding}.",
            dilation=dilation,
            reach=kernel_size - 1,
            padding=padding,
            border=signed(border),
        )
    )
    right = stamp(x, kernel, **chosen_numbers(chosen))
    try:
        wrong = bordered_by_padding(x, kernel, **chosen_numbers(chosen))
    except ParameterError:
        st.info(
            _("With a border of {padding} zeros nothing can be computed here.", padding=padding)
        )
    else:
        _border_strips(right, wrong, border == padding)
    lab_link("transposed_convolution", dims=1, size=4, input="counting", **lab_numbers(chosen))


def _border_strips(right: Array, wrong: Array, equal: bool) -> None:
    longest = max(right.size, wrong.size)
    st.html(
        strips_html(
            [_filled(right, 0, longest), _filled(wrong, 0, longest)],
            [_("right: {size}", size=right.size), _("border P: {size}", size=wrong.size)],
            _("Output with the right border and with a border of P zeros"),
            [] if equal else [(1, cell) for cell in range(wrong.size)],
        )
    )
    if equal:
        st.markdown(_("Here both are the same number, which is how the mistake lives on."))


def _filled(values: Array, before: int, length: int) -> Array:
    """Place a signal on an axis of `length` cells, NaN around it."""
    strip = np.full(length, np.nan)
    strip[before : before + values.size] = values
    return strip


def _inverse() -> None:
    stride = choice("inverse_stride", _("Stride S"), (1, 2, 3), 2)
    x = grid_pattern("pi", (9,))
    forward = conv_map(x.shape, preset_kernel("bilinear", (3,)), stride, 1)
    back = forward.T.apply(forward.apply(x))
    st.html(
        strips_html(
            [x, _filled(forward.apply(x), 0, x.size), back],
            ["x", "Cx", "CᵀCx"],
            _("A signal, its convolution, and the transposed convolution of that"),
            [(2, cell) for cell in range(x.size) if not np.isclose(back[cell], x[cell])],
        )
    )
    st.markdown(
        _(
            "{inputs} numbers became {outputs}, and {inputs} again: the shape is back, but {wrong} "
            "of {inputs} values are not.",
            inputs=x.size,
            outputs=forward.shape[0],
            wrong=int((~np.isclose(back, x)).sum()),
        )
    )
    st.page_link(
        page_file("convolution_matrix"),
        label=_("More about C and Cᵀ"),
        icon=":material/arrow_back:",
    )


# ---------------------------------------------------------------- frameworks


def frameworks_view() -> None:
    """Draw what PyTorch and TensorFlow keep of one whole result, and the table of conventions."""
    with st.container(horizontal=True, gap="medium"):
        kernel_size = choice("same_kernel_size", _("Kernel size K"), (2, 3, 4, 5, 6, 7), 3)
        stride = choice("same_stride", _("Stride S"), (2, 3, 4), 2)
    rows = framework_rows(kernel_size, stride)
    x, kernel = grid_pattern("counting", (3,)), preset_kernel("counting", (kernel_size,))
    st.markdown(_("**What each keeps** of all the cells that the stamps reach:"))
    label = _("The cells that each framework keeps of the whole result")
    st.html(strips_html(*_kept(x, kernel, stride, rows), label, _shifted(rows)))
    st.markdown(_("**What each returns**, cell by cell; framed where they differ:"))
    st.html(_by_index(x, kernel, stride))
    st.markdown(_verdict(rows["PyTorch"], rows["TensorFlow"], kernel_size, stride))
    st.markdown(conventions_table(rows))
    pytorch = same_size_in_pytorch(kernel_size, stride)
    lab_link(
        "transposed_convolution",
        dims=1,
        size=3,
        input="counting",
        kernel="counting",
        kernel_size=kernel_size,
        stride=stride,
        padding=pytorch.padding,
        output_padding=pytorch.output_padding,
    )


def framework_rows(kernel_size: int, stride: int) -> dict[str, Crop]:
    """Return what is cropped for an output of L·S cells, by framework."""
    pytorch = same_size_in_pytorch(kernel_size, stride)
    return {
        "PyTorch": pytorch_crop(pytorch.padding, pytorch.output_padding),
        "TensorFlow": same_crop(kernel_size, stride),
    }


def _kept(
    x: Array, kernel: Array, stride: int, rows: dict[str, Crop]
) -> tuple[list[Array], list[str]]:
    """Return the whole result and what each framework keeps of it, on one axis."""
    whole = stamp(x, kernel, stride)
    torch, same = _outputs(x, kernel, stride)
    extra = max(0, -min(crop.after for crop in rows.values()))
    length = whole.size + extra
    pytorch = same_size_in_pytorch(kernel.size, stride)
    strips = [
        _filled(whole, 0, length),
        _filled(torch, rows["PyTorch"].before, length),
        _filled(same, rows["TensorFlow"].before, length),
    ]
    names = [
        _("all {size} cells", size=whole.size),
        f"PyTorch P = {pytorch.padding}, OP = {pytorch.output_padding}",
        "TensorFlow same",
    ]
    return strips, names


def _outputs(x: Array, kernel: Array, stride: int) -> tuple[Array, Array]:
    """Return L·S cells as PyTorch and as TensorFlow compute them."""
    padding, output_padding, _dropped = same_size_in_pytorch(kernel.size, stride)
    torch = stamp(x, kernel, stride, padding, output_padding)
    return torch, conv_transpose_same(x, kernel, stride)


def _by_index(x: Array, kernel: Array, stride: int) -> str:
    """Draw both outputs under one another, framed where they differ."""
    torch, same = _outputs(x, kernel, stride)
    differs = np.flatnonzero(~np.isclose(torch, same)).tolist()
    marked = [(row, column) for row in (0, 1) for column in differs]
    label = _("The outputs of both frameworks, cell by cell")
    return strips_html((torch, same), ("PyTorch", "TensorFlow"), label, marked)


def _shifted(rows: dict[str, Crop]) -> list[tuple[int, int]]:
    """Frame the first cell that each framework keeps, where they are not the same."""
    torch, tensorflow = rows["PyTorch"], rows["TensorFlow"]
    return [] if torch == tensorflow else [(1, torch.before), (2, tensorflow.before)]


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


def conventions_table(rows: dict[str, Crop]) -> str:
    """Return a Markdown table of lengths, crops and weight layouts."""
    torch, tensorflow = (f"{signed(c.before)}, {signed(c.after)}" for c in rows.values())
    lines = [
        ("", "PyTorch · ONNX", "TensorFlow · Keras `same`"),
        (_("Length"), "(L−1)·S − 2P + D·(K−1) + OP + 1", "L·S"),
        (_("Cropped before, after"), f"P, P − OP = {torch}", f"⌊max(K−S, 0)/2⌋, … = {tensorflow}"),
        (_("Layout of the weights"), "(C, O/G, KH, KW)", "(KH, KW, O, C)"),
    ]
    return table(*lines)
