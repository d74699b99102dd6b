"""The front page: what this is, a first thing to try, and where to go."""

import streamlit as st

from ui import figures
from ui.frame import PAGES, ensure_frame, page_file, page_head
from ui.verdict import overlap_verdict
from ui.words import _, prose, sections
from upsample_core.coverage import coverage
from upsample_core.methods import METHODS, method
from upsample_core.patterns import grid_pattern
from upsample_core.trace import trace

START = {"kernel_size": 3, "stride": 2}
"""Where the figure begins, and what the words beside it talk about."""

LESSONS = [name for name in PAGES if name not in ("home", "lab")]

ensure_frame()
page_head("Upsampling Lab")
words, figure = st.columns([5, 6], gap="large")

with figure:
    with st.container(horizontal=True):
        stride = st.segmented_control(
            _("Stride S"), (1, 2, 3), key="home_stride", default=START["stride"], required=True
        )
        kernel_size = st.segmented_control(
            _("Kernel size K"),
            (2, 3, 4, 5),
            key="home_kernel_size",
            default=START["kernel_size"],
            required=True,
        )
    chosen = method(
        "transposed_convolution",
        (4, 4),
        stride=stride,
        kernel_size=kernel_size,
        padding=0,
        kernel="ones",
    )
    run = trace(chosen, grid_pattern("ones", (4, 4)))
    st.markdown(f"**{_('How many stamps reach each output pixel')}**  \n" + overlap_verdict(run))
    st.plotly_chart(
        figures.grid_figure(run.overlap, "overlap", cell=30),
        key="home_overlap",
        alt=_("How many stamps reach each output pixel"),
        config={"displayModeBar": False},
    )
    st.page_link(
        "pages/lab.py",
        label=_("Open this in the lab"),
        icon=":material/science:",
        query_params={
            "method": chosen.name,
            "stride": str(stride),
            "kernel_size": str(kernel_size),
            "padding": "0",
            "kernel": "ones",
        },
    )

with words:
    counts = coverage(**START)
    told = {"methods": len(METHODS), "least": counts.min(), "most": counts.max(), **START}
    st.markdown(prose("home", **told))
    st.page_link("pages/lab.py", label=_("Go to the lab"), icon=":material/arrow_forward:")

st.subheader(_("The lessons"), anchor=False, divider="gray")
for column, name in zip(st.columns(len(LESSONS), gap="large"), LESSONS, strict=True):
    with column:
        st.page_link(page_file(name), label=f"**{_(PAGES[name])}**")
        st.markdown(sections(name)["question"].title)
