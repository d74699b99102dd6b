"""The theme as Streamlit tells it to a browser: spelled once.

It would be spelled anew for every run of a page, out of all options there are, six times over: a
tenth of what the server computes for a change. While a server runs, its theme never changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

Spell = Callable[..., None]

_NAME = "_populate_theme_msg"  # private, and all that is known of it is what it does


def spell_theme_once() -> None:
    """Let Streamlit's server remember what a section of the theme comes to; where it can."""
    spell: Spell | None = getattr(app_session, _NAME, None)
    if spell is not None:
        setattr(app_session, _NAME, remembering(spell))


def remembering(spell: Spell) -> Spell:
    """Return a function that spells a section into a message as `spell` does, and remembers it."""

    @cache
    def spelled(section: str) -> Any:
        message = CustomThemeConfig()
        spell(message, section)
        return message

    def told(message: Any, section: str = "theme") -> None:
        known = spelled(section)
        if known.ByteSize():  # a section without options is not there at all
            message.MergeFrom(known)

    return told
