"""Questions at the end of a lesson: six a round, marked by the core, explained here.

The seed of the round is in the address, so that a link opens the same questions for everybody. A
first wrong reply gets what is known of the slip, or a hint; a second one gets the solution. The
words of a question are a `Wording`: messages whose placeholders are filled with what the question
gives, with the right answer and with the learner's own.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from ui import address
from ui.fields import spell, whole_field
from ui.lesson_controls import read
from ui.markdown import plain
from ui.numbers import dimensions, number
from ui.part import part
from ui.words import N_, _
from upsample_core.lessons.questions import ROUNDS, Maker, Marked, Question, Round, following

SEED = "quiz"
"""The seed of the round, by its name in the address."""

OUTCOMES = {
    "first": (":green[✓]", N_("right at the first try")),
    "second": (":orange[✓]", N_("right at the second try")),
    "missed": (":red[✗]", N_("not yet")),
}
_KEYS = st.components.v2.component(
    "quiz_keys",
    js=(Path(__file__).parent.parent / "assets" / "quiz.js").read_text(encoding="utf-8"),
)


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
        What to say of each slip that the question knows, by its name, before the second try.
    choices : mapping
        What each choice says, by its name.
    hint : str
        What to say before the second try of a reply that no slip is known for.
    step : str
        The name of the lesson's step that explains it.
    """

    prompt: str
    because: str
    mistakes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    hint: str = field(kw_only=True)
    step: str = field(kw_only=True)


@part
def quiz(
    page: str,
    kinds: Mapping[str, Maker],
    wordings: Mapping[str, Wording],
    titles: Mapping[str, str],
) -> None:
    """Ask the questions of a lesson, one after another.

    Parameters
    ----------
    page : str
        Begins the keys of the widgets.
    kinds : mapping
        What makes the questions: `KINDS` of the lesson's module of the core.
    wordings : mapping
        The words of every kind.
    titles : mapping
        What the steps of the lesson are called, by their names.
    """
    with st.container(key="step-questions"):
        st.header(_("Questions"), anchor="questions", divider="gray")
    seed, state = _seed(), st.session_state
    if f"{page}_quiz" not in state or state[f"{page}_quiz"].seed != seed:
        state[f"{page}_quiz"] = Round(kinds, seed)
    now: Round = state[f"{page}_quiz"]
    with st.container(width=760, key="quiz"):
        if now.done:
            _summary(page, now, wordings, titles)
        else:
            _ask(page, now, wordings[now.questions[now.place].kind])
        _KEYS(key="quiz_keys", data=_stand(now), height=1)


def _stand(now: Round) -> dict[str, Any]:
    """Return where a round stands, and whether the next key belongs to the way on."""
    settled = now.done or now.outcome(now.place) is not None
    return {"place": now.place, "tries": sum(map(len, now.tries)), "settled": settled}


def _seed() -> int:
    """Return the seed of the round: of the address, or another one for every visit."""
    seed = address.kept(SEED)
    if seed is not None:
        address.entry(SEED, spell(seed))
        return int(seed)
    one = whole_field(SEED, 0, ROUNDS - 1, random.randrange(ROUNDS))
    seed = read(one, _("Round"))
    address.keep(SEED, seed)
    address.amend(SEED, spell(seed))
    return int(seed)


# ---------------------------------------------------------------- one question


def _ask(page: str, now: Round, wording: Wording) -> None:
    """Draw the question that is asked now, what became of the replies, and the way on."""
    question, outcome = now.questions[now.place], now.outcome(now.place)
    count = len(now.questions)
    place = _("{place} of {count}", place=now.place + 1, count=count)
    st.markdown(f"**{place}**")
    st.markdown(_filled(wording.prompt, question))
    key = f"{page}_reply_{now.seed}_{now.place}"
    if outcome is None:
        _reply_form(key, now, wording)
        _helped(question, wording, now)
        return
    _closed_form(key, question, wording, now.tries[now.place][-1])
    _solved(question, wording, now)
    last = now.place + 1 == count
    st.button(
        _("How the round went") if last else _("Next question"),
        key=f"{page}_next",
        icon=":material/arrow_forward:",
        icon_position="right",
        type="primary",
        on_click=now.go_on,
    )


def _reply_form(key: str, now: Round, wording: Wording) -> None:
    """Draw the field for a reply, and mark what is in it when it is checked."""
    question = now.questions[now.place]
    with st.form(f"{key}_form", border=False):
        if question.choices:
            names = _choices(question, wording)
            st.radio(
                _("Your answer"), list(names), index=None, format_func=names.__getitem__, key=key
            )
        else:
            how = _how(question)
            st.text_input(_("Your answer"), key=key, width=320, max_chars=60, placeholder=how)
        # The reply is marked before anything of the next run is drawn.
        st.form_submit_button(_("Check"), on_click=lambda: now.reply(st.session_state.get(key)))


