"""The step on linearity: the sum of what is pooled, beside what is made of the sum."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field
from ui.words import N_, _, ngettext
from upsample_core.lessons import DOWNSAMPLERS, PooledSums, pooled_sums

SIDE = 4
_SEED = 0


class Chosen(NamedTuple):
    """A way to halve, and the seed of two grids."""

    way: str
    seed: int

    @property
    def found(self) -> PooledSums:
        """The grids and what is made of them."""
        return pooled_sums(self.way, SIDE, self.seed)


def controls() -> Chosen:
    """Draw the choice of the way and of the grids."""
    titles = {name: _(METHOD_WORDS[name].title) for name in DOWNSAMPLERS}
    way = choice("linear_way", _("f is"), titles, "max_pool")
    return Chosen(way, field("linear_seed", _("Seed"), 0, 9999, _SEED))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return in how many cells each way differs, for these grids."""
    found = {way: pooled_sums(way, SIDE, chosen.seed) for way in DOWNSAMPLERS}
    first = pooled_sums("max_pool", SIDE, _SEED)
    return {
        "cells": first.added.size,
        "differ": first.cells,
        **{way: one.cells for way, one in found.items()},
    }


def guess() -> Guess:
    """Ask whether max pooling may be done before or after adding."""
    linear = pooled_sums("max_pool", SIDE, _SEED).cells == 0
    return Guess({True: _("Yes"), False: _("No")}, linear)


def view(chosen: Chosen) -> None:
    """Draw two grids, their sum, and what is made of all three."""
    found = chosen.found
    reach = largest(found.whole)
    inputs = {"a": found.first, "b": found.second, "a + b": found.whole}
    outputs = {"f(a)": found.pooled_first, "f(b)": found.pooled_second}
    a, b, whole = (Grid(name, one, "input", "", reach=reach) for name, one in inputs.items())
    f_a, f_b = (Grid(name, one, "output", "", reach=reach) for name, one in outputs.items())
    added, pooled = (
        Grid(name, one, "output", "", lit=found.differs, reach=reach)
        for name, one in (("f(a) + f(b)", found.added), ("f(a + b)", found.pooled_whole))
    )
    sign = "≠" if found.cells else "="
    draw_grids(a, "+", b, "=", whole, BREAK, f_a, "+", f_b, "=", added, sign, pooled)
    st.markdown(
        ngettext(
            "{count} of {all} cells differs: framed.",
            "{count} of {all} cells differ: framed.",
            found.cells,
            all=found.added.size,
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the matrix of this way, on one of the grids."""
    padding = {"kernel_size": 3, "padding": 1} if chosen.way == "strided_convolution" else {}
    lab_link(chosen.way, size=SIDE, input="custom", values=chosen.found.first, stride=2, **padding)


STEP = Step("not_linear", N_("Not linear"), controls, view, numbers, links, guess)
