"""The step on overlap: how many stamps reach each cell, along one axis and two."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.count_scale import draw_count_legend
from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, switch
from ui.lessons.checkerboard.pictures import grey
from ui.numbers import dimensions, listed, ratio
from ui.picture_panes import Pane, draw_pictures, payload
from ui.verdict import REASONS
from ui.words import N_, _, ngettext
from upsample_core import Evenness, assess, conv_transpose_output_size, preset_kernel
from upsample_core.analysis import coverage_phases, is_even
from upsample_core.lessons import stamped_picture, stamps, uncovered

INPUTS_1D = 5
INPUTS_2D = 4
KERNEL_SIZES = range(1, 9)
STRIDES = range(1, 5)
ROW_WIDTH, PLANE_SIDE = 27, 20
"""Room for the figures, in rem."""

Pair = tuple[int, int]


class Chosen(NamedTuple):
    """The parameters: sizes and strides along height and width."""

    kernel_size: Pair
    stride: Pair
    dilation: int
    padding: int

    @property
    def verdict(self) -> Evenness:
        """How even the overlap is."""
        return assess(preset_kernel("ones", self.kernel_size), self.stride, self.dilation)


def controls() -> Chosen:
    """Draw the choice of the parameters."""
    stride = choice("overlap_stride", _("Stride S"), STRIDES, 2, "stride")
    kernel_size = choice("overlap_kernel_size", _("Kernel size K"), KERNEL_SIZES, 3, "kernel_size")
    dilation = choice("overlap_dilation", _("Dilation D"), (1, 2, 3), 1, "dilation")
    padding = _padding(kernel_size, stride, dilation)
    across = (kernel_size, stride)
    with st.popover(_("More")):
        if switch("overlap_apart", _("Axes apart")):
            width_stride = choice("overlap_stride_w", _("Stride S, width"), STRIDES, 1)
            width_kernel = choice("overlap_kernel_w", _("Kernel size K, width"), KERNEL_SIZES, 3)
            across = (width_kernel, width_stride)
    return Chosen((kernel_size, across[0]), (stride, across[1]), dilation, padding)


def _padding(kernel_size: int, stride: int, dilation: int) -> int:
    """Draw the choice of P, among what leaves an output and is not more than the kernel."""
    legal = [
        padding
        for padding in range(min(4, dilation * (kernel_size - 1) + 1))
        if conv_transpose_output_size(INPUTS_2D, kernel_size, stride, 0, 0, dilation) > 2 * padding
    ]
    return int(choice("overlap_padding", _("Padding P"), legal, 0, "padding"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what K = 3 does with S = 2, and which kernels are even with this S and D."""
    verdict = assess(preset_kernel("ones", (3, 3)), 2)
    stride, dilation = chosen.stride[0], chosen.dilation
    even = [str(size) for size in KERNEL_SIZES if is_even(size, stride, dilation)]
    return {
        "counts": listed(verdict.axes[0].counts),
        "levels": listed(verdict.levels),
        "ratio": ratio(*verdict.ratio),
        "stride": stride,
        "dilation": dilation,
        "most": KERNEL_SIZES[-1],
        "even": ", ".join(even) or _("none"),
        "spread": listed(coverage_phases(4, 2, 2)),
    }


def guess() -> Guess:
    """Ask how many stamps reach the fullest cell in two dimensions, for K = 3 and S = 2."""
    verdict = assess(preset_kernel("ones", (3, 3)), 2)
    along, most = max(verdict.axes[0].counts), verdict.levels[-1]
    offered = sorted({along, 3, most, 3 * 3})
    return Guess({count: str(count) for count in offered}, most)


def view(chosen: Chosen) -> None:
    """Draw what the stamps do to a picture, the stamps of one row, and the counts of a grid."""
    verdict = chosen.verdict
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _pictures(chosen)
        st.markdown(f"{_row_sentence(verdict)} {_plane_sentence(verdict)}")
    with right:
        _row_figure(chosen)
        _plane_figure(chosen)
        draw_count_legend()


