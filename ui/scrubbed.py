"""Where a figure with many frames stands: moved in the browser, kept in the address.

All frames are sent at once, so that to move along them asks the server for nothing; where the
person stops, the page is told, for its words and its address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from ui import address
from ui.fields import UnreadableError


class Asked(NamedTuple):
    """What a page asks of a figure.

    Attributes
    ----------
    at : object
        Where it is to stand.
    turn : int
        How many times the page has asked for another place: only then the figure follows.
    frames : int
        How many it has.
    """

    at: Any
    turn: int
    frames: int


def asked(key: str, at: Any, frames: int) -> Asked:
    """Return where the page asks a figure to stand.

    Where the person has moved to the place themselves, what was asked stays as it is: so does what
    is sent, and the browser, which has it, is not sent it again.

    Parameters
    ----------
    key : str
        Of the component, which tells as its ``at`` where it was moved to.
    at : object
        Where the address says that it stands, as the component tells it.
    frames : int
        How many it has; another number of them is another way along.
    """
    moved = (st.session_state.get(key) or {}).get("at")
    before: Asked = st.session_state.get(f"{key}:asked", Asked(at, 0, frames))
    now = before
    if address.is_news() or frames != before.frames or at not in (before.at, moved):
        now = Asked(at, before.turn + 1, frames)
    elif moved is None:
        now = before._replace(at=at)
    st.session_state[f"{key}:asked"] = now
    return now


def moved(key: str, name: str, read: Callable[[Any], Any]) -> None:
    """Let a field hold where the person has moved a figure, where that is one of its places.

    Parameters
    ----------
    key : str
        Of the component.
    name : str
        Of the field.
    read : callable
        Returns the field's value for what the component has told, or raises `UnreadableError`.
    """
    try:
        value = read(st.session_state[key].get("at"))
    except UnreadableError:
        return
    address.change(name, value)


def among(values: Sequence[Any]) -> Callable[[Any], Any]:
    """Return a reader of places: a whole number from 0 on stands for one of the values."""

    def read(place: Any) -> Any:
        known = isinstance(place, int) and not isinstance(place, bool)
        if not known or not 0 <= place < len(values):
            raise UnreadableError(str(place))
        return values[place]

    return read
