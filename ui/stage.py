"""The stage: the linked panes of one run of a method, mounted as a Streamlit component."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui import script_bundle
from ui.component import component
from ui.stage_edit import Edit, edited
from ui.stage_held import Held, checked_view
from ui.stage_payload import fits, payload, pin_exists
from ui.words import _
from upsample_core import Trace
from upsample_core.inputs import NumbersError

__all__ = ["Edit", "StageState", "fits", "payload", "pin_exists", "stage"]

_ASSETS = Path(__file__).parent.parent / "assets" / "stage"


def bundle() -> str:
    """Return the stage's JavaScript as one module."""
    return script_bundle.bundle(_ASSETS / "stage.js")


_COMPONENT = component("upsampling_stage", _ASSETS / "stage.js", _ASSETS / "stage.css")


@dataclass(frozen=True)
class StageState:
    """What a person has chosen on the stage.

    Attributes
    ----------
    pin : str or None
        The pinned cell, such as ``output:3,5``.
    view : mapping
        How the stage is looked at, in the names and values of the address, where that differs from
        the usual: ``order`` (gather, stamp, matrix), ``step``, ``form`` (numbers, symbols),
        ``flip`` (False: the kernel is not rotated), ``matrix`` (whole, first, second), ``present``.
    edit : Edit or None
        New numbers for the input or the kernel, in the run that they arrive in.
    """

    pin: str | None
    view: Mapping[str, Any]
    edit: Edit | None


def stage(
    trace: Trace,
    *,
    key: str,
    pin: str | None = None,
    view: Mapping[str, Any] | None = None,
    editable: bool = False,
) -> StageState:
    """Show the stage of a trace, and return what the person has chosen on it.

    Parameters
    ----------
    trace : Trace
        One that `fits`.
    key : str
        While it stays the same, changes are drawn in place.
    pin : str, optional
        The cell to pin, such as ``output:3,5`` or ``kernel:1,1``; the address usually knows it.
    view : mapping, optional
        How the stage is looked at, as in `StageState`. Pin and view hold until the person chooses
        otherwise; when the page asks for others than last time, the stage follows the page.
    editable : bool
        Whether numbers can be edited where they stand.

    Returns
    -------
    StageState
    """
    asked = (pin if pin_exists(trace, pin) else None, checked_view(view or {}))
    edit, refusal = _taken_edit(trace, key)
    result = _COMPONENT(
        data=[payload(trace, *asked, editable, refusal)],  # in a list: not searched for data frames
        key=key,
        default={"pin": asked[0], "view": asked[1]},
        on_pin_change=lambda: None,
        on_view_change=lambda: None,
        on_edit_change=lambda: _keep_edit(key),
    )
    record = st.session_state.get(f"{key}:held") or Held.first(asked)
    held = record.after(asked, (result.pin, checked_view(result.view or {})))
    st.session_state[f"{key}:held"] = held
    pinned, shown = held.current
    return StageState(pinned if pin_exists(trace, pinned) else None, shown, edit)


def _keep_edit(key: str) -> None:
    """Keep what was typed until the run, which reads it against the numbers it is about."""
    sent = st.session_state[key].get("edit")
    if sent:
        st.session_state[f"{key}:edit"] = sent


def _taken_edit(trace: Trace, key: str) -> tuple[Edit | None, dict[str, Any] | None]:
    """Read what was typed: the new numbers, or why they are none."""
    sent = st.session_state.pop(f"{key}:edit", None)
    if sent is None:
        return None, None
    try:
        return edited(trace, sent), None
    except NumbersError as error:
        reason = _(error.template, **error.values)
        return None, {"serial": sent.get("serial"), "reason": reason}
