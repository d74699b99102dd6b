"""How the page of networks is laid out: the hourglass, and beside it one view of its plan."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.markdown import plain
from ui.networks.hourglass import hourglass_view
from ui.networks.panels import cost_view, evenness_view, sizes_view, summary
from ui.networks.state import LONGEST, Chosen, make_own, view_choice
from ui.networks.words import OWN_TITLE, WHY, network_title
from ui.words import _, prose
from upsample_core.networks import Network, Plan, plan

_ASSETS = Path(__file__).parents[2] / "assets"


def networks_style() -> None:
    """Give the page its places, which are the lab's."""
    st.html(_ASSETS / "lab.css")
    st.html(_ASSETS / "networks" / "page.css")


def notes(chosen: Chosen) -> None:
    """Draw, in the rail, what is to be known of the network and where its numbers are from."""
    network = chosen.network
    if network is None:
        with st.popover(_("How a chain is written"), icon=":material/help:"):
            st.markdown(prose("networks"))
        return
    st.markdown(_(WHY[network.name]))
    st.caption(_source(network))
    with st.popover(_("The chain as text"), icon=":material/code:"):
        st.code(network.text, language=None)
    if len(network.text) <= LONGEST and st.button(_("Change this chain"), icon=":material/edit:"):
        make_own(chosen)
        st.rerun()


def _source(network: Network) -> str:
    """Say where the chain is published, and how far that was read."""
    source = plain(network.source)
    if network.widths:
        return _("Layers and widths: {source}.", source=source)
    return _("Layers: {source}. Widths as commonly described.", source=source)


def planned_view(chosen: Chosen) -> None:
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
        st.caption(_("Height × width · channels. What is underlined opens in the lab."))
    with right, st.container(key="networks-panel"):
        _panel(planned)


def _panel(planned: Plan) -> None:
    view = view_choice()
    {"sizes": sizes_view, "evenness": evenness_view, "cost": cost_view}[view](planned)
