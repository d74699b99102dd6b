"""The lesson on checkerboard artifacts: from counting stamps to what removes the pattern."""

import streamlit as st

from ui.lesson import lesson_end, lesson_head, step
from ui.lessons.checkerboard import (
    background,
    borders,
    condition,
    gradients,
    overlap,
    remedies,
    spectrum,
    stacks,
    untrained,
    weights,
)
from ui.questions.checkerboard import WORDINGS
from ui.quiz import quiz
from upsample_core.lessons.questions.checkerboard import KINDS

PAGE = "checkerboard"
STEPS = {
    "overlap": overlap,
    "condition": condition,
    "stacks": stacks,
    "weights": weights,
    "spectrum": spectrum,
    "background": background,
    "remedies": remedies,
    "untrained": untrained,
    "gradients": gradients,
    "borders": borders,
}
WIDE = {"remedies"}


@st.fragment
def show(name: str) -> None:
    """Draw one step, which reruns alone."""
    with step(PAGE, name, wide=name in WIDE, **STEPS[name].numbers()):
        STEPS[name].view()


lesson_head(PAGE)
for name in STEPS:
    show(name)
quiz(PAGE, KINDS, WORDINGS)
lesson_end(PAGE)
