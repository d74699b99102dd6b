"""The parameters of a transposed convolution as a row of choices that allow nothing illegal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.fields import Field, whole_field
from ui.labels import PARAMETER_WORDS, parameter_label
from ui.lesson_controls import control, peek
from ui.widgets import segmented
from ui.words import _
from upsample_core import METHODS, Axes, Method, legal_method, legal_values

_METHOD = "transposed_convolution"
_MOST = 6
_LARGEST = 24


def geometry_controls(
    key: str,
    shape: Axes,
    start: Mapping[str, Any],
    offered: Sequence[str],
    more: Sequence[str] = (),
) -> Method:
    """Draw the choice of some parameters and return the method as it was chosen.

    Parameters
    ----------
    key : str
        Begins the keys of the widgets.
    shape : tuple of int
        Of the input, (L,) or (H, W).
    start : mapping
        All parameters as they are at first, by name.
    offered : sequence of str
        The names of those that can be chosen. A value that another choice makes illegal moves to
        the nearest legal one.
    more : sequence of str
        The names of those that few need: they open on demand.
    """
    parameters = {parameter.name: parameter for parameter in METHODS[_METHOD].parameters}
    names = (*offered, *more)
    fields = {name: whole_field(f"{key}_{name}", 0, _LARGEST, start[name]) for name in names}
    labels = {name: parameter_label(parameters[name]) for name in names}
    given = {**start, **{name: peek(fields[name]) for name in names}}
    chosen, _corrections = legal_method(_METHOD, shape, given)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for name in offered:
            _control(fields[name], labels[name], name, chosen)
        if more:
            with st.popover(_("More")):
                for name in more:
                    _control(fields[name], labels[name], name, chosen)
    return chosen


def _control(field: Field, label: str, name: str, chosen: Method) -> None:
    """Draw one parameter, with what is legal beside the others."""
    legal = list(legal_values(chosen, name))[:_MOST]
    about = _(PARAMETER_WORDS[name].help)

    def draw(value: int) -> int:
        return int(segmented(field.name, label, legal, value, help=about))

    control(field, label, draw, legal=lambda value: chosen[name][0])
