"""A lesson's page: the row of its steps, one step at a time, and the way to the next.

`step` in the address says which one is shown; `all` shows every step, for reading and for print.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from ui import address
from ui.fields import choice_field
from ui.frame import PAGES, begin_page, page_file, page_head
from ui.lesson import Lesson, Step, Tool
from ui.lesson_controls import control
from ui.part import part
from ui.prediction import prediction
from ui.quiz import quiz
from ui.styles import style
from ui.terms import explained
from ui.widgets import segmented
from ui.words import Section, _, sections

QUESTIONS, ALL, FURTHER = "questions", "all", "further"

_ASSETS = Path(__file__).parent.parent / "assets"
_KEYS = st.components.v2.component(
    "lesson_keys", js=(_ASSETS / "lesson.js").read_text(encoding="utf-8")
)


def show_lesson(lesson: Lesson) -> None:
    """Draw a lesson where the address says."""
    begin_page(lesson.name)
    question = sections(lesson.name)["question"]
    page_head(_(PAGES[lesson.name]), question.title)
    style("lesson.css")
    if lesson.tool is not None:
        _find_tool(lesson.tool)
    shown = _row_of_steps(lesson)
    if lesson.tool is not None and shown == lesson.tool.name:
        lesson.tool.draw()
    elif shown == ALL:
        _all_steps(lesson)
    elif shown == QUESTIONS:
        _questions(lesson)
    else:
        step = next(step for step in lesson.steps if step.name == shown)
        if step is lesson.path[0]:
            _question(lesson)
        _show_step(lesson.name, step)
    _ways_on(lesson, shown)


def _question(lesson: Lesson) -> None:
    """Say what the lesson is for, and draw where it is met."""
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-question"):
        st.markdown(sections(lesson.name)["question"].body, width="stretch")
        if lesson.sketch is not None:
            lesson.sketch()


def _all_steps(lesson: Lesson) -> None:
    """Draw the steps under one another."""
    _question(lesson)
    for step in lesson.path:
        _show_step(lesson.name, step)
    _questions(lesson)
    for step in lesson.further:
        _show_step(lesson.name, step)


def _questions(lesson: Lesson) -> None:
    quiz(lesson.name, lesson.kinds, lesson.wordings, _titles(lesson))


# ---------------------------------------------------------------- one step


@part
def _show_step(page: str, step: Step[Any]) -> None:
    """Draw one step, which reruns alone: words at the left, controls above the figure at the right.

    The controls are drawn first, since words and figure depend on what they hold.
    """
    with st.container(horizontal=True, key=f"step-{step.name}"):
        words = st.container(key=f"words-{step.name}")
        figure = st.container(key=f"figure-{step.name}")
    with figure:
        with st.container(horizontal=True, key=f"controls-{step.name}"):
            state = step.controls()
        step.view(state)
    with words:
        _words(step, sections(page)[step.name].filled(**step.numbers(state)))
        step.links(state)


def _words(step: Step[Any], told: Section) -> None:
    st.header(told.title, anchor=step.name)
    if step.guess is not None:
        prediction(step.name, step.guess(), told)
    st.markdown(told.body)
    explained(step.terms)
    if told.try_it:
        _try_it(step.name, told)


def _try_it(name: str, told: Section) -> None:
    """Draw a call to change something, and its answer to open."""
    heading = _("Try it")
    with st.container(key=f"try-{name}"):
        st.markdown(f"**{heading}**  \n{told.try_it}")
        if told.answer:
            with st.expander(_("Answer")):
                st.markdown(told.answer)


# ---------------------------------------------------------------- from step to step


def _find_tool(tool: Tool) -> None:
    """Let an address that says what the tool shows, and names no step, open the tool."""
    named = any(address.text(name) is not None for name in tool.fields)
    if address.is_news() and named and address.text("step") is None:
        address.keep("step", tool.name)


def _row_of_steps(lesson: Lesson) -> str:
    """Draw the steps by name, and return the one that is shown."""
    titles = _titles(lesson)
    further = [step.name for step in lesson.further]
    path = [step.name for step in lesson.path]
    tool = [lesson.tool.name] if lesson.tool else []
    field = choice_field("step", (*path, QUESTIONS, *further, *tool, ALL), path[0])
    names = {name: f"{place} · {titles[name]}" for place, name in enumerate(path, start=1)}
    names |= {QUESTIONS: _("Questions")} | ({FURTHER: _("Further")} if further else {})
    names |= {name: titles[name] for name in tool}
    names |= {ALL: _("On one page")}

    def clicked(value: str) -> str:
        row, inner = address.clicked("steps"), address.clicked("further")
        return str(inner or (further[0] if row == FURTHER else row) or value)

    def draw(value: str) -> str:
        first = FURTHER if value in further else value
        with st.container(key="lesson-steps"):
            row = _row("steps", names, first, _("Steps"))
            if lesson.tool is not None:
                _keep_tool(lesson.tool, row)
            if row != FURTHER:
                return row
            inner = value if value in further else further[0]
            return _row("further", {name: titles[name] for name in further}, inner, _("Further"))

    return str(control(field, _("The step"), draw, clicked))


def _keep_tool(tool: Tool, shown: str) -> None:
    """Let the address say what the tool shows while it is there, and only then."""
    if shown == tool.name:
        address.take_up(tool.fields)
    else:
        address.set_aside(tool.fields)


def _titles(lesson: Lesson) -> dict[str, str]:
    titles = {step.name: _(step.title) for step in lesson.steps}
    return titles | ({lesson.tool.name: _(lesson.tool.title)} if lesson.tool else {})


def _row(key: str, names: dict[str, str], value: str, label: str) -> str:
    return str(
        segmented(
            key,
            label,
            list(names),
            value,
            format_func=names.__getitem__,
            label_visibility="collapsed",
        )
    )


def _ways_on(lesson: Lesson, shown: str) -> None:
    """Draw the ways to the step before and after, and at the ends to the pages beside this one."""
    order = [*(step.name for step in lesson.path), QUESTIONS]
    order += [step.name for step in lesson.further]
    order += [lesson.tool.name] if lesson.tool else []
    place = order.index(shown) if shown in order else None
    pages = list(PAGES)
    at = pages.index(lesson.name)
    titles = _titles(lesson) | {QUESTIONS: _("Questions")}
    # Beside a step's figure they stand below its words, where they are always in sight.
    below = place is None or shown == QUESTIONS or (lesson.tool and shown == lesson.tool.name)
    key = "lesson-ways" if below else "lesson-ways-beside"
    with st.container(horizontal=True, horizontal_alignment="distribute", key=key):
        if place:
            _step_button("before", order, place - 1, titles)
        else:
            _page_link(pages[at - 1], ":material/arrow_back:", "left")
        if place is not None and place + 1 < len(order):
            _step_button("after", order, place + 1, titles)
        elif at + 1 < len(pages):
            _page_link(pages[at + 1], ":material/arrow_forward:", "right")
    _KEYS(key="lesson_keys", height=1)


def _step_button(key: str, order: list[str], place: int, titles: dict[str, str]) -> None:
    back = key == "before"
    st.button(
        titles[order[place]],
        key=f"lesson-{key}",
        icon=":material/arrow_back:" if back else ":material/arrow_forward:",
        icon_position="left" if back else "right",
        on_click=_go_on,
        args=(order, -1 if back else 1),
    )


def _go_on(order: list[str], by: int) -> None:
    """Go from where the person is by now: a second press comes before the first has drawn.

    A press may even come when the person has left for another page, which has nothing of `order`.
    """
    now = address.kept("step")
    place = order.index(now) + by if now in order else -1
    if 0 <= place < len(order):
        address.change("step", order[place], "steps", "further")


def _page_link(name: str, icon: str, side: Any) -> None:
    st.page_link(page_file(name), label=_(PAGES[name]), icon=icon, icon_position=side)
