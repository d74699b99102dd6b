"""Whether a part of a page is in sight: what nobody sees need not be computed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent.parent / "assets"
_COMPONENT = st.components.v2.component(
    "in_sight", js=(_ASSETS / "in_sight.js").read_text(encoding="utf-8")
)


def in_sight(key: str) -> bool:
    """Mark the place in a page, and return whether what is drawn next is in sight.

    It is, until the browser says otherwise: whoever has none sees all. When it comes into sight, or
    leaves the window below, the fragment around it runs again.
    """
    known = bool(st.session_state.get(key, {}).get("seen", True))
    with st.container(key=f"in-sight-{key}"):
        told = _COMPONENT(
            key=key,
            data={"seen": known},
            default={"seen": known},
            on_seen_change=lambda: None,
            height=1,
        )
    return bool(told.seen)
