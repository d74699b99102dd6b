"""Sentences about what could not be used, each naming what was given and what stands instead."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.lab.state import Note
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
    "pin": N_("Pinned cell"),
}


def show_notes(notes: Iterable[Note]) -> None:
    """Say what was replaced. What was typed is shown as plain text, never as Markdown or HTML."""
    for note in notes:
        name = _(NAMES[note.name])
        if note.reason is not None:
            values = {**note.reason.values, "name": name}
            st.warning(plain(_(note.reason.template, **values)))
        else:
            st.warning(
                _(
                    "{name}: {given} is not possible here, so {used} is used.",
                    name=name,
                    given=plain(note.given),
                    used=plain(note.used),
                )
            )
