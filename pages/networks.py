"""Real networks: their sizes from layer to layer, where they break, and what helps."""

import streamlit as st

from ui import address
from ui.frame import begin_page, page_head
from ui.networks.page import networks_style, notes, planned_view
from ui.networks.state import choices
from ui.words import _

begin_page("networks")
page_head(
    _("Real networks"),
    _("Resolution goes down and comes back. Which sizes fit, and what happens to the others?"),
)
networks_style()
with st.container(horizontal=True, key="lab"):
    with st.container(key="lab-rail", width=236):
        chosen = choices()
        notes(chosen)
    if address.remembered():  # a change that this session has not seen
        st.rerun()
    with st.container(key="lab-main"):
        planned_view(chosen)
