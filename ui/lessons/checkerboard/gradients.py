"""The step on gradients: a backward pass that has the pattern too."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.figures import counts_picture
from ui.grids import Grid, draw_grids, number_text
from ui.lesson import lab_link
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.pictures import grey, picture_control
from ui.panes import Pane, draw_panes
from ui.words import N_, _
from upsample_core.analysis.gradients import averaged_over_shifts, conv_gradient, max_pool_gradient

Values = NDArray[np.float64]

LAYERS = {"convolution": N_("Strided convolution"), "pooling": N_("Max pooling")}
_SIDE = 48
_CORNER = slice(20, 28)
_INSIDE = slice(12, 36)


def gradient_of(
    kind: str, kernel_size: int, stride: int, layers: int
) -> Callable[[Values], Values]:
    """Return what takes a picture to the gradient of the sum of the outputs."""
    if kind == "pooling":
        return lambda x: max_pool_gradient(x, kernel_size, stride, layers)
    kernel = np.ones((kernel_size, kernel_size))
    return lambda x: conv_gradient(x, kernel, stride, layers=layers)


@st.cache_data(max_entries=128, show_spinner=False)
def gradients(
    picture: str, kind: str, kernel_size: int, stride: int, layers: int, shifts: int
) -> tuple[Values, Values]:
    """Return a gradient with respect to a picture, and its average over shifted pictures."""
    chosen = gradient_of(kind, kernel_size, stride, layers)
    values = grey(picture, 64)[:_SIDE, :_SIDE]
    return chosen(values), averaged_over_shifts(chosen, values, shifts)


def view() -> None:
    """Draw the gradient of one kind of layer, and its average over shifts."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        kind = choice("gradients_kind", _("Layer"), translated(LAYERS), "convolution")
        kernel_size = choice("gradients_kernel_size", _("Kernel size K"), (2, 3, 4, 5), 3)
        stride = choice("gradients_stride", _("Stride S"), (1, 2, 3), 2)
        layers = choice("gradients_layers", _("Layers"), (1, 2), 1)
        shifts = choice("gradients_shifts", _("Shifts per axis"), (1, 2, 3, 4, 6), 2)
        picture = picture_control("gradients_picture")
    with st.spinner(_("Averaging …"), show_time=False):
        plain, average = gradients(picture, kind, kernel_size, stride, layers, shifts)
    top = max(float(plain.max()), 1.0)
    middle = (_CORNER, _CORNER)
    draw_grids(
        Grid(_("Gradient"), plain[middle], "input", _("8 × 8 of it"), reach=top, cell=2.1),
        Grid(
            _("Mean of {count} shifts", count=shifts**2),
            average[middle].round(3),
            "input",
            _("8 × 8 of it"),
            reach=top,
            cell=2.1,
        ),
    )
    draw_panes(
        [
            Pane(
                title, _("spread {spread:.3f}", spread=_spread(values)), counts_picture(values, top)
            )
            for title, values in (
                (_("Gradient"), plain),
                (_("Mean of {count} shifts", count=shifts**2), average),
            )
        ],
        shown=_SIDE,
        times=3,
    )
    st.caption(_("The gradient of the sum of all outputs. Spread: its standard deviation, inside."))
    if kind == "convolution":
        lab_link(
            "strided_convolution",
            size=8,
            stride=stride,
            kernel_size=kernel_size,
            padding=0,
            kernel="ones",
        )
    else:
        lab_link("max_pool", size=8, stride=stride, kernel_size=kernel_size)


def numbers() -> dict[str, object]:
    """Return what the words on gradients tell: Cᵀ·1 for K = 3, S = 2, inside."""
    counts = conv_gradient(np.zeros((15, 15)), np.ones((3, 3)), 2)[4:10, 4:10]
    before, after = gradients("cat", "pooling", 2, 2, 1, 2)
    return {
        "levels": ", ".join(number_text(level) for level in np.unique(counts)),
        "before": f"{_spread(before):.2f}",
        "after": f"{_spread(after):.2f}",
    }


def _spread(values: Values) -> float:
    return float(values[_INSIDE, _INSIDE].std())
