"""Streamlit's options, which it looks up fifty times in a change: without a lock.

A thread that has to give up the interpreter while it holds that lock makes all others wait for it,
the one among them that speaks with the browsers. The options of a server that runs never change.
"""

from __future__ import annotations

from contextlib import nullcontext

from streamlit import config

_NAME = "_config_lock"  # private, and all that is known of it is what it does


def look_up_without_waiting() -> None:
    """Let options be looked up by many threads at once; where Streamlit has such a lock."""
    if hasattr(config, _NAME):
        setattr(config, _NAME, nullcontext())
