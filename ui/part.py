"""A part of a page: what was changed in it makes it run again alone, without the rest of the page.

A browser that tells at once of changes in two places sends them as one message, and in the name of
the part: what belongs to the rest of the page would be held, and never drawn. That happens on a
slow machine, where what comes into sight by scrolling is told together with the click that follows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ui import address
from ui.turns import runs, turn

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def part(draw: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Let what draws a part of a page run again alone, when it is its turn.

    Where something else on the page was changed with it, the whole page runs.
    """

    @st.fragment
    @wraps(draw)
    def alone(which: object, *args: Asked.args, **options: Asked.kwargs) -> Made:
        among_others = runs()
        with turn(), address.part(which):
            if not among_others and address.changed_beyond(which):
                st.rerun()
            return draw(*args, **options)

    @wraps(draw)
    def drawn(*args: Asked.args, **options: Asked.kwargs) -> Made:
        return alone(object(), *args, **options)

    return drawn
