"""Keeping what is loaded for good out of garbage collection."""

from __future__ import annotations

import gc
import sys
from functools import cache


def spare_modules() -> None:
    """Let garbage collections pass over the modules that are loaded by now.

    Streamlit collects all garbage after every run of a page, and what the page draws is sent only
    then. To walk the objects of NumPy, SciPy and Plotly each time took longer than all else that a
    change of a parameter takes. They live as long as the server, so they are set aside once, and
    again when a page has loaded more.
    """
    _spare(len(sys.modules))


@cache
def _spare(loaded: int) -> None:
    gc.collect()
    gc.freeze()
