"""The step on channel orders: what PyTorch wove, TensorFlow reads otherwise."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.sub_pixel.common import (
    FACTORS,
    colour,
    coloured,
    grey,
    picture_control,
    written,
)
from ui.markdown import table
from ui.numbers import listed
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _, ngettext
from upsample_core import Array
from upsample_core.lessons import ReadAs, channel_table, permutation, read_as

SIDE = 60
FRAMEWORKS = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "onnx": "ONNX"}
_ORDERS = {"pytorch": "CRD", "tensorflow": "DCR", "onnx": "DCR"}
_CHANNELS = (3, 1)


class Chosen(NamedTuple):
    """Who wove, who reads, how many output channels, the factor, and a picture."""

    written: str
    read: str
    channels: int
    factor: int
    picture: str


_FIRST = Chosen("pytorch", "tensorflow", 3, 2, "cat")


def controls() -> Chosen:
    """Draw the choice of both frameworks, the channels, the factor and a picture."""
    trained = choice("orders_written", _("Trained in"), FRAMEWORKS, _FIRST.written)
    read = choice("orders_read", _("Run in"), FRAMEWORKS, _FIRST.read)
    names = {3: _("3, colour"), 1: _("1, grey")}
    channels = choice("orders_channels", _("Output channels C"), names, _FIRST.channels)
    factor = choice("orders_factor", _("Upscale factor r"), FACTORS, _FIRST.factor)
    return Chosen(trained, read, channels, factor, picture_control("orders_picture"))


def _picture(chosen: Chosen) -> Array:
    if chosen.channels == 1:
        return grey(chosen.picture, SIDE)[None]
    return colour(chosen.picture, SIDE)


@shared
def _found(chosen: Chosen) -> ReadAs:
    orders = _ORDERS[chosen.written], _ORDERS[chosen.read]
    return read_as(_picture(chosen), chosen.factor, *orders)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many channels come out in a wrong place, and how to put them right."""
    first, now = _found(_FIRST), _found(chosen)
    grey_one = _found(_FIRST._replace(channels=1))
    return {
        "channels": _FIRST.channels * _FIRST.factor**2,
        "outputs": _FIRST.channels,
        "factor": _FIRST.factor,
        "wrong": first.wrong,
        "grey": grey_one.wrong,
        "order": listed(permutation(_FIRST.channels, _FIRST.factor).tolist()),
        "now": now.wrong,
        "all_now": chosen.channels * chosen.factor**2,
    }


def guess() -> Guess:
    """Ask how many of the channels come out in a wrong place."""
    found, every = _found(_FIRST), _FIRST.channels * _FIRST.factor**2
    offered = sorted({0, _FIRST.channels, found.wrong, every})
    return Guess({count: str(count) for count in offered}, found.wrong)


def view(chosen: Chosen) -> None:
    """Draw which channel goes where in both orders, and the picture that comes out."""
    for side in dict.fromkeys((chosen.written, chosen.read)):
        _table(chosen, side)
    found = _found(chosen)
    panes = [
        Pane(_("As {framework} weaves it", framework=FRAMEWORKS[chosen.written]),
             _picture(chosen), "input"),
        Pane(_("As {framework} weaves it", framework=FRAMEWORKS[chosen.read]),
             found.picture, "output"),
    ]  # fmt: skip
    height = 240 if chosen.factor == 2 else 190
    draw_pictures(payload(panes, width=260, height=height), key="orders_pictures")
    told = ngettext(
        "**{count}** of {all} channels is woven in a wrong place.",
        "**{count}** of {all} channels are woven in a wrong place.",
        found.wrong,
        all=chosen.channels * chosen.factor**2,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told, width="content")
        with st.popover(_("The orders as formulas"), type="tertiary"):
            st.markdown(_formulas())


def _table(chosen: Chosen, side: str) -> None:
    """Draw where one framework puts the channels: a block of r × r for each output channel."""
    places = channel_table(chosen.channels, chosen.factor, _ORDERS[side])
    own = channel_table(chosen.channels, chosen.factor, _ORDERS[chosen.written])
    colours = channel_table(1, chosen.factor, "CRD")[0]
    draw_grids(
        FRAMEWORKS[side],
        *(
            coloured(
                _("Output channel {channel}", channel=channel),
                colours,
                written(block),
                chosen.factor,
                cell=2.2 if chosen.factor == 2 else 1.7,
                lit=block != own[channel],
            )
            for channel, block in enumerate(places)
        ),
    )


def _formulas() -> str:
    head = ("", _("Channel for offset (i, j) of output channel c"), _("Function"))
    rows = [
        ("PyTorch", "c·r² + i·r + j", "`pixel_shuffle`"),
        ("ONNX, CRD", "c·r² + i·r + j", '`DepthToSpace(mode="CRD")`'),
        ("TensorFlow", "(i·r + j)·C + c", "`tf.nn.depth_to_space`"),
        (_("ONNX, default (DCR)"), "(i·r + j)·C + c", "`DepthToSpace`"),
    ]
    return table(head, rows, words=len(head))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this factor."""
    lab_link("sub_pixel", upscale_factor=chosen.factor, picture=chosen.picture)


STEP = Step("orders", N_("Channel orders"), controls, view, numbers, links, guess)
