"""Terms of the field, explained at first use: a word that opens, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.words import sections


def explained(names: Iterable[str]) -> None:
    """Draw terms side by side, each of which opens its explanation.

    Parameters
    ----------
    names : iterable of str
        Sections of the prose `terms`.
    """
    known, wanted = sections("terms"), tuple(names)
    listed = [known[name] for name in wanted]
    if not listed:
        return
    with st.container(horizontal=True, key="-".join(("terms", *wanted))):
        for term in listed:
            with st.popover(term.title, type="tertiary"):
                st.markdown(term.body)
