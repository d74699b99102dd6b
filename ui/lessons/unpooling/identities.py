"""The step on identities: what unpooling is equal to, both sides computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, switch, translated
from ui.numbers import number
from ui.words import N_, _, ngettext
from upsample_core import Array
from upsample_core.lessons import (
    Equal,
    average_as_others,
    drawn_values,
    nails_as_transposed,
    pooled_again,
)

IDENTITIES = {
    "again": N_("pool(unpool(x)) = x"),
    "nails": N_("Bed of nails"),
    "average": N_("Average unpooling"),
}
_SHAPE = (2, 3)
_BELOW = -3.0


class Chosen(NamedTuple):
    """Which identity, the factor, the seed of the values, and whether some are below zero."""

    identity: str
    factor: int
    seed: int
    below: bool

    @property
    def values(self) -> Array:
        """What is unpooled."""
        return drawn_values(_SHAPE, self.seed, self.below)


def controls() -> Chosen:
    """Draw the choice of an identity, of the factor and of the values."""
    identity = choice("identity", _("Identity"), translated(IDENTITIES), "again")
    factor = choice("identity_factor", _("Window K = S"), (2, 3), 2)
    seed = field("identity_seed", _("Values from seed"), 0, 9999, 1)
    return Chosen(identity, factor, seed, switch("identity_below", _("Some below zero")))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what becomes of one value below zero, of those drawn, and how far both sides are."""
    now = pooled_again(chosen.values, chosen.factor, chosen.seed)
    below = pooled_again(drawn_values(_SHAPE, chosen.seed, True), chosen.factor, chosen.seed)
    others = (
        average_as_others(chosen.values, chosen.factor),
        nails_as_transposed(chosen.values, chosen.factor),
    )
    return {
        "value": number(_BELOW),
        "again": number(_alone()),
        "changed": below.changed,
        "changed_now": now.changed,
        "cells": chosen.values.size,
        "factor": chosen.factor,
        "square": chosen.factor**2,
        "extra": chosen.factor - 1,
        "difference": number(max(one.difference for one in others)),
    }


def _alone() -> float:
    """Return what comes back of one value below zero."""
    return float(pooled_again([[_BELOW]], 2).again[0, 0])


def guess() -> Guess:
    """Ask what comes back of a value below zero."""
    offered = sorted({_BELOW, _alone(), -_BELOW})
    return Guess({value: number(value) for value in offered}, _alone())


def view(chosen: Chosen) -> None:
    """Draw both sides of an identity."""
    views: dict[str, Callable[[Chosen], None]] = {
        "again": _again,
        "nails": _nails,
        "average": _average,
    }
    views[chosen.identity](chosen)


def _again(chosen: Chosen) -> None:
    x = chosen.values
    found = pooled_again(x, chosen.factor, chosen.seed)
    reach, cell = largest(x), 2.8 if chosen.factor == 2 else 2.3
    draw_grids(
        Grid("x", x, "input", reach=reach, cell=cell, square=True),
        _("— unpool →"),
        Grid("unpool(x)", found.unpooled, "output", reach=reach, cell=cell, square=True),
        _("— pool →"),
        Grid(
            "pool(unpool(x))",
            found.again,
            "input",
            reach=reach,
            cell=cell,
            square=True,
            lit=found.differs,
        ),
    )
    st.markdown(
        ngettext(
            "**{count}** of {all} values does not come back, framed: the zeros around it are "
            "larger.",
            "**{count}** of {all} values do not come back, framed: the zeros around them are "
            "larger.",
            found.changed,
            all=x.size,
        )
        if found.changed
        else _("All {all} values come back.", all=x.size)
    )


def _nails(chosen: Chosen) -> None:
    transposed = _(
        "Transposed convolution, K = 1, S = {stride}, OP = {extra}",
        stride=chosen.factor,
        extra=chosen.factor - 1,
    )
    found = nails_as_transposed(chosen.values, chosen.factor)
    _sides(chosen, found, (_("Bed of nails"), transposed))


def _average(chosen: Chosen) -> None:
    titles = (
        _("Average unpooling"),
        _("{square} × average pooling, transposed", square=chosen.factor**2),
        _("Nearest neighbour"),
    )
    _sides(chosen, average_as_others(chosen.values, chosen.factor), titles)


def _sides(chosen: Chosen, found: Equal, titles: tuple[str, ...]) -> None:
    """Draw x and one result computed in several ways, and how far they are apart."""
    x = chosen.values
    reach, cell = largest(x), 2.6 if chosen.factor == 2 else 2.0
    draw_grids(
        Grid("x", x, "input", reach=reach, cell=2.6, square=True),
        BREAK,
        *(
            Grid(title, result, "output", reach=reach, cell=cell, square=True)
            for title, result in zip(titles, found.results, strict=True)
        ),
    )
    st.markdown(
        _("The largest difference is **{difference}**.", difference=number(found.difference))
    )


def links(chosen: Chosen) -> None:
    """Draw the links to the lab: unpooling, and what it equals."""
    given = {"size": "2x3", "input": "custom", "values": chosen.values}
    if chosen.identity == "average":
        lab_link("average_unpool", kernel_size=chosen.factor, **given)
        lab_link("nearest", _("Nearest neighbour in the lab"), scale_factor=chosen.factor, **given)
        return
    lab_link("bed_of_nails", stride=chosen.factor, **given)
    if chosen.identity == "nails":
        lab_link(
            "transposed_convolution",
            _("The transposed convolution in the lab"),
            kernel_size=1,
            padding=0,
            kernel="ones",
            stride=chosen.factor,
            output_padding=chosen.factor - 1,
            **given,
        )


STEP = Step("identities", N_("Identities"), controls, view, numbers, links, guess)
