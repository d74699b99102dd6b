"""The lesson on checkerboards: what follows from the sizes alone. Overlap, the table, stacks."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lesson import lab_link
from ui.lesson_controls import begin, choice, field, switch, whole
from ui.lessons.checkerboard.figures import PLAIN, stack_figure, table_figure
from ui.verdict import REASONS
from ui.words import N_, _
from upsample_core.checkerboard import Evenness, assess
from upsample_core.coverage import Layer, stack_coverage
from upsample_core.overlap_table import overlap_table
from upsample_core.shapes import conv_transpose_output_size
from upsample_core.transposed_convolution import conv_transpose_map

INPUTS_1D = 5
INPUTS_2D = 4

STACKS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "K3 S2 · K3 S2": ((3, 2, 1),) * 2,
    "K3 S2 · K3 S2 · K3 S2": ((3, 2, 1),) * 3,
    "K5 S2 · K5 S2": ((5, 2, 1),) * 2,
    "K4 S2 · K4 S2": ((4, 2, 1),) * 2,
    "K3 S2 · K3 S2 · K4 S1": ((3, 2, 1), (3, 2, 1), (4, 1, 1)),
    "K3 S2 · K3 S2 · K3 S1": ((3, 2, 1), (3, 2, 1), (3, 1, 1)),
    "K3 S2 · K3 S2 · K2 S1": ((3, 2, 1), (3, 2, 1), (2, 1, 1)),
}
"""Stacks worth looking at: (K, S, D) of every layer."""

FRAMES = {
    "coprime": N_("K and S coprime"),
    "divides": N_("S divides K"),
    "none": N_("None"),
}
_MOST_IN_LAYER = {"k": 12, "s": 4, "d": 4}


def ratio_text(most: int, least: int) -> str:
    """Return two counts as people write a ratio, which never breaks over lines."""
    return f"{most}\u00a0:\u00a0{least}"


# ---------------------------------------------------------------- one layer


def overlap_numbers() -> dict[str, object]:
    """Return what the words on overlap tell: K = 3 and S = 2."""
    verdict = assess(np.ones((3, 3)), 2)
    return {
        "counts": ", ".join(map(str, verdict.axes[0].counts)),
        "levels": ", ".join(map(str, verdict.levels)),
        "ratio": ratio_text(*verdict.ratio),
    }


def overlap_view() -> None:
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
    if st.session_state.get("overlap_padding", 0) not in legal:
        st.session_state["overlap_padding"] = legal[-1]
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


# ---------------------------------------------------------------- the table


def table_numbers() -> dict[str, object]:
    """Return what the words on the condition tell."""
    table = overlap_table()
    return {
        "coprime": int(table.coprime.sum()),
        "coprime_even": int((table.coprime & table.even).sum()),
        "dividing": int(table.divides.sum()),
        "dividing_even": int((table.divides & table.even).sum()),
    }


def table_view() -> None:
    """Draw all kernel sizes against all strides."""
    frames = {name: _(title) for name, title in FRAMES.items()}
    with st.container(horizontal=True, gap="medium"):
        framed = choice("table_framed", _("Frame the pairs with"), frames, "coprime")
        dilation = choice("table_dilation", _("Dilation D"), (1, 2, 3, 4), 1, "dilation")
    table = overlap_table(dilation=dilation)
    masks = {
        "coprime": table.coprime,
        "divides": table.divides,
        "none": np.zeros_like(table.even),
    }
    st.plotly_chart(
        table_figure(table, masks[framed], (_("Kernel size K"), _("Stride S"))),
        key="table_figure",
        alt=_("Largest and smallest overlap count for every kernel size and stride"),
        config=PLAIN,
    )
    st.markdown(
        _(
            "With D = {dilation}: of {coprime} coprime pairs **{coprime_even}** are even; of "
            "{dividing} with S dividing K, **{dividing_even}**.",
            dilation=dilation,
            coprime=int(table.coprime.sum()),
            coprime_even=int((table.coprime & table.even).sum()),
            dividing=int(table.divides.sum()),
            dividing_even=int((table.divides & table.even).sum()),
        )
    )


# ---------------------------------------------------------------- stacks


def stack_numbers() -> dict[str, object]:
    """Return what the words on stacks tell."""
    two, three = (stack_coverage([(3, 2)] * count) for count in (2, 3))
    return {
        "two": ", ".join(map(str, two.tolist())),
        "two_plane": ratio_text(two.max() ** 2, two.min() ** 2),
        "three": ratio_text(three.max(), three.min()),
        "three_plane": ratio_text(three.max() ** 2, three.min() ** 2),
    }


def stack_view() -> None:
    """Draw the layers of a stack as controls, and the paths through all of them."""
    names = list(STACKS)
    _settle_stack(names[0])
    with st.container(horizontal=True, gap="medium"):
        st.selectbox(
            _("Begin from"),
            names,
            key="stack_example",
            placeholder=_("Your own"),
            on_change=_take_example,
            width=280,
        )
        count = choice("stack_count", _("Layers"), (1, 2, 3, 4), 2)
    layers = [_layer_controls(number) for number in range(count)]
    paths = stack_coverage(layers)
    st.plotly_chart(
        stack_figure(paths, (_("Paths in 1-D"), _("Paths in 2-D"))),
        key="stack_figure",
        alt=_("How many paths lead to each phase of the output"),
        config=PLAIN,
    )
    st.markdown(_stack_table(layers))


def _settle_stack(first: str) -> None:
    """Fill the controls at first; later name the example that they show, if it is one."""
    state = st.session_state
    begin("stack_count", whole(1, 4), len(STACKS[first]), _("Layers"))
    for number in range(4):
        for key, label, low, high, start in _layer_fields(number):
            begin(key, whole(low, high), start, label)
    shown = tuple(
        tuple(state.get(f"stack_{letter}_{number}", 1) for letter in "ksd")
        for number in range(state["stack_count"])
    )
    state["stack_example"] = next((name for name in STACKS if STACKS[name] == shown), None)


def _take_example() -> None:
    if name := st.session_state["stack_example"]:
        _fill_stack(name)


def _fill_stack(name: str) -> None:
    state, layers = st.session_state, STACKS[name]
    state["stack_count"] = len(layers)
    for number, values in enumerate(_filled(layers)):
        for letter, value in zip("ksd", values, strict=True):
            state[f"stack_{letter}_{number}"] = value


def _filled(layers: tuple[tuple[int, ...], ...]) -> list[tuple[int, ...]]:
    """Return four layers, plain ones for those that are not used."""
    return [*layers, *[(3, 1, 1)] * (4 - len(layers))]


def _layer_controls(number: int) -> Layer:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        return Layer(*[field(*asked, width=104) for asked in _layer_fields(number)])


def _layer_fields(number: int) -> list[tuple[str, str, int, int, int]]:
    """Return the key, label, bounds and start of the three fields of a layer."""
    first = _filled(next(iter(STACKS.values())))[number]
    return [
        (
            f"stack_{letter}_{number}",
            _("Layer {number}: {letter}", number=number + 1, letter=letter.upper()),
            1,
            most,
            start,
        )
        for (letter, most), start in zip(_MOST_IN_LAYER.items(), first, strict=True)
    ]


def _stack_table(layers: list[Layer]) -> str:
    """Return what there is after every layer as a Markdown table."""
    heads = (_("After layer"), "K, S, D", _("Paths by phase"), _("1-D"), _("2-D"))
    lines = ["| " + " | ".join(heads) + " |", "|---|---|---|---|---|"]
    for number in range(1, len(layers) + 1):
        paths = stack_coverage(layers[:number])
        listed = ", ".join(map(str, paths[:12].tolist())) + (", …" if paths.size > 12 else "")
        most, least = int(paths.max()), int(paths.min())
        values = (
            str(number),
            ", ".join(map(str, layers[number - 1])),
            listed,
            ratio_text(most, least),
            ratio_text(most**2, least**2),
        )
        lines.append("| " + " | ".join(values) + " |")
    return "\n".join(lines)
