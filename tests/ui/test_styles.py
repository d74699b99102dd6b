"""Style sheets come as one element, and are what lies on the disk."""

import pytest
import streamlit as st

from tests.ground.places import ROOT
from ui.styles import style


@pytest.mark.parametrize("sheets", [("page.css",), ("page.css", "networks/page.css")])
def test_sheets_are_one_element(monkeypatch, sheets):
    drawn = []
    monkeypatch.setattr(st, "html", drawn.append)
    for _run in range(2):
        style(*sheets)
    texts = [(ROOT / "assets" / sheet).read_text(encoding="utf-8") for sheet in sheets]
    assert drawn == [f"<style>{''.join(texts)}</style>"] * 2
    assert "</style" not in "".join(texts)
