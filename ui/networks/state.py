"""What the page of networks shows: its controls, all of which are in the address."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui import address, widgets
from ui.fields import choice_field, text_field
from ui.lesson_controls import choice, control, field, read, translated
from ui.markdown import plain
from ui.networks.words import OWN_TITLE, SIZE_NAMES, network_title
from ui.widgets import segmented
from ui.words import N_, _
from upsample_core.networks import (
    FAMILIES,
    MAX_SIZE,
    NETWORKS,
    Chain,
    ChainError,
    Network,
    plan,
    read_chain,
)

OWN = "own"
LONGEST = 4000
"""Longest text of a chain that goes into an address."""

_PASTED = 200_000
"""Longest text that the field takes: a browser says nothing of a longer one that is pasted."""

FIRST = "unet"
_PUBLISHED, _TYPED = "published", "own"
SIZES = {
    "375x500": (375, 500),
    "416": (416, 416),
    "572": (572, 572),
    "480": (480, 480),
}
"""Sizes that are one click away: height and width."""

EXAMPLE = """input 3
conv 16 k3 p1
skip a
maxpool k2 s2
conv 32 k3 p1
skip b
maxpool k2 s2
conv 64 k3 p1
convt 32 k4 s2 p1
join b cat
convt 16 k3 s2 p1
join a cat
conv 3 k1
returns x1"""
"""The chain that one's own begins with. It has a mistake: the second transposed convolution lacks
its output padding."""

FAMILY_NAMES = {
    "segmentation": N_("Segmentation"),
    "detection": N_("Detection and pose"),
    "generators": N_("Generation"),
    "diffusion": N_("Diffusion"),
    "super_resolution": N_("Super-resolution"),
}
"""What networks are for, by their families."""

VIEWS = {
    "sizes": N_("Sizes"),
    "evenness": N_("Evenness"),
    "cost": N_("Work"),
    "pattern": N_("Pattern"),
}


class Chosen(NamedTuple):
    """What is planned.

    Attributes
    ----------
    network : Network or None
        None for one's own chain.
    text : str
    chain : Chain or None
        None where the text is not one.
    size : (int, int)
        Height and width.
    """

    network: Network | None
    text: str
    chain: Chain | None
    size: tuple[int, int]


def choices() -> Chosen:
    """Draw the controls of the rail."""
    network = NETWORKS.get(_name())
    size = _size(network)
    if network is not None:
        return Chosen(network, network.text, network.chain, size)
    text = _text()
    return Chosen(None, text, _read(text), size)


def _name() -> str:
    """Draw the choice of a network: of its family first, then among those of the family.

    The family follows from the network, so that it is not in the address.
    """
    kinds = translated(FAMILY_NAMES) | {OWN: _(OWN_TITLE)}
    members = {family: [each.name for each in found] for family, found in FAMILIES.items()}
    family_of = {name: family for family, names in members.items() for name in names}

    def clicked(name: str) -> str:
        family = address.clicked("family")
        if family in (None, family_of.get(name, OWN)):
            return name
        return members.get(family, [OWN])[0]

    def draw(name: str) -> str:
        family = family_of.get(name, OWN)
        widgets.select("family", _("For"), list(kinds), family, format_func=kinds.__getitem__)
        if family == OWN:
            return OWN
        titles = {each: network_title(each) for each in members[family]}
        return str(
            widgets.select(
                "network", _("Network"), list(titles), name, format_func=titles.__getitem__
            )
        )

    one = choice_field("network", (*NETWORKS, OWN), FIRST)
    return str(control(one, _("Network"), draw, clicked))


def make_own(chosen: Chosen) -> None:
    """Let the chain of a published network be one's own from the next run on, at the same size."""
    height, width = chosen.size
    own = {"network": OWN, "chain": chosen.text, "size": _TYPED, "height": height, "width": width}
    for name, value in own.items():
        address.change(name, value)


def _size(network: Network | None) -> tuple[int, int]:
    """Draw the choice of the input's size; a network that takes one size alone has none."""
    if network is not None and network.otherwise == "fixed":
        return network.size
    offered = {_PUBLISHED: _(SIZE_NAMES[network.sized])} if network else {}
    offered |= {name: name.replace("x", " × ") for name in SIZES} | {_TYPED: _("other")}
    chosen = str(choice("size", _("Height × width of the input"), offered, next(iter(offered))))
    if chosen == _PUBLISHED and network is not None:
        return network.size
    if chosen in SIZES:
        return SIZES[chosen]
    with st.container(horizontal=True, key="networks-size"):
        height = field("height", _("Height"), 1, MAX_SIZE, 375, width=105)
        width = field("width", _("Width"), 1, MAX_SIZE, 500, width=105)
    return height, width


def _text() -> str:
    """Draw the field for one's own chain."""
    about = _("The chain, one layer a line")
    one = text_field("chain", EXAMPLE, _PASTED)
    text = widgets.text("chain", about, str(read(one, about)), height=380, max_chars=_PASTED)
    address.saw("chain", text)
    address.keep("chain", text)
    if len(text) <= LONGEST:
        address.entry("chain", None if text == EXAMPLE else text)
    return text


def _read(text: str) -> Chain | None:
    """Return the chain of a text; None, with a sentence, where it is not one."""
    try:
        if len(text) > LONGEST:
            raise ChainError(
                "the chain must have at most {most} characters, got {given}",
                most=LONGEST,
                given=len(text),
            )
        chain = read_chain(text)
        plan(chain, 1)  # channels that do not go together are found here
    except ChainError as error:
        st.warning(plain(_(error.template, **error.values)))
        return None
    return chain


def view_choice() -> str:
    """Draw the choice of what stands beside the hourglass."""
    names = translated(VIEWS)

    def draw(value: str) -> str:
        return str(
            segmented(
                "view",
                _("View"),
                list(names),
                value,
                format_func=names.__getitem__,
                label_visibility="collapsed",
            )
        )

    return str(control(choice_field("view", VIEWS, "sizes"), _("View"), draw))
