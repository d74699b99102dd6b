"""What a lesson is: a table of steps and its questions; and how it is drawn.

A lesson's words are `assets/words/<language>/<name>.md`, in sections. The section `question` stands
at the head; the others are the steps', by their names. A step is what its controls hold, the
numbers in its words and its figure, each a function of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import streamlit as st

from ui.fields import spell
from ui.frame import PAGES, begin_page, page_file, page_head
from ui.lab.state import read_address, settle_lab, to_address
from ui.quiz import Wording, quiz
from ui.words import _, sections
from upsample_core.checks import ParameterError
from upsample_core.lessons.questions.question import Maker

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLES = (_ASSETS / "lesson.css", _ASSETS / "tables.css")
_FOLLOW_ANCHOR = st.components.v2.component(
    "lesson_anchor", js=(_ASSETS / "lesson.js").read_text(encoding="utf-8")
)

State = TypeVar("State")


def no_links(_state: Any) -> None:
    """Draw no link."""


def no_numbers(_state: Any) -> dict[str, object]:
    """Return the numbers of words that have none."""
    return {}


@dataclass(frozen=True)
class Step(Generic[State]):
    """One step of a lesson: words, controls and a figure that answers them.

    Attributes
    ----------
    name : str
        Of its section in the lesson's prose; also the anchor of its heading.
    controls : callable
        Draws the controls, at most five, and returns what they hold.
    view : callable
        Draws the figure of that state.
    numbers : callable
        Returns what the placeholders of the words are filled with in that state.
    links : callable
        Draws the links that open the lab in that state.
    wide : bool
        Whether the figure stands below the words on every screen, in the whole width.
    """

    name: str
    controls: Callable[[], State]
    view: Callable[[State], None]
    numbers: Callable[[State], Mapping[str, object]] = no_numbers
    links: Callable[[State], None] = no_links
    wide: bool = False


@dataclass(frozen=True)
class Lesson:
    """A lesson: its steps in order, and the questions at its end.

    Attributes
    ----------
    name : str
        Of the page in `PAGES`, and of its prose.
    steps : tuple of Step
    kinds : mapping of str to callable
        What makes the questions: `KINDS` of the lesson's module of the core.
    wordings : mapping of str to Wording
        The words of every kind.
    """

    name: str
    steps: tuple[Step[Any], ...]
    kinds: Mapping[str, Maker]
    wordings: Mapping[str, Wording]


def show_lesson(lesson: Lesson) -> None:
    """Draw a lesson: the question at its head, its steps under one another, what it asks."""
    _head(lesson.name)
    for step in lesson.steps:
        _show_step(lesson.name, step)
    quiz(lesson.name, lesson.kinds, lesson.wordings)
    _end(lesson.name)


@st.fragment
def _show_step(page: str, step: Step[Any]) -> None:
    """Draw one step, which reruns alone.

    The controls are drawn first, since words and figure depend on what they hold.
    """
    section = sections(page)[step.name]
    with st.container(key=f"step-{step.name}"):
        heading = st.container()
        if step.wide:
            words, figure = st.container(width=720), st.container()
        else:
            words, figure = st.columns([4, 7], gap="large")
    with figure:
        state = step.controls()
    told = section.filled(**step.numbers(state))
    heading.header(told.title, anchor=step.name, divider="gray")
    with words:
        st.markdown(told.body)
        if told.try_it:
            _try_it(step.name, told.try_it)
    with figure:
        step.view(state)
        step.links(state)


def _head(page: str) -> None:
    """Draw a lesson's title and the question that it answers."""
    begin_page(page)
    page_head(_(PAGES[page]))
    for style in _STYLES:
        st.html(style)
    question = sections(page)["question"]
    with st.container(key="lesson-question"):
        st.markdown(f"**{question.title}**")
        st.markdown(question.body)


def _try_it(name: str, text: str) -> None:
    """Draw a call to change something, set apart from the text."""
    heading = _("Try it")
    with st.container(key=f"try-{name}"):
        st.markdown(f"**{heading}**  \n{text}")


def _end(page: str) -> None:
    """Draw the links to the pages before and after this one, and go to the step asked for."""
    names = [*PAGES, None]
    place = names.index(page)
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _page_link(names[place - 1], ":material/arrow_back:", "left")
        _page_link(names[place + 1], ":material/arrow_forward:", "right")
    _FOLLOW_ANCHOR(key="lesson_anchor", height=1)


def _page_link(name: str | None, icon: str, side: Literal["left", "right"]) -> None:
    if name is not None:
        st.page_link(page_file(name), label=_(PAGES[name]), icon=icon, icon_position=side)


def lab_link(method: str, label: str = "", /, **state: Any) -> None:
    """Draw a link that opens the lab in exactly this state.

    Parameters
    ----------
    method : str
    label : str, optional
        Already translated; "Open this in the lab" where left out.
    **state : object
        As for `lab_address`.
    """
    st.page_link(
        "pages/lab.py",
        label=label or _("Open this in the lab"),
        icon=":material/science:",
        query_params=lab_address(method, **state),
    )


def lab_address(method: str, **state: Any) -> dict[str, str]:
    """Return the address of a state of the lab, spelled in full.

    Parameters
    ----------
    method : str
    **state : object
        By the names of the address: `size` ("4", "5x7"), `dims`, `input`, `values`, `pin`, and
        the method's own parameters. Numbers, pairs, and an array for `values` and
        `kernel_values`, are spelled out.

    Raises
    ------
    ParameterError
        If the lab would not open in this state.
    """
    given = {name: spell(value) for name, value in {"method": method, **state}.items()}
    lab, notes = settle_lab(*read_address(given), near=False)
    if notes:
        raise ParameterError(f"the lab cannot open with {notes[0].name} = {notes[0].given}")
    return to_address(lab)
