"""The front page: a first thing to see and to try, the map of the course, and plans for a class."""

from __future__ import annotations

import streamlit as st

from ui.count_scale import draw_count_legend
from ui.course import class_plans, course_map
from ui.frame import begin_page, page_head
from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lab.picture_views import open_in_lab
from ui.lesson_controls import choice
from ui.part import part
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import Values, sample
from ui.verdict import overlap_verdict
from ui.words import _, prose
from upsample_core import METHODS, Method, grid_pattern, method, run_on_picture, trace
from upsample_core.analysis import coverage

START = {"kernel_size": 3, "stride": 2}
"""Where the figure begins, and what the words beside it talk about."""


def chosen_method() -> Method:
    """Draw the choice of a transposed convolution that stamps a kernel of ones."""
    with st.container(horizontal=True):
        stride = choice("stride", _("Stride S"), (1, 2, 3), START["stride"])
        kernel_size = choice("kernel_size", _("Kernel size K"), (2, 3, 4, 5), START["kernel_size"])
    state = {"stride": stride, "kernel_size": kernel_size, "padding": 0, "kernel": "ones"}
    return method("transposed_convolution", (4, 4), **state)


@part
def figure() -> None:
    """Draw how many stamps reach each pixel, and what that does to a picture; it reruns alone."""
    chosen = chosen_method()
    run = trace(chosen, grid_pattern("ones", (4, 4)))
    heading = _("How many stamps reach each output pixel")
    st.markdown(f"**{heading}**  \n{overlap_verdict(run)}")
    with st.container(horizontal=True, gap="large"):
        with st.container(width="content"):
            draw_grids(Grid(_("Overlap count"), run.overlap, "count", cell=15 / len(run.overlap)))
            draw_count_legend()
        with st.container():
            enlarged(chosen, detail())
    lab_link(chosen.name, _("Open the figure in the lab"), size=4, **dict(chosen.values))


def detail() -> Values:
    """Return the part of a photograph that the figure enlarges, shape (3, 66, 66)."""
    return sample("cat")[:, 66:132, 56:122]


def enlarged(chosen: Method, picture: Values) -> None:
    """Draw what the method makes of a picture; a pixel of it can be opened in the lab."""
    seen = run_on_picture(chosen, picture)
    title = _("What that does to a picture")
    pane = Pane(title, seen.output, "output", seen.window, overlap=seen.overlap)
    made = payload([pane], width=280, height=280, lab=True)
    pixel = draw_pictures(made, key="home_picture")
    if pixel is not None:
        open_in_lab(chosen, picture, pixel, "output")


begin_page("home")
page_head("Upsampling Lab")
words, beside = st.columns([4, 6], gap="large")
with beside:
    figure()
with words:
    counts = coverage(**START)
    told = {"methods": len(METHODS), "least": counts.min(), "most": counts.max(), **START}
    st.markdown(prose("home", **told))
    st.page_link("pages/lab.py", label=_("Go to the lab"), icon=":material/arrow_forward:")

st.subheader(_("The course"), anchor=False)
course_map()
with st.expander(_("For teachers: steps for a class")):
    class_plans()
