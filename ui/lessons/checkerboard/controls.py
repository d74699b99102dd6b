"""Controls that the steps of the lesson on checkerboards share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from ui.labels import PARAMETER_HELP
from ui.words import _


def choice(
    key: str, label: str, options: Iterable[Any] | Mapping[str, str], start: Any, about: str = ""
) -> Any:
    """Draw a choice between few values, one of which always holds.

    Parameters
    ----------
    key, label : str
    options : iterable, or mapping of values to their translated names
    start : object
        What is chosen at first.
    about : str, optional
        The parameter whose explanation is offered.
    """
    st.session_state.setdefault(key, start)
    names = options if isinstance(options, Mapping) else {value: str(value) for value in options}
    return st.segmented_control(
        label,
        list(names),
        key=key,
        required=True,
        format_func=names.__getitem__,
        help=_(PARAMETER_HELP[about]) if about else None,
    )


def translated(names: Mapping[str, str]) -> dict[str, str]:
    """Return names of choices in the session's language, before a widget asks for them."""
    return {name: _(title) for name, title in names.items()}