def _pictures(chosen: Chosen) -> None:
    """Draw a picture under these stamps, and under stamps that are even."""
    picture = grey("cat", 64)[8:56, :48]
    even = tuple(
        step * (size // step + 1)
        for size, step in zip(chosen.kernel_size, chosen.stride, strict=True)
    )
    panes = [
        Pane(
            _("K = {kernel_size}, S = {stride}", kernel_size=_pair(size), stride=_pair(step)),
            stamped_picture(picture, size, step, dilation),
            "output",
        )
        for size, step, dilation in (
            (chosen.kernel_size, chosen.stride, chosen.dilation),
            (even, chosen.stride, 1),
        )
    ]
    draw_pictures(payload(panes, detail=96, width=190, height=254), key="overlap_pictures")


def _pair(values: tuple[int, ...]) -> str:
    return str(values[0]) if values[0] == values[1] else dimensions(values)


def _row_figure(chosen: Chosen) -> None:
    """Draw one row for each stamp, and below them how many there are in each column."""
    along = stamps(
        INPUTS_1D, chosen.kernel_size[0], chosen.stride[0], chosen.padding, chosen.dilation
    )
    cell = min(1.6, ROW_WIDTH / along.counts.size)
    draw_grids(
        Grid(
            _("Stamps in one dimension"),
            along.one_by_one,
            "kernel",
            _("one row for each of {count} inputs", count=INPUTS_1D),
            border=along.cropped_rows,
            cell=cell,
        ),
        BREAK,
        Grid(
            _("Overlap count"),
            along.counts,
            "count",
            _("dashed: cropped by P") if chosen.padding else "",
            lit=along.holes,
            border=along.cropped,
            cell=cell,
        ),
    )


def _plane_figure(chosen: Chosen) -> None:
    shape = (INPUTS_2D, INPUTS_2D)
    across = stamps(shape, chosen.kernel_size, chosen.stride, chosen.padding, chosen.dilation)
    draw_grids(
        Grid(
            _("Overlap count in two dimensions"),
            across.counts,
            "count",
            _("{side} × {side} inputs", side=INPUTS_2D),
            lit=across.holes,
            border=across.cropped,
            cell=min(1.6, PLANE_SIDE / max(across.counts.shape)),
        )
    )


def _row_sentence(verdict: Evenness) -> str:
    axis = verdict.axes[0]
    reason = _(
        REASONS[axis.reason],
        stride=axis.stride,
        kernel_size=axis.kernel_size,
        dilation=axis.dilation,
    )
    counts = listed(axis.counts)
    told = (
        ngettext(
            "Inside, every cell is reached **{count}** time",
            "Inside, every cell is reached **{count}** times",
            axis.counts[0],
        )
        if axis.even
        else _("Inside, the counts go **{counts}**, over and over", counts=counts)
    )
    return _("{told}: {reason}.", told=told, reason=reason)


def _plane_sentence(verdict: Evenness) -> str:
    levels = listed(verdict.levels)
    parts = [
        _(
            "In two dimensions the axes multiply: **{levels}**, a ratio of **{ratio}**.",
            levels=levels,
            ratio=ratio(*verdict.ratio),
        )
    ]
    if verdict.has_holes:
        parts.append(
            ngettext(
                "{count} of every {cells} interior cells is a hole, which no stamp reaches.",
                "{count} of every {cells} interior cells are holes, which no stamp reaches.",
                uncovered(verdict.counts),
                cells=verdict.counts.size,
            )
        )
    return " ".join(parts)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link(
        "transposed_convolution",
        size=INPUTS_2D,
        input="ones",
        kernel="ones",
        stride=chosen.stride,
        kernel_size=chosen.kernel_size,
        dilation=chosen.dilation,
        padding=chosen.padding,
    )


STEP = Step("overlap", N_("Overlap"), controls, view, numbers, links, guess, ("stride", "overlap"))
