"""The controls of the lessons. What they hold is in the address: a link opens a step as it stands.

Each control begins with what the address says for its key, where it says anything, and writes there
what is chosen; what stands at its start is left out, so that addresses stay short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from ui import address
from ui.labels import PARAMETER_WORDS
from ui.markdown import plain
from ui.words import _

_HELD = "_lesson_controls"
_SPELLED = "_lesson_address"

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
        Passed on: `width`, and `draw`, which is `st.segmented_control` or the like of it.
    """
    help_ = _(PARAMETER_WORDS[about].help) if about else None
    draw = how.pop("draw", st.segmented_control)
    # On a phone a row of options wraps: what has to be scrolled to is not found.
    how |= {"help": help_, "required": True, "wrap": True}
    return _choose(draw, key, label, options, start, **how)


def pick(key: str, label: str, options: Names, start: Any, **how: Any) -> Any:
    """Draw a choice between many values as a list that opens; parameters as of `choice`."""
    return _choose(st.selectbox, key, label, options, start, **how)


def field(key: str, label: str, low: int, high: int, start: int, width: int = 120) -> int:
    """Draw a field for a whole number between two bounds."""
    begin(key, whole(low, high), start, label)
    value = st.number_input(label, low, high, key=key, width=width)
    keep(key, value, start)
    return int(value)


def slider(
    key: str, label: str, low: float, high: float, start: float, step: float, **how: Any
) -> float:
    """Draw a slider between two bounds."""
    begin(key, _fraction(low, high), start, label)
    value = st.slider(label, low, high, step=step, key=key, **how)
    keep(key, round(value, 6), start)
    return float(value)


def switch(key: str, label: str) -> bool:
    """Draw a switch that is off at first."""
    begin(key, {"true": True, "false": False}.get, False, label)
    value = st.toggle(label, key=key)
    keep(key, value, False)
    return bool(value)


def translated(names: Mapping[str, str]) -> dict[str, str]:
    """Return names of choices in the session's language, before a widget asks for them."""
    return {name: _(title) for name, title in names.items()}


def _choose(draw: Any, key: str, label: str, options: Names, start: Any, **how: Any) -> Any:
    names = options if isinstance(options, Mapping) else {value: str(value) for value in options}
    begin(key, {_spelled(value): value for value in names}.get, start, label)
    value = draw(label, list(names), key=key, format_func=names.__getitem__, **how)
    keep(key, value, start)
    return value


# ---------------------------------------------------------------- what the address holds


def follow_address() -> None:
    """Let the controls of a page begin anew if the address is not what this page wrote there.

    That is so on a first visit, after the back and forward buttons, and after following a link.
    """
    found = address.arrived()
    if found is not None:
        for key in st.session_state.pop(_HELD, ()):
            st.session_state.pop(key, None)
        st.session_state[_SPELLED] = found
        address.accept()


def begin(key: str, read: Callable[[str], Any], start: Any, label: str) -> None:
    """Let a control that holds nothing yet begin with what the address says, or with its start.

    Parameters
    ----------
    key : str
        Of the control, and its name in the address.
    read : callable
        Returns the value that a text of the address spells, or None where it is not possible; then
        the page says so.
    start : object
    label : str
        What the control is called.
    """
    state = st.session_state
    state.setdefault(_HELD, set()).add(key)
    if key in state:
        return
    given = st.query_params.get(key)
    value = None if given is None else read(given)
    if given is not None and value is None:
        st.warning(
            _(
                "{name}: {given} is not possible here, so {used} is used.",
                name=label,
                given=plain(given[:40]),
                used=plain(_spelled(start)),
            )
        )
    state[key] = start if value is None else value


def keep(key: str, value: Any, start: Any) -> None:
    """Write in the address what a control holds, or nothing where that is its start.

    All controls are written anew: on a slow connection the address that came with this run may not
    know of the last one.
    """
    spelled = st.session_state.setdefault(_SPELLED, {})
    spelled.pop(key, None)
    if value != start:
        spelled[key] = _spelled(value)
    address.publish(spelled)


def whole(low: int, high: int) -> Callable[[str], int | None]:
    """Return what reads a whole number between two bounds."""

    def read(text: str) -> int | None:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
            return None
        return int(text) if low <= int(text) <= high else None

    return read


def _fraction(low: float, high: float) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return value if low <= value <= high else None

    return read


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(map(_spelled, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
