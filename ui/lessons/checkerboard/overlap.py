"""The step on overlap: how many stamps reach each cell, along one axis and two."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lesson import lab_link
from ui.lesson_controls import choice, switch
from ui.lessons.checkerboard.ratios import ratio_text
from ui.verdict import REASONS
from ui.words import _
from upsample_core.analysis.evenness import Evenness, assess
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.shapes import conv_transpose_output_size

INPUTS_1D = 5
INPUTS_2D = 4


def numbers() -> dict[str, object]:
    """Return what the words on overlap tell: K = 3 and S = 2."""
    verdict = assess(np.ones((3, 3)), 2)
    return {
        "counts": ", ".join(map(str, verdict.axes[0].counts)),
        "levels": ", ".join(map(str, verdict.levels)),
        "ratio": ratio_text(*verdict.ratio),
    }


def view() -> None:
    """Draw the stamps of one row, the counts they add up to, and those of a grid."""
    with st.container(horizontal=True, gap="medium"):
        stride = choice("overlap_stride", _("Stride S"), range(1, 5), 2, "stride")
        kernel_size = choice(
            "overlap_kernel_size", _("Kernel size K"), range(1, 9), 3, "kernel_size"
        )
        dilation = choice("overlap_dilation", _("Dilation D"), (1, 2, 3), 1, "dilation")
        padding = _padding(kernel_size, stride, dilation)
        apart = switch("overlap_apart", _("Axes apart"))
    across = (kernel_size, stride)
    if apart:
        with st.container(horizontal=True, gap="medium"):
            width_stride = choice("overlap_stride_w", _("Stride S, width"), range(1, 5), 1)
            width_kernel = choice("overlap_kernel_w", _("Kernel size K, width"), range(1, 9), 3)
        across = (width_kernel, width_stride)
    sizes = ((kernel_size, across[0]), (stride, across[1]))
    verdict = assess(np.ones(sizes[0]), sizes[1], dilation)
    _row_figure(kernel_size, stride, dilation, padding)
    st.markdown(_row_sentence(verdict))
    _plane_figure(sizes, dilation, padding)
    st.markdown(_plane_sentence(verdict))
    lab_link(
        "transposed_convolution",
        size=INPUTS_2D,
        input="ones",
        kernel="ones",
        stride=sizes[1],
        kernel_size=sizes[0],
        dilation=dilation,
        padding=padding,
    )


def _padding(kernel_size: int, stride: int, dilation: int) -> int:
    """Draw the choice of P, among what leaves an output and is not more than the kernel."""
    legal = [
        padding
        for padding in range(min(4, dilation * (kernel_size - 1) + 1))
        if conv_transpose_output_size(INPUTS_2D, kernel_size, stride, 0, 0, dilation) > 2 * padding
    ]
    return choice("overlap_padding", _("Padding P"), legal, 0, "padding")


def _row_figure(kernel_size: int, stride: int, dilation: int, padding: int) -> None:
    """Draw one row for each stamp, and below them how many there are in each column."""
    whole = conv_transpose_map((INPUTS_1D,), np.ones(kernel_size), stride, 0, 0, dilation)
    cropped = _cropped(whole.output_shape, padding)
    cell = min(2.4, 42 / whole.shape[0])
    stamps = whole.pattern().matrix.toarray().T
    outside = np.broadcast_to(cropped, stamps.shape)
    note = _("one row for each of {count} inputs", count=INPUTS_1D)
    draw_grids(
        Grid(_("Stamps in one dimension"), stamps, "kernel", note, border=outside, cell=cell)
    )
    counts = whole.overlap()
    draw_grids(
        Grid(
            _("Overlap count"),
            counts,
            "count",
            _("dashed: cropped by P") if padding else "",
            lit=(counts == 0) & ~cropped,
            border=cropped,
            cell=cell,
        )
    )


def _plane_figure(
    sizes: tuple[tuple[int, int], tuple[int, int]], dilation: int, padding: int
) -> None:
    kernel, strides = sizes
    whole = conv_transpose_map((INPUTS_2D, INPUTS_2D), np.ones(kernel), strides, 0, 0, dilation)
    counts = whole.overlap()
    draw_grids(
        Grid(
            _("Overlap count in two dimensions"),
            counts,
            "count",
            _("{side} × {side} inputs", side=INPUTS_2D),
            lit=counts == 0,
            border=_cropped(whole.output_shape, padding),
            cell=min(2.0, 40 / counts.shape[1]),
        )
    )


def _cropped(shape: tuple[int, ...], padding: int) -> Any:
    """Return the mask of the cells that padding cuts off."""
    mask = np.ones(shape, bool)
    mask[tuple(slice(padding, size - padding) for size in shape)] = False
    return mask


def _row_sentence(verdict: Evenness) -> str:
    axis = verdict.axes[0]
    reason = _(
        REASONS[axis.reason],
        stride=axis.stride,
        kernel_size=axis.kernel_size,
        dilation=axis.dilation,
    )
    counts = ", ".join(map(str, axis.counts))
    told = (
        _("Inside, every cell is reached **{counts}** times", counts=axis.counts[0])
        if axis.even
        else _("Inside, the counts go **{counts}**, over and over", counts=counts)
    )
    return f"{told}: {reason}."


def _plane_sentence(verdict: Evenness) -> str:
    levels = ", ".join(map(str, verdict.levels))
    parts = [
        _(
            "In two dimensions the axes multiply: **{levels}**, a ratio of **{ratio}**.",
            levels=levels,
            ratio=ratio_text(*verdict.ratio),
        )
    ]
    if verdict.has_holes:
        parts.append(
            _(
                "{holes} of every {cells} interior cells are holes, which no stamp reaches.",
                holes=int((verdict.counts == 0).sum()),
                cells=verdict.counts.size,
            )
        )
    return " ".join(parts)
