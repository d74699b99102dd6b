"""The planner: any network at any size, its hourglass, and beside it one view of its plan."""

from __future__ import annotations

import streamlit as st

from ui import address
from ui.markdown import plain
from ui.networks.hourglass import all_open, hourglass_view
from ui.networks.panels import cost_view, evenness_view, sizes_view, summary
from ui.networks.random_view import random_view
from ui.networks.state import LONGEST, Chosen, choices, make_own, view_choice
from ui.networks.words import OWN_TITLE, WHY, network_title
from ui.snippets.network_code import network_code
from ui.styles import style
from ui.words import _, prose
from upsample_core.methods import MAX_KERNEL_SIZE, MAX_STRIDE
from upsample_core.networks import Network, Plan, plan

FIELDS = ("network", "chain", "size", "height", "width", "view", "replace", "start", "seed")
"""What the planner's controls are called in the address."""


def planner() -> None:
    """Draw the planner: its controls in a rail, and the plan of what they hold."""
    style("lab.css", "networks/page.css")
    with st.container(horizontal=True, key="lab"):
        with st.container(key="lab-rail", width=236):
            chosen = choices()
            _notes(chosen)
        if address.remembered():  # a change that this session has not seen
            st.rerun()
        with st.container(key="lab-main"):
            _planned_view(chosen)


def _notes(chosen: Chosen) -> None:
    """Draw, in the rail, what is to be known of the network and where its numbers are from."""
    network = chosen.network
    if network is None:
        with st.popover(_("How a chain is written"), icon=":material/help:"):
            st.markdown(prose("chains"))
        _code(chosen)
        return
    st.markdown(_(WHY[network.name]))
    st.caption(_source(network))
    with st.popover(_("The chain as text"), icon=":material/code:"):
        st.code(network.text, language=None)
    _code(chosen)
    if len(network.text) <= LONGEST and st.button(_("Change this chain"), icon=":material/edit:"):
        make_own(chosen)
        st.rerun()


def _code(chosen: Chosen) -> None:
    """Offer the program that builds the network; nothing where there is no chain."""
    if chosen.chain is None:
        return
    with st.popover(_("PyTorch code"), icon=":material/data_object:"):
        told = _(
            "It builds this network and prints its sizes, without computing anything else. "
            "Normalisation and activations, which change no size, are left out."
        )
        st.caption(told)
        st.code(network_code(plan(chosen.chain, chosen.size)), language="python")


def _source(network: Network) -> str:
    """Say where the chain and its size are published, and how far that was read."""
    told = _chain_source(network, plain(network.source))
    return told + " " + _("The size too.") if network.sized == "described" else told


def _chain_source(network: Network, source: str) -> str:
    if network.widths:
        return _("Layers and widths: {source}.", source=source)
    if not network.layers_read:
        return _(
            "How it goes down and up: {source}. The layers between, and widths, as commonly "
            "described.",
            source=source,
        )
    return _("Layers: {source}. Widths as commonly described.", source=source)


def _planned_view(chosen: Chosen) -> None:
    """Draw the plan of what is chosen; nothing where there is no chain."""
    if chosen.chain is None:
        st.info(_("The hourglass comes back as soon as the chain can be read."))
        return
    planned = plan(chosen.chain, chosen.size)
    with st.container(key="networks-told"):
        summary(chosen, planned)
    left, right = st.columns([61, 39], gap="medium")
    with left:
        title = network_title(chosen.network.name) if chosen.network else _(OWN_TITLE)
        hourglass_view(planned, title)
        st.caption(_about_drawing(planned))
    with right, st.container(key="networks-panel"):
        _panel(chosen, planned)


def _about_drawing(planned: Plan) -> str:
    """Say how the hourglass is read, and where the lab does not follow."""
    told = _("Height × width · channels. What is underlined opens in the lab.")
    if all_open(planned):
        return told
    bounds = _("The lab goes up to K = {kernel} and ×{factor}.", kernel=MAX_KERNEL_SIZE,
               factor=MAX_STRIDE)  # fmt: skip
    return f"{told} {bounds}"


def _panel(chosen: Chosen, planned: Plan) -> None:
    view = view_choice()
    if view == "pattern":
        random_view(chosen)
        return
    {"sizes": sizes_view, "evenness": evenness_view, "cost": cost_view}[view](planned)
