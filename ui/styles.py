"""Style sheets of the pages: read once, and several of them one element."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent.parent / "assets"


def style(*sheets: str) -> None:
    """Give the page style sheets, by their paths below `assets`."""
    st.html(_element(sheets))


@cache
def _element(sheets: tuple[str, ...]) -> str:
    texts = ((_ASSETS / sheet).read_text(encoding="utf-8") for sheet in sheets)
    return f"<style>{''.join(texts)}</style>"
