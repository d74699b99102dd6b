"""The parameters of a transposed convolution as a row of choices that allow nothing illegal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.labels import PARAMETER_WORDS, parameter_label
from ui.lesson_controls import begin, keep, whole
from ui.widget_state import hold
from ui.words import _
from upsample_core.checks import Axes
from upsample_core.methods import METHODS, Method, legal_method, legal_values

_METHOD = "transposed_convolution"
_MOST = 6
_LARGEST = 24


def geometry_controls(
    key: str, shape: Axes, start: Mapping[str, Any], offered: Sequence[str]
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
    """
    state = st.session_state
    parameters = {parameter.name: parameter for parameter in METHODS[_METHOD].parameters}
    for name in offered:
        begin(f"{key}_{name}", whole(0, _LARGEST), start[name], parameter_label(parameters[name]))
    given = {name: state.get(f"{key}_{name}", value) for name, value in start.items()}
    chosen, _corrections = legal_method(_METHOD, shape, given)
    with st.container(horizontal=True, gap="medium"):
        for name in offered:
            legal = list(legal_values(chosen, name))[:_MOST]
            hold(f"{key}_{name}", chosen[name][0])
            st.segmented_control(
                parameter_label(parameters[name]),
                legal,
                key=f"{key}_{name}",
                help=_(PARAMETER_WORDS[name].help),
                required=True,
                wrap=True,
            )
            keep(f"{key}_{name}", chosen[name][0], start[name])
    return chosen
