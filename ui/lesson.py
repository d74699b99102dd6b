"""What the lesson pages share: the question at the head, the steps, links to the lab and onwards.

A lesson's words are `assets/words/<language>/<page>.md`, in sections. The section `question`
stands at the head; the others are steps, each beside its live figure.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.fields import spell
from ui.frame import PAGES, begin_page, page_file, page_head
from ui.lab.state import read_address, settle_lab, to_address
from ui.words import _, sections
from upsample_core.checks import ParameterError

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLE = _ASSETS / "lesson.css"
_FOLLOW_ANCHOR = st.components.v2.component(
    "lesson_anchor", js=(_ASSETS / "lesson.js").read_text(encoding="utf-8")
)


def lesson_head(page: str, **values: object) -> None:
    """Draw a lesson's title and the question that it answers.

    Parameters
    ----------
    page : str
        The page's name in `PAGES`, and that of its prose.
    **values : object
        What the placeholders of the section ``question`` are filled with.
    """
    begin_page(page)
    page_head(_(PAGES[page]))
    st.html(_STYLE)
    question = sections(page)["question"].filled(**values)
    with st.container(key="lesson-question"):
        st.markdown(f"**{question.title}**")
        st.markdown(question.body)


def step(page: str, key: str, *, wide: bool = False, **values: object) -> DeltaGenerator:
    """Draw the words of one step, and return the place for its figure and controls.

    On a wide screen the figure stands at the right of the words, on a phone below them. A step
    that is drawn inside a function marked `st.fragment` reruns alone.

    Parameters
    ----------
    page, key : str
        The section ``key`` of the page's prose; it is also the anchor of the heading.
    wide : bool
        Whether the figure stands below the words on every screen, in the whole width.
    **values : object
        What its placeholders are filled with.

    Returns
    -------
    DeltaGenerator
        To be used as ``with step(...):``.
    """
    section = sections(page)[key].filled(**values)
    with st.container(key=f"step-{key}"):
        st.header(section.title, anchor=key, divider="gray")
        if wide:
            words, figure = st.container(width=720), st.container()
        else:
            words, figure = st.columns([4, 7], gap="large")
    with words:
        st.markdown(section.body)
        if section.try_it:
            try_it(key, section.try_it)
    return figure


def try_it(key: str, text: str) -> None:
    """Draw a call to change something, set apart from the text."""
    heading = _("Try it")
    with st.container(key=f"try-{key}"):
        st.markdown(f"**{heading}**  \n{text}")


def lab_link(method: str, label: str = "", **state: Any) -> None:
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


def lesson_end(page: str) -> None:
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
