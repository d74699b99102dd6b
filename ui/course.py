"""The map of the course: every lesson with what it is about and leads to, and plans for a class."""

from __future__ import annotations

from html import escape
from importlib import import_module
from pathlib import Path

import streamlit as st

from ui.emblem import emblem_html
from ui.frame import LESSONS, PAGES, page_file
from ui.lesson import Lesson
from ui.words import _, ngettext, sections

ACROSS = 4
"""Cards in a row."""

MINUTES_IN_CLASS = 5
"""For a step with a class: it predicts, sees and talks."""

PLANS = {
    45: {
        "convolution_matrix": ("rows", "columns"),
        "transposed_convolution": ("symbols", "ways", "size"),
        "checkerboard": ("overlap", "condition", "weights", "remedies"),
    },
    90: {
        "convolution_matrix": ("rows", "columns", "transpose"),
        "transposed_convolution": ("symbols", "ways", "size", "phases"),
        "checkerboard": ("overlap", "condition", "weights", "remedies"),
    },
}
"""Steps to go through with a class, by the minutes that it has."""

_STYLE = Path(__file__).parent.parent / "assets" / "course.css"


def lesson_named(name: str) -> Lesson:
    """Return a lesson by the name of its page."""
    lesson: Lesson = import_module(f"ui.lessons.{name}").LESSON
    return lesson


def course_map() -> None:
    """Draw a card for each lesson, in the order of the course."""
    st.html(_STYLE)
    numbered = list(enumerate(LESSONS, start=1))
    for row in range(0, len(numbered), ACROSS):
        columns = st.columns(ACROSS, gap="small")
        for column, (place, name) in zip(columns, numbered[row : row + ACROSS], strict=False):
            with column:
                _card(place, name)


def _card(place: int, name: str) -> None:
    """Draw the emblem of a lesson, its name, its question and what one can do after it."""
    lesson, told = lesson_named(name), sections(name)
    with st.container(horizontal=True, border=True, height="stretch", key=f"card-{name}"):
        if lesson.emblem is not None:
            st.html(emblem_html(lesson.emblem()), width="content")
        with st.container(key=f"card-words-{name}"):
            st.page_link(page_file(name), label=f"**{place} · {_(PAGES[name])}**")
            minutes = ngettext("{count} minute", "{count} minutes", lesson.minutes)
            st.html(
                f"<p>{escape(told['question'].title)}</p>"
                f"<p class='after'>{escape(told['after'].title)} "
                f"<span>{escape(_('About {time}.', time=minutes))}</span></p>"
            )


def class_plans() -> None:
    """Draw the steps to go through with a class, each a link, for every length of a class."""
    for column, (minutes, plan) in zip(
        st.columns(len(PLANS), gap="large"), PLANS.items(), strict=True
    ):
        with column:
            heading = ngettext("{count} minute", "{count} minutes", minutes)
            st.markdown(f"**{heading}**")
            for name, steps in plan.items():
                _links_of(lesson_named(name), steps)


def _links_of(lesson: Lesson, steps: tuple[str, ...]) -> None:
    """Draw links to some steps of a lesson in one row."""
    titles = {step.name: _(step.title) for step in lesson.steps}
    with st.container(horizontal=True, vertical_alignment="center", key=None):
        st.markdown(_(PAGES[lesson.name]), width="content")
        for step in steps:
            st.page_link(page_file(lesson.name), label=titles[step], query_params={"step": step})
