"""The lab: any method, its parameters, and everything there is to see about one run."""

import streamlit as st

from ui import address
from ui.frame import begin_page, page_head
from ui.lab.controls import rail
from ui.lab.layout import lab_style
from ui.lab.notes import show_notes
from ui.lab.reading import publish, read_lab
from ui.lab.stage_view import stage_view, without_lost_pin
from ui.lab.views import lower_views
from ui.labels import METHOD_WORDS
from ui.verdict import overlap_verdict, size_formula
from ui.words import _
from upsample_core import trace

begin_page("lab")
lab, notes = read_lab()
page_head(_("Lab"), _(METHOD_WORDS[lab.method.name].sentence))
run = trace(lab.method, lab.grid)
lab = without_lost_pin(lab, run)
lab_style(lab)
with st.container(horizontal=True, key="lab"):
    with st.container(key="lab-rail", width=236):
        rail(lab)
    if address.remembered():  # a change that this session has not seen
        st.rerun()
    publish(lab)
    with st.container(key="lab-main"):
        with st.container(horizontal=True, gap="medium", key="lab-summary"):
            with st.container(key="lab-formula", width="content"):
                st.markdown(size_formula(lab.method))
            st.markdown(overlap_verdict(run), width="content")
        show_notes(notes)
        stage_view(lab, run)
        with st.container(key="lab-below"):
            lower_views(lab, run)