def _closed_form(key: str, question: Question, wording: Wording, last: Marked) -> None:
    """Draw the last reply, which cannot be changed any more.

    In the browser a form that is switched off goes back to the reply before; so this is another.
    """
    if question.choices:
        names = _choices(question, wording)
        st.radio(
            _("Your answer"),
            list(names),
            index=question.choices.index(str(last.value)),
            format_func=names.__getitem__,
            key=f"{key}_closed",
            disabled=True,
        )
    else:
        reply = _told(question, wording, last.value)
        st.text_input(_("Your answer"), reply, key=f"{key}_closed", width=320, disabled=True)


def _choices(question: Question, wording: Wording) -> dict[str, str]:
    return {name: _filled(wording.choices[name], question) for name in question.choices}


def _how(question: Question) -> str:
    if not isinstance(question.answer, tuple):
        return _("A number: 4, 0.25 or 1/4.")
    count = len(question.answer)
    return _("{count} numbers, such as {example}.", count=count, example=", ".join("3579"[:count]))


def _helped(question: Question, wording: Wording, now: Round) -> None:
    """Say what was wrong with a first reply, without the solution."""
    for marked in now.tries[now.place]:
        told = _slip(question, wording, marked) or _filled(wording.hint, question)
        again = _("Try once more.")
        st.warning(f"{_answered(question, wording, marked)} {told} **{again}**")
    if now.unread is not None and now.unread.problem is not None:
        problem, name = now.unread.problem, _("Your answer")
        st.info(plain(_(problem.template, **{**problem.values, "name": name})))


def _solved(question: Question, wording: Wording, now: Round) -> None:
    """Say whether the last reply was right, and why; for a known slip, where it leads."""
    marked = now.tries[now.place][-1]
    because = _filled(
        wording.because,
        question,
        reply=_told(question, wording, marked.value),
        answer=_told(question, wording, question.answer),
    )
    if marked.right:
        verdict = _("Right:") if len(now.tries[now.place]) == 1 else _("Right this time:")
        st.success(f"**{verdict}** {because}", icon=":material/check:")
        return
    slip = _slip(question, wording, marked)
    told = f"{_answered(question, wording, marked)} {slip}".strip()
    st.error(f"{told}  \n{because}", icon=":material/close:")


def _answered(question: Question, wording: Wording, marked: Marked) -> str:
    reply = _told(question, wording, marked.value)
    return _("You answered {reply}.", reply=f"**{reply}**")


def _slip(question: Question, wording: Wording, marked: Marked) -> str:
    """Return what is said of the slip behind a reply; nothing where none is known."""
    if marked.mistake is None:
        return ""
    reply = _told(question, wording, marked.value)
    return _filled(wording.mistakes[marked.mistake], question, reply=reply)


# ---------------------------------------------------------------- the end of a round


def _summary(
    page: str, now: Round, wordings: Mapping[str, Wording], titles: Mapping[str, str]
) -> None:
    """Draw how the round went, the steps to look at again, and the way to another round."""
    count = len(now.questions)
    right = _("{right} of {count} right at the first try", right=now.right, count=count)
    st.markdown(f"**{right}**")
    steps = [wordings[question.kind].step for question in now.questions]
    outcomes = [now.outcome(place) or "missed" for place in range(count)]
    lines = []
    for step, outcome in zip(steps, outcomes, strict=True):
        sign, words = OUTCOMES[outcome]
        lines.append(f"1. {sign} {titles[step]}: {_(words)}")
    st.markdown("\n".join(lines))
    unsure = [step for step, o in zip(steps, outcomes, strict=True) if o != "first"]
    if unsure:
        _look_again(page, {step: titles[step] for step in unsure})
    st.button(
        _("Another round"),
        key=f"{page}_another",
        icon=":material/replay:",
        type="primary",
        on_click=address.change,
        args=(SEED, following(now.seed)),
    )


def _look_again(page: str, titles: Mapping[str, str]) -> None:
    st.markdown(_("Worth another look:"))
    with st.container(horizontal=True, gap="small"):
        for step, title in titles.items():
            if st.button(title, key=f"{page}_look_{step}"):
                address.change("step", step)
                st.rerun()


# ---------------------------------------------------------------- how things are written


def shown(value: Any) -> str:
    """Return a number, a shape or a list of numbers as people write it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (tuple, list)):
        if value and all(isinstance(entry, int) for entry in value):
            return dimensions(value)
        return ", ".join(map(shown, value))
    return number(value) if isinstance(value, (int, float)) else str(value)


def _told(question: Question, wording: Wording, value: Any) -> str:
    """Return a reply as it was read, in words or in numbers."""
    if isinstance(value, str):
        return _filled(wording.choices[value], question)
    sizes = isinstance(question.answer, tuple) and all(
        isinstance(entry, int) for entry in question.answer
    )
    whole = sizes and all(float(entry).is_integer() for entry in value)
    return shown(tuple(int(entry) for entry in value) if whole else value)


def _filled(message: str, question: Question, **more: Any) -> str:
    return _(message, **{name: shown(value) for name, value in question.given.items()}, **more)
