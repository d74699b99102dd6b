"""Every word a person reads, in the language they chose.

Interface strings are gettext messages: the English text is the key, and `assets/words/zh.po`
holds the Chinese. Longer prose is Markdown, one file for each page and language.
"""

from __future__ import annotations

import gettext
import re
import threading
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import streamlit as st
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ui.address import CHOSEN_LANGUAGE, LANGUAGE

WORDS = Path(__file__).parent.parent / "assets" / "words"
_SECTION = re.compile(r"^## *(\w+) *\| *(.*)$", re.MULTILINE)
_CJK = "[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef“”]"
_WRAPPED = re.compile(rf"(?<={_CJK})\n(?={_CJK})")
_MARKS = (">!", ">", "?", "=")
_EQUATION = re.compile(r"\b([A-Z]{1,2}) = (?=[{\d])")
LANGUAGES = {"en": "English", "zh": "中文"}
_STATE = "_language"
_READ = "_language_read"
_RUNS = "ScriptRunner"  # how the threads are called in which Streamlit runs a session
_RUN = threading.local()


@dataclass(frozen=True)
class Section:
    """One part of a page's prose.

    Attributes
    ----------
    title : str
        In one line.
    body : str
        Markdown with `{placeholders}`.
    try_it : str
        What the text asks the reader to try: its lines that begin with ``>``; empty without any.
    answer : str
        What comes of it: its lines that begin with ``>!``.
    asked : str
        The prediction that it asks for: its lines that begin with ``?``.
    shown : str
        What to see once one has predicted: its lines that begin with ``=``.
    """

    title: str
    body: str
    try_it: str = ""
    answer: str = ""
    asked: str = ""
    shown: str = ""

    def filled(self, **values: object) -> Section:
        """Return the section with its placeholders filled in."""
        texts = (self.title, self.body, self.try_it, self.answer, self.asked, self.shown)
        return Section(*(text.format(**values) for text in texts))


def N_(message: str) -> str:  # noqa: N802 - the usual name of the marker in gettext
    """Mark a message for translation where it stands, to be translated where it is shown."""
    return message


def _(message: str, **values: object) -> str:
    """Return a message in the session's language, its `{placeholders}` filled in."""
    text = _catalogue(language()).gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the form of a message that goes with a count, in the session's language.

    Parameters
    ----------
    one, many : str
        The English forms, for one and for any other count.
    count : int
        Fills `{count}`.
    **values : object
        Fill the other placeholders.
    """
    return plural_forms(one, many)[count != 1].format(count=count, **values)


def plural_forms(one: str, many: str) -> tuple[str, str]:
    """Return a message for one and for any other count, where those that read it fill it in."""
    catalogue = _catalogue(language())
    return catalogue.ngettext(one, many, 1), catalogue.ngettext(one, many, 2)


def language() -> str:
    """Return the session's language: `en` or `zh`.

    A run has a thread of its own, in which it is looked up once: a page asks for it two hundred
    times, and the session's state takes its time.
    """
    if not threading.current_thread().name.startswith(_RUNS):
        return str(st.session_state.get(_STATE, "en"))
    if not hasattr(_RUN, "language"):
        _RUN.language = str(st.session_state.get(_STATE, "en"))
    return str(_RUN.language)


def prose(name: str, **values: object) -> str:
    """Return the Markdown text `name` in the session's language, its placeholders filled in."""
    return _prose(language(), name).format(**values)


def sections(name: str) -> dict[str, Section]:
    """Return the parts of the Markdown text `name` by their keys, in the session's language.

    A part begins with a line ``## key | Title`` and reaches to the next such line.
    """
    return _sections(language(), name)


def choose_language() -> None:
    """Settle the language of this run: the address, then what was chosen, then the browser's.

    An address that the language has been read from once says nothing new: it may be older than
    what the person clicked.
    """
    state, asked = st.session_state, st.query_params.get(LANGUAGE)
    if asked in LANGUAGES and asked != state.get(_READ):
        state[_STATE] = state[CHOSEN_LANGUAGE] = asked
    elif _STATE not in state:
        state[_STATE] = "zh" if (st.context.locale or "").startswith("zh") else "en"
    state[_READ] = asked
    _RUN.language = state[_STATE]


def change_language(code: str) -> None:
    """Let the session speak this language from now on, on every page, and the address say so."""
    state = st.session_state
    state[_STATE] = state[CHOSEN_LANGUAGE] = state[_READ] = _RUN.language = code
    st.query_params[LANGUAGE] = code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    source = WORDS / f"{code}.po"
    if not source.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _prose(code: str, name: str) -> str:
    text = (WORDS / code / f"{name}.md").read_text(encoding="utf-8")
    # Chinese is written without spaces, and Markdown would show each end of a line as one.
    text = _WRAPPED.sub("", text)
    # S = 2 stays on one line.
    return _EQUATION.sub("\\1\u00a0=\u00a0", text)


@cache
def _sections(code: str, name: str) -> dict[str, Section]:
    _before, *parts = _SECTION.split(_prose(code, name))
    return {
        key: _section(title, text)
        for key, title, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def _section(title: str, text: str) -> Section:
    """Part the lines of a section by the marks that they begin with."""
    parts: dict[str, list[str]] = {mark: [] for mark in ("", *_MARKS)}
    for line in text.strip().splitlines():
        mark = next((mark for mark in _MARKS if line.startswith(f"{mark} ")), "")
        parts[mark].append(line.removeprefix(f"{mark} ") if mark else line)
    told = {mark: _WRAPPED.sub("", "\n".join(lines).strip()) for mark, lines in parts.items()}
    return Section(title.strip(), told[""], told[">"], told[">!"], told["?"], told["="])
