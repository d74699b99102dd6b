"""The controls of the lessons. What they hold is in the address: a link opens a step as it stands.

What stands at its start is left out of the address, so that it stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from ui import address, widgets
from ui.fields import (
    Field,
    UnreadableError,
    choice_field,
    number_field,
    several_field,
    spell,
    switch_field,
    whole_field,
)
from ui.labels import PARAMETER_WORDS
from ui.markdown import plain
from ui.words import _

Names = Iterable[Any] | Mapping[Any, str]
"""The values of a choice, or the values with their translated names."""


def choice(key: str, label: str, options: Names, start: Any, about: str = "", **how: Any) -> Any:
    """Draw a choice between few values, one of which always holds.

    Parameters
    ----------
    key, label : str
    options : iterable, or mapping of values to their translated names
    start : object
        What is chosen at first.
    about : str, optional
        The parameter whose explanation is offered.
    **how : object
        Passed on: `width`.
    """
    help_ = _(PARAMETER_WORDS[about].help) if about else None
    return _choose(widgets.segmented, key, label, options, start, help=help_, **how)


def pick(key: str, label: str, options: Names, start: Any, **how: Any) -> Any:
    """Draw a choice between many values as a list that opens; parameters as of `choice`."""
    return _choose(widgets.select, key, label, options, start, **how)


def several(key: str, label: str, options: Mapping[str, str], start: Iterable[str]) -> list[str]:
    """Draw a choice of any number of names; return them in the order of the options."""
    one = several_field(key, options, start)

    def draw(value: list[str]) -> Any:
        names = list(options)
        return widgets.several(key, label, names, value, format_func=options.__getitem__)

    chosen = control(one, label, draw)
    return [name for name in options if name in chosen]


def field(key: str, label: str, low: int, high: int, start: int, width: int = 120) -> int:
    """Draw a field for a whole number between two bounds."""
    one = whole_field(key, low, high, start)

    def draw(value: int) -> Any:
        return widgets.number(key, label, low, high, value, width=width)

    # A bound that another control has moved takes the value with it.
    return int(control(one, label, draw, legal=lambda value: min(max(value, low), high)))


def slider(
    key: str, label: str, low: float, high: float, start: float, step: float, **how: Any
) -> float:
    """Draw a slider between two bounds."""
    one = number_field(key, low, high, start)
    if float(step).is_integer() and float(low).is_integer():
        how = {"format": "%d"} | how

    def draw(value: float) -> float:
        return round(float(widgets.slider(key, label, low, high, value, step=step, **how)), 6)

    return float(control(one, label, draw))


def notches(key: str, label: str, options: Names, start: Any, **how: Any) -> Any:
    """Draw a slider that stops at given values; parameters as of `choice`."""
    return _choose(widgets.notches, key, label, options, start, **how)


def switch(key: str, label: str) -> bool:
    """Draw a switch that is off at first."""
    return bool(control(switch_field(key), label, lambda v: widgets.switch(key, label, v)))


def translated(names: Mapping[str, str]) -> dict[str, str]:
    """Return names of choices in the session's language, before a widget asks for them."""
    return {name: _(title) for name, title in names.items()}


def control(
    one: Field,
    label: str,
    draw: Callable[[Any], Any],
    legal: Callable[[Any], Any] = lambda value: value,
) -> Any:
    """Draw a control and keep in the address what it holds.

    Parameters
    ----------
    one : Field
        Its name is the key of the widget.
    label : str
        What the control is called.
    draw : callable (value) -> value
        Draws the widget with what it is to hold, and returns what it holds.
    legal : callable (value) -> value
        Returns the value, or the legal one nearest to it, where others limit what it may be.

    Returns
    -------
    object
        What the control holds. Where the address says what is not possible, the page says so, and
        the control begins with its default.
    """
    value = draw(legal(read(one, label)))
    address.saw(one.name, value)
    address.keep(one.name, value)
    address.entry(one.name, None if value == one.default else spell(value))
    return value


def peek(one: Field) -> Any:
    """Return what a field holds, or its default; its control says what is wrong, if anything is."""
    try:
        return address.value(one)
    except UnreadableError:
        return one.default


def read(one: Field, label: str) -> Any:
    """Return what a field holds; its default, with a sentence, where the address is no good."""
    given = None
    try:
        found = address.value(one)
    except UnreadableError:
        found, given = one.default, address.text(one.name)
    given = address.refusal(one.name, given)
    if given is not None:
        st.warning(
            _(
                "{name}: {given} is not possible here, so {used} is used.",
                name=label,
                given=plain(given[:40]),
                used=plain(spell(one.default)),
            )
        )
    return found


def _choose(
    draw: Callable[..., Any], key: str, label: str, options: Names, start: Any, **how: Any
) -> Any:
    names = options if isinstance(options, Mapping) else {value: str(value) for value in options}

    def drawn(value: Any) -> Any:
        return draw(key, label, list(names), value, format_func=names.__getitem__, **how)

    def legal(value: Any) -> Any:
        # What another choice has made impossible gives way to the last that is offered.
        return value if value in names else list(names)[-1]

    return control(choice_field(key, names, start), label, drawn, legal)
