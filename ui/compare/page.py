"""How the page of comparisons is laid out: the figure that was chosen, and the table below it."""

from __future__ import annotations

import streamlit as st

from ui.compare.chart import chart_view
from ui.compare.figure import pictures_view
from ui.compare.files import files_view
from ui.compare.notes import footnotes, summary
from ui.compare.results import Results
from ui.compare.state import sorting, view_choice
from ui.compare.table import table_view
from ui.styles import style
from ui.words import _, prose


def compare_style() -> None:
    """Give the page its places, which are the lab's."""
    style("lab.css", "compare/page.css")


def chosen_view(found: Results) -> None:
    """Draw what was chosen of the results, the table, and what to know of the numbers."""
    told = st.container(key="compare-told")
    sort = sorting()
    with st.container(horizontal=True, vertical_alignment="center", key="compare-view"):
        view = view_choice()
        with st.popover(_("What the numbers mean"), icon=":material/help:"):
            st.markdown(prose("compare"))
        files_view(found, sort)
    with told:
        summary(found, view)
    if not found.chosen.methods:
        st.info(_("Choose a method or two at the side."))
        return
    if view == "costs":
        chart_view(found)
    else:
        pictures_view(found, view)
    table_view(found, sort)
    footnotes(found)
