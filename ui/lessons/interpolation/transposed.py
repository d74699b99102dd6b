"""The step on interpolation as a transposed convolution: fixed weights for the same sum."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, switch, translated
from ui.numbers import listed, number
from ui.shared import shared
from ui.words import N_, _
from upsample_core import Array, grid_pattern
from upsample_core.lessons import AsTransposed, as_transposed, stamp_of

SHAPE = (2, 3)
FACTORS = (2, 3, 4)
WAYS = {"bilinear": N_("Bilinear"), "nearest": N_("Nearest")}
INPUTS = {"ones": N_("Ones"), "pi": N_("Digits of π")}
_WIDTH = 28.0
"""In rem, of a grid of outputs."""

_FEW = 5
"""Taps along an axis; the kernel of two axes has no room for the numbers of more."""

_WIDE = 3.0
"""In rem, of a cell that has room for three digits and more."""


class Chosen(NamedTuple):
    """An interpolation, a factor, an input, and whether its edge is repeated first."""

    name: str
    factor: int
    input: str
    repeat: bool


_START = Chosen("bilinear", 2, "ones", False)


def controls() -> Chosen:
    """Draw the choice of an interpolation, a factor and an input, and of the repair."""
    name = choice("transposed_name", _("Interpolation"), translated(WAYS), _START.name)
    factor = choice("transposed_factor", _("Factor S"), FACTORS, _START.factor)
    values = choice("transposed_input", _("Input"), translated(INPUTS), _START.input)
    return Chosen(name, factor, values, switch("transposed_repeat", _("Repeat the edge first")))


@shared
def _made(chosen: Chosen) -> AsTransposed:
    return as_transposed(
        grid_pattern(chosen.input, SHAPE), chosen.name, chosen.factor, chosen.repeat
    )


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what becomes of ones, and how far the two are apart here, with and without repair."""
    first, stamp = _made(_START).transposed, stamp_of(_START.name, _START.factor)
    bare, repaired = (_made(chosen._replace(repeat=repeat)) for repeat in (False, True))
    return {
        "factor": _START.factor,
        "kernel": listed(stamp.kernel),
        "size": len(stamp.kernel),
        "padding": stamp.padding,
        "edge": number(first[0, 2]),
        "corner": number(first[0, 0]),
        "now": chosen.factor,
        "cells": bare.cells,
        "all": bare.transposed.size,
        "border": chosen.factor // 2,
        "apart": number(bare.difference),
        "repaired": number(repaired.difference),
    }


def guess() -> Guess:
    """Ask what becomes of a picture of ones in the corner."""
    made = _made(_START).transposed
    corner, edge, inside = made[0, 0], made[0, 2], made[2, 2]
    texts = [number(value) for value in sorted({corner, edge, inside})]
    return Guess({text: text for text in texts}, number(corner))


def view(chosen: Chosen) -> None:
    """Draw the kernel, what it makes of the input, and what the interpolation makes of it."""
    made, stamp = _made(chosen), stamp_of(chosen.name, chosen.factor)
    padding = stamp.padding + chosen.factor * chosen.repeat
    reach = largest(made.interpolated, made.transposed)
    cell = min(_WIDE, _WIDTH / made.interpolated.shape[1])
    draw_grids(
        Grid(_("Input"), grid_pattern(chosen.input, SHAPE), "input", reach=reach),
        Grid(
            _("Kernel along each axis"),
            stamp.kernel,
            "kernel",
            note=f"K = {len(stamp.kernel)}, S = {stamp.stride}, P = {padding}",
            cell=3,
        ),
        Grid(
            _("In two dimensions"),
            stamp.plane,
            "kernel",
            texts=_texts(stamp.plane, 0),
            cell=2.4 if len(stamp.kernel) <= _FEW else 1.0,
        ),
        BREAK,
        Grid(
            _("Interpolation"),
            made.interpolated,
            "output",
            texts=_texts(made.interpolated, cell),
            reach=reach,
            cell=cell,
        ),
        "=" if not made.cells else "≠",
        Grid(
            _("Transposed convolution"),
            made.transposed,
            "output",
            texts=_texts(made.transposed, cell),
            lit=made.differs,
            reach=reach,
            cell=cell,
        ),
    )
    st.markdown(
        _(
            "Framed: other than the interpolation, **{count} of {all}** cells. The largest "
            "difference is **{difference}**.",
            count=made.cells,
            all=made.differs.size,
            difference=number(made.difference),
        )
    )


def _texts(values: Array, cell: float) -> list[list[str]]:
    """Return numbers, shorter where their cells are narrow."""
    digits = 3 if cell >= _WIDE else 2
    return [[number(value, digits) for value in row] for row in values.tolist()]


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this transposed convolution."""
    stamp = stamp_of(chosen.name, chosen.factor)
    lab_link(
        "transposed_convolution",
        size="x".join(map(str, SHAPE)),
        input=chosen.input,
        stride=stamp.stride,
        kernel_size=len(stamp.kernel),
        padding=stamp.padding,
        kernel="bilinear" if chosen.name == "bilinear" else "ones",
    )


STEP = Step(
    "transposed",
    N_("As a transposed convolution"),
    controls,
    view,
    numbers,
    links,
    guess,
    ("stride", "padding"),
)
