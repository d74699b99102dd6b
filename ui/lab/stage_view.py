"""The lab's stage: what a person chooses and types on it becomes the lab's state."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui import address
from ui.lab.reading import publish
from ui.lab.state import FIELDS, STAGE_FIELDS, Lab, numbers_text
from ui.lab.views import grid_views
from ui.part import part
from ui.stage import Edit, StageState, fits, pin_exists, stage
from ui.words import _
from upsample_core import Trace


def without_lost_pin(lab: Lab, trace: Trace) -> Lab:
    """Return the lab without a pin that no cell of the trace answers to: it is gone for good."""
    if not lab.pin or pin_exists(trace, lab.pin):
        return lab
    address.keep("pin", "")
    return replace(lab, plain={**lab.plain, "pin": ""})


@part
def stage_view(lab: Lab, trace: Trace) -> None:
    """Show the linked stage, which reruns alone; draw plainly what is too large for it."""
    if not fits(trace):
        st.caption(_("Too large to link cell by cell: point at the charts for their numbers."))
        grid_views(trace)
        return
    seen = stage(
        trace,
        key="stage",
        pin=lab.pin or None,
        view=lab.stage_view(),
        editable=True,
    )
    _adopt(lab, seen)
    if seen.edit is not None:
        _adopt_edit(seen.edit)
        st.rerun()
    if bool(seen.view.get("present")) != lab.plain["present"]:
        st.rerun()  # the page around the stage comes or goes


def _adopt(lab: Lab, seen: StageState) -> None:
    """Keep what was chosen on the stage, in the session and in the address."""
    chosen = {name: seen.view.get(name, FIELDS[name].default) for name in STAGE_FIELDS}
    chosen["pin"] = seen.pin or ""
    if all(address.kept(name) == value for name, value in chosen.items()):
        return
    for name, value in chosen.items():
        address.keep(name, value)
    publish(replace(lab, plain={**lab.plain, **chosen}))


def _adopt_edit(edit: Edit) -> None:
    """Let numbers typed on a pane be the input or the kernel of the next run."""
    preset, numbers = {"input": ("input", "values"), "kernel": ("kernel", "kernel_values")}[
        edit.pane
    ]
    address.change(preset, "custom")
    address.change(numbers, numbers_text(edit.values))
    if edit.pane == "input":
        address.change("dims", edit.values.ndim)
