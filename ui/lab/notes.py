"""Sentences about what could not be used, each naming what was given and what stands instead."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.fields import Note
from ui.labels import PARAMETER_WORDS
from ui.markdown import plain
from ui.words import N_, _

NAMES = {name: words.name for name, words in PARAMETER_WORDS.items()} | {
    "method": N_("Method"),
    "input": N_("Values"),
    "values": N_("Input values"),
    "size": N_("Input"),
    "dims": N_("Input"),
    "picture": N_("Picture"),
    "view": N_("View"),
    "library": N_("Library"),
    "pin": N_("Pinned cell"),
    "order": N_("Order"),
    "step": N_("The step"),
    "form": N_("Numbers or symbols"),
    "flip": N_("Rotated kernel"),
    "matrix": N_("Matrix"),
    "present": N_("Present"),
}


def show_notes(notes: Iterable[Note]) -> None:
    """Say what was replaced. What was typed is shown as plain text, never as Markdown or HTML."""
    for note in notes:
        name = _(NAMES[note.name])
        if note.template:
            values = {**(note.values or {}), "name": name}
            st.warning(plain(_(note.template, **values)))
        else:
            st.warning(
                _(
                    "{name}: {given} is not possible here, so {used} is used.",
                    name=name,
                    given=plain(note.given),
                    used=plain(note.used),
                )
            )
