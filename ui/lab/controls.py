"""The lab's controls: method, input and the method's own parameters.

The widgets of a run are drawn from a settled state, so their ranges allow nothing illegal: what
another choice forbids stands there greyed, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from ui import address
from ui.lab.reading import APART
from ui.lab.state import MAX_LENGTH, MAX_SIDE, Lab, numbers_text
from ui.labels import INPUTS, METHOD_WORDS, PARAMETER_WORDS, parameter_label, value_label
from ui.widgets import number, segmented, select, switch, text
from ui.words import N_, _
from upsample_core import Method, legal_values
from upsample_core.methods import MAX_KERNEL_SIZE, Parameter

_KERNEL_VALUES = PARAMETER_WORDS["kernel_values"].name
_SIZES = ("4", "6", "8", "other", "1d")
_MOST_TEXT = 2000

MORE = ("dilation", "output_padding", "ceil_mode", "count_include_pad", "antialias")
"""Parameters that few change: they stand apart, open where one is not at its default."""

OFFERED = {"padding": range(5), "output_padding": range(4)}
"""Values that are shown even where another choice forbids them."""

FORBIDDEN = {
    ("output_padding", "learned"): N_("OP is less than the larger of S and D."),
    ("padding", "learned"): N_("More padding would crop all of the output."),
    ("padding", "unpooling"): N_("P is at most half of K."),
    ("padding", "downsampling"): N_("P is limited by K and by the size of the input."),
}


def rail(lab: Lab) -> None:
    """Draw all controls, those that matter most first."""
    method_control(lab)
    input_controls(lab)
    rest = [p for p in _drawn(lab.method) if p.name not in MORE]
    for parameter in rest:
        _parameter(lab.method, parameter)
    pasted_controls(lab)
    more = [p for p in _drawn(lab.method) if p.name in MORE]
    apart_offered = lab.method.axes == 2 and any(p.per_axis for p in _drawn(lab.method))
    if more or apart_offered:
        with st.expander(_("More"), expanded=_apart(lab) or _is_unusual(lab.method, more)):
            for parameter in more:
                _parameter(lab.method, parameter)
            if apart_offered:
                about = _("Height and width each their own.")
                switch(APART, _("Axes apart"), _apart(lab), help=about)


def method_control(lab: Lab) -> None:
    """Draw the choice of method."""
    select(
        "method",
        _("Method"),
        list(METHOD_WORDS),
        lab.method.name,
        format_func=lambda name: _(METHOD_WORDS[name].title),
    )


def input_controls(lab: Lab) -> None:
    """Draw the choice of the small input: its size and its values."""
    labels = {"4": "4 × 4", "6": "6 × 6", "8": "8 × 8", "other": _("H × W"), "1d": _("1-D")}
    if lab.input != "custom":
        choice = _size_choice(lab)
        segmented("size_choice", _("Input"), _SIZES, choice, format_func=labels.__getitem__)
        with st.container(horizontal=True):
            if choice == "1d":
                number("length", _("Length"), 1, MAX_LENGTH, lab.shape[0])
            if choice == "other":
                number("height", _("Height"), 1, MAX_SIDE, lab.shape[0])
                number("width", _("Width"), 1, MAX_SIDE, lab.shape[1])
    select("input", _("Values"), list(INPUTS), lab.input, format_func=lambda n: _(INPUTS[n]))


def pasted_controls(lab: Lab) -> None:
    """Draw the fields for numbers of one's own, where they are asked for."""
    if lab.input == "custom":
        _pasted("values", _("Input values"), lab.values)
        switch("values_1d", _("1-D"), len(lab.shape) == 1)
    if "kernel_values" in lab.method.chosen:
        settled = numbers_text(lab.method["kernel_values"])
        _pasted("kernel_values", _(_KERNEL_VALUES), settled)


def _pasted(name: str, label: str, settled: str) -> None:
    """Draw a field for numbers; what the person typed stays, even where it is wrong."""
    typed = address.held(name) or ""
    shown = typed if typed.strip() else settled.replace(";", "\n")
    how = PARAMETER_WORDS["kernel_values"].help
    text(name, label, shown, help=_(how), height=90, max_chars=_MOST_TEXT)


