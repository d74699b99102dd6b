"""The lab's controls: method, input and the method's own parameters.

The widgets of a run are drawn from a settled state, so their ranges allow nothing illegal; what
the person last chose for parameters that are not on screen is kept for when they come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from ui import address
from ui.frame import visit
from ui.lab.state import (
    MAX_LENGTH,
    MAX_SIDE,
    Lab,
    Note,
    numbers_text,
    settle_lab,
    to_address,
)
from ui.labels import INPUTS, METHOD_WORDS, PARAMETER_WORDS, parameter_label, value_label
from ui.widget_state import hold
from ui.words import _
from upsample_core.methods import METHODS as DEFINITIONS
from upsample_core.methods import Method, Parameter, legal_values
from upsample_core.methods.ranges import MAX_KERNEL_SIZE

_KEPT = "_lab_kept"
_LAST_GOOD = "_lab_last_good"
_HELD = "_lab_held"
_PER_AXIS = {p.name for d in DEFINITIONS.values() for p in d.parameters if p.per_axis}
_SIZES = ("4", "6", "8", "other", "1d")


def read_lab() -> tuple[Lab, list[Note]]:
    """Return this run's state, from the address where it is news, else from the widgets."""
    kept = st.session_state.setdefault(_KEPT, {})
    last_good = st.session_state.setdefault(_LAST_GOOD, {})
    found = None if _turned() else address.arrived()
    given = found if found else _from_widgets(kept)
    lab, notes = settle_lab(given, last_good, near=not found)
    _remember(lab, kept, last_good)
    wanted = to_address(lab)
    if found is not None and not notes and settles_alike(found, wanted):
        address.accept()
    else:
        address.publish(wanted)
    _seed_widgets(lab)
    return lab, notes


def settles_alike(found: dict[str, str], wanted: dict[str, str]) -> bool:
    """Whether an address already opens the state that `wanted` spells in full."""
    return to_address(settle_lab(found, {})[0]) == wanted


def method_control(lab: Lab) -> None:
    """Draw the choice of method."""
    st.selectbox(
        _("Method"),
        list(METHOD_WORDS),
        key="method",
        format_func=lambda name: _(METHOD_WORDS[name].title),
        width=240,
    )


def input_controls(lab: Lab) -> None:
    """Draw the choice of the small input: its size and its values."""
    labels = {"4": "4 × 4", "6": "6 × 6", "8": "8 × 8", "other": _("H × W"), "1d": _("1-D")}
    if lab.input != "custom":
        st.segmented_control(
            _("Input"),
            _SIZES,
            key="size_choice",
            format_func=labels.__getitem__,
            required=True,
            wrap=True,
        )
        if st.session_state["size_choice"] == "1d":
            st.number_input(_("Length"), 1, MAX_LENGTH, key="length", width=110)
        if st.session_state["size_choice"] == "other":
            st.number_input(_("Height"), 1, MAX_SIDE, key="height", width=110)
            st.number_input(_("Width"), 1, MAX_SIDE, key="width", width=110)
    st.selectbox(
        _("Values"), list(INPUTS), key="input", format_func=lambda n: _(INPUTS[n]), width=170
    )


def parameter_controls(lab: Lab) -> None:
    """Draw the parameters of the method, each with what is legal beside the ones before it."""
    method = lab.method
    for parameter in method.definition.parameters:
        if parameter.name not in method.chosen or parameter.pasted:
            continue
        if _apart(method) and parameter.per_axis:
            for axis, key in enumerate((parameter.name, f"{parameter.name}_w")):
                _control(parameter, legal_values(method, parameter.name, axis), key, axis)
        else:
            _control(parameter, legal_values(method, parameter.name), parameter.name)
    if method.axes == 2 and any(p.per_axis for p in method.definition.parameters):
        st.toggle(_("Axes apart"), key="apart", help=_("Height and width each their own."))


def pasted_controls(lab: Lab) -> None:
    """Draw the fields for numbers of one's own, where they are asked for."""
    label, how = PARAMETER_WORDS["kernel_values"]
    if lab.input == "custom":
        st.text_area(
            _("Input values"),
            key="values",
            help=_(how),
            height=110,
            max_chars=2000,
        )
        st.toggle(_("1-D"), key="values_1d")
    if "kernel_values" in lab.method.chosen:
        st.text_area(
            _(label),
            key="kernel_values",
            help=_(how),
            height=110,
            max_chars=2000,
        )


def _control(parameter: Parameter, legal: Sequence[Any], key: str, axis: int | None = None) -> None:
    label = parameter_label(parameter, axis)
    about = _(PARAMETER_WORDS[parameter.name].help)
    changed = _recut_kernel if parameter.name == "kernel_size" else None
    if isinstance(parameter.default, bool):
        st.toggle(label, key=key, help=about)
    elif isinstance(legal, range) and len(legal) > 12:
        st.number_input(label, legal[0], legal[-1], key=key, help=about, width=110)
    elif isinstance(parameter.default, str) and len(legal) > 3:
        st.selectbox(label, legal, key=key, format_func=value_label, help=about, width=190)
    else:
        st.segmented_control(
            label,
            legal,
            key=key,
            format_func=value_label,
            help=about,
            required=True,
            wrap=True,
            on_change=changed,
        )


