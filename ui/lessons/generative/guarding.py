"""A step whose files are damaged or missing: it says so, and the rest of the page stays whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import Formatter
from typing import Any

import streamlit as st

from ui.lesson import Guess, Step
from ui.markdown import plain
from ui.words import sections
from upsample_core import ParameterError


def guarded(step: Step[Any]) -> Step[Any]:
    """Return a step that says in a sentence what is wrong with its files."""
    assert step.guess is not None  # every step of this lesson asks first
    return replace(
        step,
        controls=lambda: _said(step.controls),
        view=lambda state: None if state is None else step.view(state),
        links=lambda state: None if state is None else step.links(state),
        numbers=lambda state: _numbers(step, state),
        guess=_asked(step.guess),
    )


def _said(controls: Callable[[], Any]) -> Any:
    """Return what controls hold; None, with a sentence, where their files cannot be read."""
    try:
        return controls()
    except ParameterError as error:
        st.error(plain(str(error)))
        return None


def _numbers(step: Step[Any], state: Any) -> Any:
    """Return the numbers of the words; dashes where there are none."""
    try:
        return _dashes(step.name) if state is None else step.numbers(state)
    except ParameterError:
        return _dashes(step.name)


def _dashes(name: str) -> dict[str, object]:
    told = sections("generative")[name]
    texts = "".join((told.body, told.try_it, told.answer, told.asked, told.shown))
    return {one: "–" for _text, one, _spec, _how in Formatter().parse(texts) if one}


def _asked(guess: Callable[[], Guess]) -> Callable[[], Guess]:
    def asked() -> Guess:
        try:
            return guess()
        except ParameterError:
            return Guess({True: "–"}, True)

    return asked
