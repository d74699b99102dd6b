"""Links that open the lab in a state."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.fields import spell
from ui.lab.state import read_address, settle_lab, to_address
from ui.words import _
from upsample_core import ParameterError


def lab_link(method: str, label: str = "", /, **state: Any) -> None:
    """Draw a link that opens the lab in exactly this state.

    Parameters
    ----------
    method : str
    label : str, optional
        Already translated; "Open this in the lab" where left out.
    **state : object
        As for `lab_address`.
    """
    st.page_link(
        "pages/lab.py",
        label=label or _("Open this in the lab"),
        icon=":material/science:",
        query_params=lab_address(method, **state),
    )


def lab_address(method: str, **state: Any) -> dict[str, str]:
    """Return the address of a state of the lab, spelled in full.

    Parameters
    ----------
    method : str
    **state : object
        By the names of the address: `size` ("4", "5x7"), `dims`, `input`, `values`, `pin`, and
        the method's own parameters. Numbers, pairs, and an array for `values` and
        `kernel_values`, are spelled out.

    Raises
    ------
    ParameterError
        If the lab would not open in this state.
    """
    given = {name: spell(value) for name, value in {"method": method, **state}.items()}
    lab, notes = settle_lab(*read_address(given), near=False)
    if notes:
        raise ParameterError(f"the lab cannot open with {notes[0].name} = {notes[0].given}")
    return to_address(lab)
