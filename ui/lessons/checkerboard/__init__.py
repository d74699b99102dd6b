"""The lesson on checkerboard artifacts: from counting stamps to what removes the pattern."""

from dataclasses import replace

import streamlit as st

from ui.frame import page_file
from ui.lesson import Lesson
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
from ui.lessons.checkerboard.emblem import emblem
from ui.lessons.checkerboard.questions import WORDINGS
from ui.lessons.generative import boards
from ui.words import N_, _
from upsample_core.lessons.questions import KINDS


def _to_the_networks(_chosen: boards.Chosen) -> None:
    """Draw the link to the lesson whose networks these are."""
    address = {"step": boards.STEP.name}
    st.page_link(page_file("generative"), label=_("Three answers"), query_params=address)


TRAINED = replace(boards.STEP, title=N_("Once trained"), links=_to_the_networks)
"""The evidence of trained networks, as the lesson on them shows it."""

LESSON = Lesson(
    "checkerboard",
    (
        overlap.STEP,
        condition.STEP,
        stacks.STEP,
        weights.STEP,
        remedies.STEP,
    ),
    KINDS["checkerboard"],
    WORDINGS,
    (spectrum.STEP, background.STEP, untrained.STEP, TRAINED, gradients.STEP, borders.STEP),
    emblem=emblem,
)
