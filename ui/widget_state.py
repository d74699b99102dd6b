"""Setting what widgets hold."""

from __future__ import annotations

from typing import Any

import streamlit as st


def hold(key: str, value: Any) -> None:
    """Let a widget hold a value, before it is drawn.

    What is set goes to the browser, over what the person may have chosen in the meantime; so a
    widget that holds the value already is left alone.
    """
    state = st.session_state
    if key not in state or type(state[key]) is not type(value) or state[key] != value:
        state[key] = value
