"""The lab's state in this run: read from the address or from the widgets, settled, written back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ui import address
from ui.fields import Note
from ui.lab.state import FIELDS, Lab, numbers_text, opens_alike, settle_lab, to_address
from upsample_core import METHODS

APART = "apart"
"""The key of the switch that gives each axis its own value."""

_PER_AXIS = {p.name for d in METHODS.values() for p in d.parameters if p.per_axis}


def read_lab() -> tuple[Lab, list[Note]]:
    """Return the state that this run shows, and what had to be replaced."""
    given, unreadable = address.given(FIELDS)
    if not address.is_news():
        given |= _from_widgets(given)
    last_good = {name: address.kept(name) for name in ("values", "kernel_values")}
    good = {name: text for name, text in last_good.items() if text}
    lab, notes = settle_lab(given, unreadable, good, near=not address.is_news())
    _remember(lab)
    if address.is_news():
        notes = [replace(note, given=_as_given(note)) for note in notes]
    return lab, address.refusal("lab", notes) or []


def publish(lab: Lab) -> None:
    """Make the address open this state; one that does already is let be."""
    wanted = to_address(lab)
    if not (address.is_news() and opens_alike(address.current(), wanted)):
        address.write(wanted)


def _as_given(note: Note) -> str:
    text = address.text(note.name)
    return note.given if text is None else text[:40]


def _from_widgets(given: dict[str, Any]) -> dict[str, Any]:
    """Return what those widgets say whose fields they do not hold one for one."""
    more: dict[str, Any] = _size_from_widgets()
    if address.held("values_1d") is not None and given.get("input") == "custom":
        more |= (
            {"dims": 1, "size": (8,)} if address.held("values_1d") else {"dims": 2, "size": (4,)}
        )
    if address.held(APART) and more.get("dims", given.get("dims")) == 2:
        for name in _PER_AXIS & given.keys():
            width = address.held(f"{name}_w")
            if width is not None:
                more[name] = (given[name], width)
    return more


def _size_from_widgets() -> dict[str, Any]:
    choice = address.held("size_choice")
    if choice == "1d":
        return {"dims": 1, "size": (_or(address.held("length"), 8),)}
    if choice == "other":
        return {"dims": 2, "size": (_or(address.held("height"), 4), _or(address.held("width"), 6))}
    return {} if choice is None else {"dims": 2, "size": (int(choice),)}


def _or(value: Any, default: int) -> int:
    return default if value is None else int(value)


def _remember(lab: Lab) -> None:
    """Keep what was settled, also of parameters that the next method may not have."""
    settled: dict[str, Any] = {"method": lab.method.name, "input": lab.input, **lab.plain}
    settled |= {"dims": len(lab.shape), "size": lab.shape}
    settled |= {name: value for name, value in lab.method.values if name != "kernel_values"}
    if lab.input == "custom":
        settled["values"] = lab.values
    if "kernel_values" in lab.method.chosen:
        settled["kernel_values"] = numbers_text(lab.method["kernel_values"])
    for name, value in settled.items():
        address.keep(name, value)
