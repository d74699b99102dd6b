"""Streamlit's widgets, set to what the state of the page says before they are drawn.

Each takes its key, its label and the value that it is to hold, and returns what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui import address


def segmented(key: str, label: str, options: Sequence[Any], value: Any, **how: Any) -> Any:
    """Draw options side by side, one of which always holds; on a phone they wrap."""
    how = {"required": True, "wrap": True} | how
    chosen = _draw(st.segmented_control, key, value, {"default": value}, label, options, **how)
    # A browser always says which holds; for anything else that asks, what held before does.
    return value if chosen is None and how["required"] else chosen


def pills(key: str, label: str, options: Sequence[Any], value: Any, **how: Any) -> Any:
    """Draw options of which one holds, or none."""
    return _draw(st.pills, key, value, {"default": value}, label, options, **how)


def several(key: str, label: str, options: Sequence[Any], value: list[Any], **how: Any) -> Any:
    """Draw options of which any number holds; return them as a list."""
    how = {"selection_mode": "multi"} | how
    return list(_draw(st.pills, key, value, {"default": value}, label, options, **how) or ())


def select(key: str, label: str, options: Sequence[Any], value: Any, **how: Any) -> Any:
    """Draw a list that opens."""
    start = {"index": None if value is None else list(options).index(value)}
    return _draw(st.selectbox, key, value, start, label, options, **how)


def number(key: str, label: str, low: float, high: float, value: float, **how: Any) -> Any:
    """Draw a field for a number between two bounds."""
    return _draw(st.number_input, key, value, {"value": value}, label, low, high, **how)


def slider(key: str, label: str, low: float, high: float, value: float, **how: Any) -> Any:
    """Draw a slider between two bounds."""
    return _draw(st.slider, key, value, {"value": value}, label, low, high, **how)


def notches(key: str, label: str, options: Sequence[Any], value: Any, **how: Any) -> Any:
    """Draw a slider that stops at given values only."""
    return _draw(st.select_slider, key, value, {"value": value}, label, options, **how)


def switch(key: str, label: str, value: bool, **how: Any) -> bool:
    """Draw a switch."""
    return bool(_draw(st.toggle, key, value, {"value": value}, label, **how))


def text(key: str, label: str, value: str, **how: Any) -> str:
    """Draw a field for several lines of text."""
    return str(_draw(st.text_area, key, value, {"value": value}, label, **how))


def _draw(
    widget: Callable[..., Any], key: str, value: Any, start: dict[str, Any], *what: Any, **how: Any
) -> Any:
    """Draw a widget that holds a value, and says so to a browser that does not know it.

    A browser forgets a widget that a run did not draw, though what a person did in that moment may
    already be on its way, with what the widget held: then only the server knows it.
    """
    address.seed(key, value)
    return widget(*what, key=key, **how | start)
