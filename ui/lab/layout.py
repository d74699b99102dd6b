"""How the lab fills the window: a rail beside the stage, or the stage alone for a projector."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.lab.state import Lab

_ASSETS = Path(__file__).parents[2] / "assets"


def lab_style(lab: Lab) -> None:
    """Give the lab's page its places; present, all but the stage is away."""
    st.html(_ASSETS / "lab.css")
    if lab.plain["present"]:
        st.html(_ASSETS / "present.css")
