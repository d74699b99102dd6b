"""The state of a page in its address, so that a copied link opens the same thing.

Streamlit's own binding of widgets to the address writes the label of an option, which changes with
the language; here values are written as the programming interface spells them.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_WRITTEN = "_address_written"


def arrived() -> dict[str, str] | None:
    """Return what the address holds when it is not what this session wrote there.

    That is so on a first visit, after the back and forward buttons, and after following a link
    inside the app. Otherwise the widgets hold the state, and the answer is None.
    """
    found = _found()
    return None if found == st.session_state.get(_WRITTEN) else found


def publish(values: Mapping[str, str]) -> None:
    """Make the address hold these values, beside the language if it was chosen."""
    wanted = dict(values)
    if _found() != wanted:
        lang = st.query_params.get("lang")
        st.query_params.from_dict({**({"lang": lang} if lang else {}), **wanted})
    st.session_state[_WRITTEN] = wanted


def accept() -> None:
    """Let the address stand as it is: it already says what the page shows."""
    st.session_state[_WRITTEN] = _found()


def _found() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name != "lang"}
