"""The lab: any method, its parameters, and everything there is to see about one run."""

import streamlit as st

from ui.frame import ensure_frame, page_head
from ui.lab.controls import (
    input_controls,
    method_control,
    parameter_controls,
    pasted_controls,
    read_lab,
)
from ui.lab.notes import show_notes
from ui.lab.views import lower_views, stage_view
from ui.labels import METHOD_WORDS
from ui.verdict import overlap_verdict, size_formula
from ui.words import _
from upsample_core.trace import trace

ensure_frame()
lab, notes = read_lab()
page_head(
    _("Lab"),
    _("Pick a method, change its parameters, and point at any number to see where it came from."),
)

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    method_control(lab)
    input_controls(lab)
    parameter_controls(lab)
pasted_controls(lab)
show_notes(notes)

run = trace(lab.method, lab.grid)
st.markdown(_(METHOD_WORDS[lab.method.name].sentence))
with st.container(horizontal=True, gap="medium", key="lab-summary"):
    st.markdown(size_formula(lab.method), width="content")
    st.markdown(overlap_verdict(run), width="content")

stage_view(lab, run)
lower_views(lab, run)
