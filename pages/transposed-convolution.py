"""The lesson on transposed convolution."""

import streamlit as st

from ui.lesson import lesson_end, lesson_head, step
from ui.lessons.transposed_convolution.figures import STYLE
from ui.lessons.transposed_convolution.mistakes import frameworks_view, mistakes_view
from ui.lessons.transposed_convolution.parameter_search import search_view
from ui.lessons.transposed_convolution.phases import cost_numbers, phases_view
from ui.lessons.transposed_convolution.sizes import (
    other_axes_view,
    output_padding_view,
    pair_numbers,
    size_view,
)
from ui.lessons.transposed_convolution.views import symbols_view, ways_view, worked_numbers
from ui.questions.transposed_convolution import WORDINGS
from ui.quiz import quiz
from upsample_core.lessons.questions.transposed_convolution import KINDS

PAGE = "transposed_convolution"


@st.fragment
def symbols() -> None:
    """Every output cell of the worked example as a sum of letters."""
    with step(PAGE, "symbols", wide=True, **worked_numbers()):
        symbols_view()


@st.fragment
def ways() -> None:
    """Three computations of one result."""
    with step(PAGE, "ways", wide=True):
        ways_view()


@st.fragment
def size() -> None:
    """Show how the size comes about, and what is special about some parameters."""
    with step(PAGE, "size", wide=True):
        size_view()
        other_axes_view()


@st.fragment
def output_padding() -> None:
    """Which of several sizes comes back."""
    with step(PAGE, "output_padding", **pair_numbers()):
        output_padding_view()


@st.fragment
def mistakes() -> None:
    """Three things that are often said, beside what is right."""
    with step(PAGE, "mistakes"):
        mistakes_view()


@st.fragment
def frameworks() -> None:
    """Show the same size, one cell apart."""
    with step(PAGE, "frameworks"):
        frameworks_view()


@st.fragment
def phases() -> None:
    """Show the phase kernels, and what inserting zeros would cost."""
    with step(PAGE, "phases", **cost_numbers()):
        phases_view()


@st.fragment
def search() -> None:
    """Which parameters take one size to another."""
    with step(PAGE, "search"):
        search_view()


lesson_head(PAGE)
st.html(STYLE)
symbols()
ways()
size()
output_padding()
mistakes()
frameworks()
phases()
search()
quiz(PAGE, KINDS, WORDINGS)
lesson_end(PAGE)