# ---------------------------------------------------------------- parameters


def _drawn(method: Method) -> list[Parameter]:
    """Return the parameters that mean something here and have a control of their own."""
    return [p for p in method.definition.parameters if p.name in method.chosen and not p.pasted]


def _is_unusual(method: Method, parameters: Sequence[Parameter]) -> bool:
    """Whether one of some parameters is not at its default."""
    return any(
        set(np.atleast_1d(method[parameter.name]).tolist()) != {parameter.default}
        for parameter in parameters
    )


def _parameter(method: Method, parameter: Parameter) -> None:
    """Draw a parameter, once or for each axis."""
    name, chosen = parameter.name, method[parameter.name]
    if parameter.per_axis and method.axes == 2 and _is_apart(method):
        for axis, key in enumerate((name, f"{name}_w")):
            _control(method, parameter, legal_values(method, name, axis), key, chosen[axis], axis)
    else:
        value = chosen[0] if isinstance(chosen, tuple) else chosen
        _control(method, parameter, legal_values(method, name), name, value)


def _control(
    method: Method,
    parameter: Parameter,
    legal: Sequence[Any],
    key: str,
    value: Any,
    axis: int | None = None,
) -> None:
    label, about = parameter_label(parameter, axis), _(PARAMETER_WORDS[parameter.name].help)
    if isinstance(parameter.default, bool):
        switch(key, label, value, help=about)
    elif isinstance(legal, range) and len(legal) > 12:
        number(key, label, legal[0], legal[-1], value, help=about)
    elif isinstance(parameter.default, str):  # words do not fit side by side
        select(key, label, list(legal), value, format_func=value_label, help=about)
    else:
        offered = sorted({*legal, *OFFERED.get(parameter.name, ())}) if axis is None else legal
        changed = _recut_kernel if parameter.name == "kernel_size" else None
        segmented(
            key, label, offered, value, format_func=value_label, help=about, on_change=changed
        )
        _grey(method, parameter, key, [value not in legal for value in offered])


def _grey(method: Method, parameter: Parameter, key: str, forbidden: Sequence[bool]) -> None:
    """Grey what another choice forbids, and say why."""
    if not any(forbidden):
        return
    places = (
        f".st-key-{key} [role=radiogroup] > :nth-child({place})"
        for place, grey in enumerate(forbidden, start=1)
        if grey
    )
    st.html(f"<style>{', '.join(places)} {{ opacity: 0.35; pointer-events: none; }}</style>")
    reason = FORBIDDEN.get((parameter.name, method.definition.family))
    if reason is not None:
        st.caption(_(reason))


# ---------------------------------------------------------------- what widgets are set to


def _apart(lab: Lab) -> bool:
    return lab.method.axes == 2 and _is_apart(lab.method)


def _is_apart(method: Method) -> bool:
    """Whether each axis has its own controls: as the person chose, and where values differ."""
    differ = any(
        isinstance(value, tuple) and name != "kernel_values" and len(set(value)) > 1
        for name, value in method.values
    )
    return differ or bool(address.held(APART))


def _size_choice(lab: Lab) -> str:
    if len(lab.shape) == 1:
        return "1d"
    side = str(lab.shape[0])
    square = lab.shape[0] == lab.shape[1] and side in _SIZES
    kept_open = address.held("size_choice") == "other"
    return side if square and not kept_open else "other"


def _recut_kernel() -> None:
    """After a change of the kernel size, cut or pad the pasted kernel to it."""
    state, old_text = st.session_state, address.kept("kernel_values")
    if state.get("kernel") != "custom" or not old_text:
        return
    old = np.array([[float(entry) for entry in row.split(",")] for row in old_text.split(";")])
    flat = len(address.kept("size") or ()) == 1
    height = 1 if flat else state["kernel_size"]
    width = state.get("kernel_size_w", state["kernel_size"])
    new = np.zeros((min(height, MAX_KERNEL_SIZE), min(width, MAX_KERNEL_SIZE)))
    rows, columns = min(old.shape[0], new.shape[0]), min(old.shape[1], new.shape[1])
    new[:rows, :columns] = old[:rows, :columns]
    address.change("kernel_values", numbers_text(new))
