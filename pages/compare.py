"""Methods side by side: one picture reduced, enlarged again by each, and judged by the original."""

import streamlit as st

from ui import address
from ui.compare.page import chosen_view, compare_style
from ui.compare.results import results
from ui.compare.source import WORKING_SIDE, reduced_picture
from ui.compare.state import choices, picture_choice
from ui.frame import begin_page, page_head
from ui.picture_source import chosen_picture
from ui.words import _

begin_page("compare")
page_head(
    _("Side by side"),
    _("A picture is reduced, and every method enlarges what is left. Which comes nearest?"),
)
compare_style()
with st.container(horizontal=True, key="lab"):
    with st.container(key="lab-rail", width=236):
        name = picture_choice()
        picture = chosen_picture(name, WORKING_SIDE)
        chosen = choices(name)
    if address.remembered():  # a change that this session has not seen
        st.rerun()
    with st.container(key="lab-main"):
        with st.container(key="compare-progress"):
            bar = st.empty()
        pair = None if picture is None else reduced_picture(chosen, picture)
        if pair is not None:
            chosen_view(results(chosen, pair, bar))