def _apart(method: Method) -> bool:
    return method.axes == 2 and bool(st.session_state.get("apart"))


def _from_widgets(kept: dict[str, Any]) -> dict[str, Any]:
    """Gather what the widgets hold, over what was kept of those not on screen."""
    state = st.session_state
    given = dict(kept)
    given |= {name: state[name] for name in ("method", "input", "picture", "view") if name in state}
    given |= {name: state[name] for name in ("values", "kernel_values") if name in state}
    given["pin"] = state.get("pin", "")
    if "size_choice" in state:
        given |= _size_from_widgets()
    if "values_1d" in state and given.get("input") == "custom":
        given["dims"] = 1 if state["values_1d"] else 2
    apart = state.get("apart") and str(given.get("dims", 2)) == "2"
    for name in PARAMETER_WORDS.keys() - {"kernel_values"}:
        if name in state:
            own = apart and name in _PER_AXIS
            given[name] = (state[name], state.get(f"{name}_w", state[name])) if own else state[name]
    return given


def _size_from_widgets() -> dict[str, Any]:
    state = st.session_state
    choice = state["size_choice"]
    if choice == "1d":
        return {"dims": 1, "size": state.get("length", 8)}
    if choice == "other":
        return {"dims": 2, "size": f"{state.get('height', 4)}x{state.get('width', 6)}"}
    return {"dims": 2, "size": choice}


def _remember(lab: Lab, kept: dict[str, Any], last_good: dict[str, str]) -> None:
    """Keep what was chosen, also of parameters that the next method may not have."""
    kept |= dict(lab.method.values)
    kept |= to_address(lab) | {"dims": len(lab.shape), "picture": lab.picture, "view": lab.view}
    if lab.input == "custom":
        last_good["values"] = lab.values
    if "kernel_values" in lab.method.chosen:
        last_good["kernel_values"] = numbers_text(np.array(lab.method["kernel_values"]))


def _turned() -> bool:
    """Whether the person has changed a widget since the last run of this visit.

    Then an address that differs is no news: on a slow connection it lags behind the widgets. Who
    comes from another page comes by an address, and what widgets held before does not count.
    """
    state = st.session_state
    of_visit, held = state.get(_HELD, (0, {}))
    return of_visit == visit() and any(
        name in state and state[name] != value for name, value in held.items()
    )


def _seed_widgets(lab: Lab) -> None:
    """Set every widget to the settled state before it is drawn."""
    wanted = _wanted(lab)
    for name, value in wanted.items():
        hold(name, value)
    _seed_texts(lab)
    state = st.session_state
    texts = {name: state[name] for name in ("values", "kernel_values") if name in state}
    held = {name: value for name, value in wanted.items() if name != "pin"} | texts
    state[_HELD] = (visit(), held)


def _wanted(lab: Lab) -> dict[str, Any]:
    """Return what each widget is to hold, by its key."""
    state, shape = st.session_state, lab.shape
    wanted = {"method": lab.method.name, "size_choice": _size_choice(lab)}
    wanted |= {name: getattr(lab, name) for name in ("input", "picture", "view", "pin")}
    wanted["values_1d"] = len(shape) == 1
    wanted["length"] = shape[0] if len(shape) == 1 else state.get("length", 8)
    wanted["height"], wanted["width"] = shape if len(shape) == 2 else (4, 6)
    wanted["apart"] = state.get("apart", False)
    for name, value in lab.method.values:
        if name == "kernel_values":
            continue
        if isinstance(value, tuple):
            wanted[name], wanted[f"{name}_w"] = value[0], value[-1]
            wanted["apart"] = wanted["apart"] or value[0] != value[-1]
        else:
            wanted[name] = value
    return wanted


def _size_choice(lab: Lab) -> str:
    if len(lab.shape) == 1:
        return "1d"
    side = str(lab.shape[0])
    square = lab.shape[0] == lab.shape[1] and side in _SIZES
    kept_open = st.session_state.get("size_choice") == "other"
    return side if square and not kept_open else "other"


def _seed_texts(lab: Lab) -> None:
    """Fill the fields for pasted numbers; what the person typed stays, even where it is wrong."""
    state, last_good = st.session_state, st.session_state[_LAST_GOOD]
    if lab.input == "custom" and not state.get("values", "").strip():
        state["values"] = last_good["values"].replace(";", "\n")
    if "kernel_values" in lab.method.chosen and not state.get("kernel_values", "").strip():
        state["kernel_values"] = last_good["kernel_values"].replace(";", "\n")


def _recut_kernel() -> None:
    """After a change of the kernel size, cut or pad the pasted kernel to it."""
    state = st.session_state
    text = state[_LAST_GOOD].get("kernel_values")
    if state.get("kernel") != "custom" or not text:
        return
    old = np.array([[float(entry) for entry in row.split(",")] for row in text.split(";")])
    height = 1 if state.get("size_choice") == "1d" else state["kernel_size"]
    width = state["kernel_size_w"] if state.get("apart") else state["kernel_size"]
    new = np.zeros((min(height, MAX_KERNEL_SIZE), min(width, MAX_KERNEL_SIZE)))
    rows, columns = min(old.shape[0], new.shape[0]), min(old.shape[1], new.shape[1])
    new[:rows, :columns] = old[:rows, :columns]
    state["kernel_values"] = numbers_text(new).replace(";", "\n")
