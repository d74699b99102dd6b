"""The step on sizes: several become one by pooling, and a flat index needs the right width."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.numbers import dimensions, listed
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import grid_pattern
from upsample_core.lessons import (
    AskedSize,
    UnpoolSizes,
    shrunk_sizes,
    unpool_sizes,
    unpooled_at,
)

POOLING = {"kernel_size": 3, "padding": 1}
SIZES = range(5, 10)
STRIDES = (2, 3)
_INPUT = "pi"


class Chosen(NamedTuple):
    """The side that is pooled, the stride, and the side that is asked for."""

    size: int
    stride: int
    asked: int

    @property
    def numbers(self) -> dict[str, int]:
        """The parameters of the pooling."""
        return {**POOLING, "stride": self.stride}


_FIRST = Chosen(8, 2, 7)
_SHEARED = Chosen(7, 2, 8)
"""Indices of 7 × 7 in a grid of 8 × 8."""


def controls() -> Chosen:
    """Draw the choice of a side, of the stride, and of the side that is asked for."""
    size = choice("sizes_size", _("Side before pooling"), SIZES, _FIRST.size)
    stride = choice("sizes_stride", _("Stride S"), STRIDES, _FIRST.stride)
    found = unpool_sizes(size, stride=stride, **POOLING)
    offered = {side: str(side) for side in found.allowed}
    offered[found.default] = _("{side}, default", side=found.default)
    key = f"sizes_asked_{stride}_{found.default}"
    return Chosen(size, stride, choice(key, _("Side asked for"), offered, found.default))


@shared
def _sizes(chosen: Chosen) -> UnpoolSizes:
    return unpool_sizes(chosen.size, **chosen.numbers)


@shared
def _unpooled(chosen: Chosen) -> AskedSize:
    grid = grid_pattern(_INPUT, (chosen.size, chosen.size))
    return unpooled_at(grid, chosen.asked, **chosen.numbers)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return which sizes become one, what may be asked for, and what a wrong width does."""
    first, now = _sizes(_FIRST), _sizes(chosen)
    return {
        **POOLING,
        "stride": _FIRST.stride,
        "size": _FIRST.size,
        "pooled": first.pooled,
        "default": first.default,
        "group": listed(first.sizes),
        "allowed": listed(first.allowed),
        "small": _SHEARED.size,
        "large": _SHEARED.asked,
        "moved": _unpooled(_SHEARED).misplaced,
        "outside": _unpooled(_FIRST).outside,
        "size_now": chosen.size,
        "default_now": now.default,
        "group_now": listed(now.sizes),
    }


def guess() -> Guess:
    """Ask which side comes back where none is asked for."""
    found = _sizes(_FIRST)
    offered = sorted({*found.allowed, found.pooled * _FIRST.stride + 1})
    return Guess({side: str(side) for side in offered}, found.default)


def view(chosen: Chosen) -> None:
    """Draw what pooling makes of all sides, and what unpooling makes of this one."""
    found = _sizes(chosen)
    shrunk = shrunk_sizes(SIZES, **chosen.numbers)
    draw_grids(
        Grid(
            _("Side before pooling"),
            shrunk.sizes,
            "input",
            note="",
            cell=3.2,
            lit=shrunk.shrunk == found.pooled,
        ),
        "→",
        Grid(
            _("Side after it"),
            shrunk.shrunk,
            "output",
            note="",
            cell=3.2,
            lit=shrunk.shrunk == found.pooled,
        ),
    )
    _grids(chosen, _unpooled(chosen))


def _grids(chosen: Chosen, unpooled: AskedSize) -> None:
    """Draw the input, the pooled values, their indices, and the grid that comes back."""
    grid = grid_pattern(_INPUT, (chosen.size, chosen.size))
    reach, cell = largest(grid), 1.95
    parts: list[Grid | str] = [
        Grid(_("Input"), grid, "input", cell=cell, reach=reach, square=True),
        Grid(_("Pooled"), unpooled.pooled, "input", cell=cell, reach=reach, square=True),
        Grid(_("Indices"), unpooled.indices, "", cell=cell, note=_("flattened"), square=True),
    ]
    side = (chosen.asked, chosen.asked)
    if unpooled.output is not None:
        title = _("Unpooled")
        parts.append(
            Grid(
                title,
                unpooled.output,
                "output",
                cell=cell,
                reach=reach,
                lit=unpooled.moved,
                square=True,
            )
        )
    draw_grids(*parts)
    st.markdown(_verdict(chosen, unpooled, dimensions(side)))


def _verdict(chosen: Chosen, unpooled: AskedSize, side: str) -> str:
    if unpooled.outside:
        return ngettext(
            "**Refused**: {count} index lies outside a grid of {side}. Ask for the side that was "
            "pooled, {size}.",
            "**Refused**: {count} indices lie outside a grid of {side}. Ask for the side that was "
            "pooled, {size}.",
            unpooled.outside,
            side=side,
            size=chosen.size,
        )
    if unpooled.misplaced:
        return ngettext(
            "No error, but **{count} value** stands in the wrong place, framed: an index is "
            "row · width + column, and the width is another.",
            "No error, but **{count} values** stand in the wrong place, framed: an index is "
            "row · width + column, and the width is another.",
            unpooled.misplaced,
        )
    return _("Every value stands where it was found.")


def links(chosen: Chosen) -> None:
    """Draw the link to the lab, which asks for the side that was pooled."""
    lab_link("max_unpool", size=chosen.size, input=_INPUT, **chosen.numbers)


STEP = Step("sizes", N_("Which size"), controls, view, numbers, links, guess, ("flat_index",))
