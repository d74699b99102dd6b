"""The step on gradients: a backward pass that has the pattern too."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.pictures import grey, picture_control
from ui.numbers import listed, number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core.lessons import ShiftedGradients, gradient_levels, shifted_gradients

LAYERS = {"convolution": N_("Strided convolution"), "pooling": N_("Max pooling")}
SHIFTS = (1, 2, 3, 4, 6)
_SIDE = 48
_NOTHING = 1e-9
_CORNER = slice(20, 28)


class Chosen(NamedTuple):
    """A kind of layer with its parameters, how many shifts are averaged, and a picture."""

    kind: str
    kernel_size: int
    stride: int
    layers: int
    shifts: int
    picture: str


def controls() -> Chosen:
    """Draw the choice of the layers, of the shifts and of a picture."""
    kind = choice("gradients_kind", _("Layer"), translated(LAYERS), "convolution")
    kernel_size = choice("gradients_kernel_size", _("Kernel size K"), (2, 3, 4, 5), 3)
    stride = choice("gradients_stride", _("Stride S"), (1, 2, 3), 2)
    layers = choice("gradients_layers", _("Layers"), (1, 2), 1)
    shifts = choice("gradients_shifts", _("Shifts per axis"), SHIFTS, 2)
    with st.popover(_("More")):
        picture = picture_control("gradients_picture")
    return Chosen(kind, kernel_size, stride, layers, shifts, picture)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return Cᵀ·1 for K = 3, S = 2, max pooling's spread, and which shifts are even here."""
    pooled = gradients(Chosen("pooling", 2, 2, 1, 2, "cat"))
    return {
        "levels": listed(gradient_levels(3, 2)),
        "before": number(pooled.plain_spread, 2),
        "after": number(pooled.mean_spread, 2),
        "size": chosen.kernel_size,
        "stride": chosen.stride,
        "layers": chosen.layers,
        "even": ", ".join(_even_shifts(chosen)) or _("none"),
        "offered": listed(SHIFTS),
    }


def _even_shifts(chosen: Chosen) -> list[str]:
    """Return the numbers of shifts after which the gradient of convolutions is even."""
    asked = chosen._replace(kind="convolution")
    found = {shifts: gradients(asked._replace(shifts=shifts)) for shifts in SHIFTS}
    return [str(shifts) for shifts, one in found.items() if one.mean_spread < _NOTHING]


def guess() -> Guess:
    """Ask how many different gradients the pixels inside get."""
    levels = len(gradient_levels(3, 2))
    return Guess({count: str(count) for count in range(1, 5)}, levels)


def view(chosen: Chosen) -> None:
    """Draw the gradient of one kind of layer, and its average over shifts."""
    with st.spinner(_("Averaging …"), show_time=False):
        found = gradients(chosen)
    reach = max(float(found.plain.max()), 1.0)
    middle = (_CORNER, _CORNER)
    mean_title = ngettext("Mean of {count} shift", "Mean of {count} shifts", chosen.shifts**2)
    note = _("8 × 8 of it")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        draw_grids(
            Grid(_("Gradient"), found.plain[middle], "input", note, reach=reach, cell=2.0),
            Grid(mean_title, found.mean[middle], "input", note, reach=reach, cell=2.0),
        )
    panes = [
        Pane(
            title,
            values,
            window=(0.0, reach),
            colours="input",
            note=_("spread {spread}", spread=number(spread, 2)),
        )
        for title, spread, values in (
            (_("Gradient"), found.plain_spread, found.plain),
            (mean_title, found.mean_spread, found.mean),
        )
    ]
    with right:
        draw_pictures(payload(panes, width=150, height=240), key="gradients_pictures")
    st.caption(_("The gradient of the sum of all outputs. Spread: its standard deviation, inside."))


@shared
def gradients(chosen: Chosen) -> ShiftedGradients:
    """Return a gradient with respect to a picture, and its average over shifted pictures."""
    picture = grey(chosen.picture, 64)[:_SIDE, :_SIDE]
    return shifted_gradients(
        picture, chosen.kind, chosen.kernel_size, chosen.stride, chosen.layers, chosen.shifts
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this layer."""
    numbers = {"size": 8, "stride": chosen.stride, "kernel_size": chosen.kernel_size}
    if chosen.kind == "convolution":
        lab_link("strided_convolution", padding=0, kernel="ones", **numbers)
    else:
        lab_link("max_pool", **numbers)


STEP = Step("gradients", N_("Gradients"), controls, view, numbers, links, guess)
