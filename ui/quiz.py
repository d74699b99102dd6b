"""Questions at the end of a lesson: asked one after another, marked by the core, explained here.

The words of a question are a `Wording`: messages whose placeholders are filled with what the
question gives, with the right answer and with the learner's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ui.markdown import plain
from ui.words import _
from upsample_core.lessons.questions.question import Maker, Marked, Question, drawn, mark


@dataclass(frozen=True)
class Wording:
    """The words of one kind of question, as messages to translate.

    Attributes
    ----------
    prompt : str
        Markdown, filled with what the question gives.
    because : str
        Why the answer is right; `answer` and `reply` are filled in too.
    mistakes : mapping
        What to say of each slip that the question knows, by its name.
    choices : mapping
        What each choice says, by its name.
    figure : callable, optional
        Draws what the prompt talks about.
    """

    prompt: str
    because: str
    mistakes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    figure: Callable[[Question], None] | None = None


@st.fragment
def quiz(page: str, kinds: Mapping[str, Maker], wordings: Mapping[str, Wording]) -> None:
    """Ask the questions of a lesson, one after another.

    Parameters
    ----------
    page : str
        Begins the keys of the widgets.
    kinds : mapping
        What makes the questions: `KINDS` of the lesson's module of the core.
    wordings : mapping
        The words of every kind.
    """
    state = st.session_state.setdefault(f"{page}_quiz", {"number": 0, "marks": {}})
    with st.container(key="step-questions"):
        st.header(_("Questions"), anchor="questions", divider="gray")
    with st.container(width=760):
        _ask(page, state, drawn(kinds, state["number"]), wordings)


def _ask(
    page: str, state: dict[str, Any], question: Question, wordings: Mapping[str, Wording]
) -> None:
    """Draw one question, what became of the reply, and the way to the next."""
    wording = wordings[question.kind]
    st.markdown(f"**{state['number'] + 1}.** {_filled(wording.prompt, question)}")
    if wording.figure is not None:
        wording.figure(question)
    reply = _reply_form(f"{page}_reply_{state['number']}", question, wording)
    if reply is not None:
        marked = mark(question, *reply)
        _verdict(question, wording, marked)
        if marked.problem is None:
            state["marks"].setdefault(state["number"], marked.right)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Another one"),
            key=f"{page}_next",
            icon=":material/skip_next:",
            on_click=_go_on,
            args=(state,),
        )
        if state["marks"]:
            st.caption(
                _(
                    "{right} of {asked} right at the first try",
                    right=sum(state["marks"].values()),
                    asked=len(state["marks"]),
                )
            )


def shown(value: Any) -> str:
    """Return a number, a shape or a list of numbers as people write it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (tuple, list)):
        if value and all(isinstance(entry, int) for entry in value):
            return " × ".join(map(str, value))
        return ", ".join(map(shown, value))
    return f"{value:.4g}".replace("-", "−") if isinstance(value, (int, float)) else str(value)


def _reply_form(key: str, question: Question, wording: Wording) -> tuple[Any] | None:
    """Draw the field for a reply; return what was last checked, or None before that."""
    checked = f"{key}_checked"
    with st.form(f"{key}_form", border=False):
        if question.choices:
            choices = {name: _filled(wording.choices[name], question) for name in question.choices}
            reply: Any = st.radio(
                _("Your answer"),
                question.choices,
                index=None,
                format_func=choices.__getitem__,
                key=key,
            )
        else:
            reply = st.text_input(
                _("Your answer"), key=key, width=320, max_chars=60, help=_how(question)
            )
        if st.form_submit_button(_("Check")):
            st.session_state[checked] = (reply,)
    return st.session_state.get(checked)


def _how(question: Question) -> str:
    if not isinstance(question.answer, tuple):
        return _("A number: 4, 0.25 or 1/4.")
    count = len(question.answer)
    return _("{count} numbers, such as {example}.", count=count, example=", ".join("3579"[:count]))


def _verdict(question: Question, wording: Wording, marked: Marked) -> None:
    """Say whether a reply is right and why; for a known slip, where it leads."""
    if marked.problem is not None:
        problem = marked.problem
        name = _("Your answer")
        st.warning(plain(_(problem.template, **{**problem.values, "name": name})))
        return
    reply = _told(question, wording, marked.value)
    because = _filled(wording.because, question, reply=reply)
    if marked.right:
        verdict = _("Right:")
        st.success(f"**{verdict}** {because}", icon=":material/check:")
        return
    slip = wording.mistakes.get(marked.mistake or "")
    sentence = _("You answered {reply}.", reply=f"**{reply}**")
    if slip:
        sentence += " " + _filled(slip, question, reply=reply)
    st.error(f"{sentence}  \n{because}", icon=":material/close:")


def _told(question: Question, wording: Wording, value: Any) -> str:
    if isinstance(value, str):
        return _filled(wording.choices[value], question)
    sizes = isinstance(question.answer, tuple) and all(
        isinstance(entry, int) for entry in question.answer
    )
    whole = sizes and all(float(entry).is_integer() for entry in value)
    return shown(tuple(int(entry) for entry in value) if whole else value)


def _filled(message: str, question: Question, **more: Any) -> str:
    values = {name: shown(value) for name, value in question.given.items()}
    if not isinstance(question.answer, str):
        values["answer"] = shown(question.answer)
    return _(message, **values, **more)


def _go_on(state: dict[str, Any]) -> None:
    state["number"] += 1
