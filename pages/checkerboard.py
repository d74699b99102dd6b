"""The lesson on checkerboard artifacts: overlap, weights, spectrum, remedies and gradients."""

import streamlit as st

from ui.lesson import lesson_end, lesson_head, step
from ui.lessons.checkerboard import gradients as gradient_views
from ui.lessons.checkerboard import overlap as overlap_views
from ui.lessons.checkerboard import remedies as remedy_views
from ui.lessons.checkerboard import spectrum as spectrum_views
from ui.lessons.checkerboard import weights as weight_views
from ui.questions.checkerboard import WORDINGS
from ui.quiz import quiz
from upsample_core.questions.checkerboard import KINDS

PAGE = "checkerboard"


@st.fragment
def overlap() -> None:
    """Count the stamps that reach each cell, along one axis and two."""
    with step(PAGE, "overlap", **overlap_views.overlap_numbers()):
        overlap_views.overlap_view()


@st.fragment
def condition() -> None:
    """Hold the advice on choosing sizes against all sizes."""
    with step(PAGE, "condition", **overlap_views.table_numbers()):
        overlap_views.table_view()


@st.fragment
def stacks() -> None:
    """Follow the pattern through several layers."""
    with step(PAGE, "stacks", **overlap_views.stack_numbers()):
        overlap_views.stack_view()


@st.fragment
def weights() -> None:
    """Let the weights decide: phase sums of a kernel to edit."""
    with step(PAGE, "weights", **weight_views.weights_numbers()):
        weight_views.weights_view()


@st.fragment
def spectrum() -> None:
    """See the checkerboard as copies of the spectrum."""
    with step(PAGE, "spectrum", **spectrum_views.spectrum_numbers()):
        spectrum_views.spectrum_view()


@st.fragment
def background() -> None:
    """Let a bias carry the background."""
    with step(PAGE, "background", **weight_views.bias_numbers()):
        weight_views.bias_view()


@st.fragment
def remedies() -> None:
    """Rank the remedies on one picture."""
    with step(PAGE, "remedies", wide=True, **remedy_views.remedies_numbers()):
        remedy_views.remedies_view()


@st.fragment
def untrained() -> None:
    """Look at generators before any training."""
    with step(PAGE, "untrained", **remedy_views.untrained_numbers()):
        remedy_views.untrained_view()


@st.fragment
def gradients() -> None:
    """Find the same pattern in the backward pass."""
    with step(PAGE, "gradients", **gradient_views.gradients_numbers()):
        gradient_views.gradients_view()


@st.fragment
def borders() -> None:
    """Compare what can stand beyond the border."""
    with step(PAGE, "borders", **gradient_views.borders_numbers()):
        gradient_views.borders_view()


lesson_head(PAGE)
overlap()
condition()
stacks()
weights()
spectrum()
background()
remedies()
untrained()
gradients()
borders()
quiz(PAGE, KINDS, WORDINGS)
lesson_end(PAGE)
