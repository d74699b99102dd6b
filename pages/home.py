"""The front page: what this is, a first thing to try, and where to go."""

import streamlit as st

from ui.count_scale import draw_count_legend
from ui.frame import LESSONS, PAGES, begin_page, page_file, page_head
from ui.grids import Grid, draw_grids
from ui.lesson_controls import choice
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import Values, sample
from ui.verdict import overlap_verdict
from ui.words import _, prose, sections
from upsample_core import METHODS, grid_pattern, method, run_on_picture, trace
from upsample_core.analysis import coverage

START = {"kernel_size": 3, "stride": 2}
"""Where the figure begins, and what the words beside it talk about."""


def detail() -> Values:
    """Return the part of a photograph that the figure enlarges, shape (3, 66, 66)."""
    return sample("cat")[:, 66:132, 56:122]


begin_page("home")
page_head("Upsampling Lab")
words, figure = st.columns([5, 6], gap="large")

with figure:
    with st.container(horizontal=True):
        stride = choice("stride", _("Stride S"), (1, 2, 3), START["stride"])
        kernel_size = choice("kernel_size", _("Kernel size K"), (2, 3, 4, 5), START["kernel_size"])
    chosen = method(
        "transposed_convolution",
        (4, 4),
        stride=stride,
        kernel_size=kernel_size,
        padding=0,
        kernel="ones",
    )
    run = trace(chosen, grid_pattern("ones", (4, 4)))
    heading = _("How many stamps reach each output pixel")
    st.markdown(f"**{heading}**  \n{overlap_verdict(run)}")
    with st.container(horizontal=True, gap="large"):
        cell = 16.5 / run.overlap.shape[1]
        with st.container(width="content"):
            draw_grids(Grid(_("Overlap count"), run.overlap, "count", cell=cell))
            draw_count_legend()
        with st.container(width=280):
            seen = run_on_picture(chosen, detail())
            title = _("What that does to a picture")
            pane = Pane(title, seen.output, "output", seen.window, overlap=seen.overlap)
            draw_pictures(payload([pane], detail=132, height=280), key="home_picture")
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
    with column, st.container(border=True, height="stretch"):
        st.page_link(page_file(name), label=f"**{_(PAGES[name])}**")
        st.markdown(sections(name)["question"].title)
