"""The stage: the linked panes of one run of a method, mounted as a Streamlit component."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import streamlit as st

from ui.stage_payload import fits, payload, pin_exists
from upsample_core.trace import Trace

__all__ = ["fits", "payload", "pin_exists", "stage"]

_ASSETS = Path(__file__).parent.parent / "assets" / "stage"
# Each module after those that it imports from.
_MODULES = (
    "arrays",
    "numbers",
    "colours",
    "dom",
    "links",
    "grid",
    "matrix",
    "rulers",
    "equation",
    "player",
    "controls",
    "scene",
    "pointing",
    "stage",
)


def bundle() -> str:
    """Return the stage's JavaScript as one module.

    Streamlit takes one script for a component. The files are ordinary modules; in one scope their
    imports have nothing left to do and only the last export, the default one, is for others.
    """
    sources = [(_ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _MODULES]
    script = "\n".join(sources)
    script = re.sub(r"^import [^;]*;\n", "", script, flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", script, flags=re.MULTILINE)


_COMPONENT = st.components.v2.component(
    "upsampling_stage",
    css=(_ASSETS / "stage.css").read_text(encoding="utf-8"),
    js=bundle(),
)


def stage(
    trace: Trace, *, key: str, pin: str | None = None, view: dict[str, Any] | None = None
) -> str | None:
    """Show the stage of a trace, and return the cell that is pinned.

    Parameters
    ----------
    trace : Trace
        One that `fits`.
    key : str
        While it stays the same, changes are drawn in place.
    pin : str, optional
        The cell to pin, such as ``output:3,5`` or ``kernel:1,1``; the address usually knows it.
    view : dict, optional
        How the stage begins, until the person chooses otherwise: ``order`` (gather, stamp,
        matrix), ``matrix`` (whole, first, second), ``symbols``, ``mistake``, ``present``,
        ``step``.

    Returns
    -------
    str or None
        The pin after what the person did, in the same spelling.
    """
    wanted = pin if pin_exists(trace, pin) else None
    result = _COMPONENT(
        data=[payload(trace, wanted, view)],  # Streamlit searches a dictionary for data frames
        key=key,
        default={"pin": wanted},
        on_pin_change=lambda: None,
    )
    pinned = result.pin
    return pinned if pin_exists(trace, pinned) else None
