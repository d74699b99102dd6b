"""A grid to draw on, by mouse, touch or keyboard. What is drawn is a short text in the address."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import address
from ui.component import component
from ui.fields import Field, UnreadableError, spell
from ui.lesson_controls import read
from ui.words import N_, _
from upsample_core import ParameterError
from upsample_core.lessons.guessing import DRAWING_SIDE, checked_drawing

_ASSETS = Path(__file__).parent.parent / "assets" / "drawing"
_PHRASES = {
    "name": N_("A grid to draw on: arrows walk, Space draws or erases, Delete clears"),
    "undo": N_("Undo"),
    "clear": N_("Clear"),
    "hint": N_("Draw with the mouse or a finger; or with arrows and Space."),
    "place": N_("row {0}, column {1}"),
    "ink": N_("drawn"),
    "blank": N_("blank"),
}
_COMPONENT = component("drawing", _ASSETS / "drawing.js", _ASSETS / "drawing.css")


def drawing_field(name: str, start: str) -> Field:
    """Return the field of a drawing, as `checked_drawing` reads it."""

    def legal(text: str) -> str:
        try:
            return checked_drawing(text)
        except ParameterError as error:
            raise UnreadableError(text) from error

    return Field(name, start, legal)


def kept_drawing(one: Field, label: str) -> str:
    """Return what is drawn, and keep it in the address."""
    text = str(read(one, label))
    address.keep(one.name, text)
    address.entry(one.name, None if text == one.default else spell(text))
    return text


def draw_on_grid(one: Field, text: str) -> None:
    """Draw the grid with what is drawn; a stroke changes the field before the next run."""
    key = f"{one.name}_grid"
    _COMPONENT(
        data={
            "text": text,
            "side": DRAWING_SIDE,
            "words": {name: _(phrase) for name, phrase in _PHRASES.items()},
        },
        key=key,
        on_drawn_change=lambda: _take(one, key),
    )


def _take(one: Field, key: str) -> None:
    """Take what the browser has sent, if it is a drawing; anything else changes nothing."""
    sent = st.session_state[key].get("drawn")
    text = sent.get("text") if isinstance(sent, dict) else None
    try:
        address.change(one.name, one.read(str(text)))
    except UnreadableError:
        return
