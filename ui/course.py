"""The map of the course: every lesson with what it is about and leads to, and plans for a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module

import streamlit as st

from ui.emblem import Emblem, Role, emblem_html
from ui.frame import LESSONS, PAGES, page_file
from ui.lesson import Lesson
from ui.pictures import Values, sample
from ui.styles import style
from ui.words import _, ngettext, sections
from upsample_core import method, run_on_picture

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
        "transposed_convolution": ("symbols", "ways", "size"),
        "checkerboard": ("overlap", "condition", "weights", "remedies"),
        "interpolation": ("neighbours", "coordinates", "transposed"),
        "unpooling": ("switches",),
        "sub_pixel": ("weaving",),
        "downsampling": ("false_wave", "blur_before"),
        "networks": ("ways",),
    },
}
"""Steps to go through with a class, by the minutes that it has."""


def lesson_named(name: str) -> Lesson:
    """Return a lesson by the name of its page."""
    lesson: Lesson = import_module(f"ui.lessons.{name}").LESSON
    return lesson


def course_map() -> None:
    """Draw a card for each lesson, in the order of the course, and for the other tools."""
    style("course.css")
    cards = [_lesson_card(place, name) for place, name in enumerate(LESSONS, start=1)]
    cards.append(_compare_card())
    for row in range(0, len(cards), ACROSS):
        columns = st.columns(ACROSS, gap="small")
        for column, card in zip(columns, cards[row : row + ACROSS], strict=False):
            with column:
                _draw(card)


@dataclass(frozen=True)
class _Card:
    """What is said of a page: its name and title, what it asks, what comes of it; HTML."""

    page: str
    title: str
    question: str
    after: str
    emblem: str


def _lesson_card(place: int, name: str) -> _Card:
    lesson, told = lesson_named(name), sections(name)
    minutes = ngettext("{count} minute", "{count} minutes", lesson.minutes)
    after = " ".join((told["after"].title, _("About {time}.", time=minutes)))
    title = f"{place} · {_(PAGES[name])}"
    return _Card(name, title, told["question"].title, after, _emblem_of(name))


@cache
def _emblem_of(name: str) -> str:
    """Return the emblem of a lesson as HTML, drawn once."""
    emblem = lesson_named(name).emblem
    return "" if emblem is None else emblem_html(emblem())


def _compare_card() -> _Card:
    return _Card(
        "compare",
        _("Side by side"),
        _("A picture is reduced, and every method enlarges what is left. Which comes nearest?"),
        _("You can weigh quality against cost, on a picture of your own."),
        _drawn(halves, "picture"),
    )


@cache
def _drawn(values: Callable[[], Values], role: Role) -> str:
    """Return the emblem of another page as HTML, drawn once."""
    return emblem_html(Emblem(values(), role))


def halves() -> Values:
    """Return an eye enlarged by two methods, half of each, shape (3, 84, 84)."""
    eye = sample("cat")[:, 82:124:2, 60:102:2]
    left, right = (
        run_on_picture(method(name, eye.shape[-2:], scale_factor=4), eye).output
        for name in ("nearest", "bicubic")
    )
    both: Values = left.copy()
    middle = both.shape[-1] // 2
    both[..., middle:] = right[..., middle:]
    return both


def _draw(card: _Card) -> None:
    with st.container(horizontal=True, border=True, height="stretch", key=f"card-{card.page}"):
        if card.emblem:
            st.html(card.emblem, width="content")
        with st.container(key=f"card-words-{card.page}"):
            st.page_link(page_file(card.page), label=f"**{card.title}**")
            st.html(f"<p>{escape(card.question)}</p><p class='after'>{escape(card.after)}</p>")


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
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_(PAGES[lesson.name]), width="content")
        for step in steps:
            st.page_link(page_file(lesson.name), label=titles[step], query_params={"step": step})
