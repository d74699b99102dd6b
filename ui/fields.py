"""The fields of a page's state: each has a name, a reader, a speller and a default.

Pure: nothing here knows Streamlit. An address spells a value as the programming interface does,
whatever the language: `true`, `2`, `0.5`, `2,3` for a pair, `1,2;3,4` for rows of numbers; a pair
of equal numbers is one number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_DIGITS = 9
"""Longest whole number that is read; every range in the app is far shorter."""

MAX_TEXT = 2000
"""Longest text that is read from an address."""

NOTHING = "none"
"""What a list without entries is spelled as."""


class UnreadableError(ValueError):
    """A text that spells no value of a field."""


@dataclass(frozen=True, eq=False)
class Field:
    """One named value of a page's state.

    Attributes
    ----------
    name : str
        In the address; the widget that holds the value has it as its key.
    default : object
        What holds where neither an address nor a person says anything.
    read : callable (str) -> value
        Reads a text of an address; raises `UnreadableError`.
    """

    name: str
    default: Any
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Note:
    """Something that could not be used, for a sentence that says so.

    Attributes
    ----------
    name : str
        Of the field.
    given, used : str
        What was given and what stands in its place, as an address spells them.
    template : str
        A message with `{placeholders}` that says why, where more can be said.
    values : mapping
        What belongs in the placeholders.
    """

    name: str
    given: str
    used: str
    template: str = ""
    values: Mapping[str, Any] | None = None


def spell(value: Any) -> str:
    """Spell a value for an address; the readers below read it back."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, np.ndarray):
        return ";".join(",".join(map(_number, row)) for row in np.atleast_2d(value).tolist())
    if isinstance(value, (tuple, list)):
        if not value:
            return NOTHING
        if isinstance(value[0], (tuple, list)):
            return ";".join(",".join(map(_number, row)) for row in value)
        entries = [spell(entry) for entry in value]
        return entries[0] if len(set(entries)) == 1 else ",".join(entries)
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """Spell a number with as many digits as bring it back, up to 15."""
    return f"{value:.15g}"


# ---------------------------------------------------------------- kinds of fields


def choice_field(name: str, options: Iterable[Any], default: Any) -> Field:
    """Return the field of one of several values; what spells an option is that option."""
    return Field(name, default, _among({spell(option): option for option in options}))


def whole_field(name: str, low: int, high: int, default: int | None) -> Field:
    """Return the field of a whole number between two bounds."""

    def read(text: str) -> int:
        value = whole(text)
        if not low <= value <= high:
            raise UnreadableError(text)
        return value

    return Field(name, default, read)


def number_field(name: str, low: float, high: float, default: float) -> Field:
    """Return the field of a number between two bounds."""

    def read(text: str) -> float:
        value = number(text)
        if not low <= value <= high:
            raise UnreadableError(text)
        return value

    return Field(name, default, read)


def switch_field(name: str, default: bool = False) -> Field:
    """Return the field of a switch: `true` or `false`; `1` and `0` will do."""
    return Field(name, default, _among({"true": True, "1": True, "false": False, "0": False}))


def text_field(name: str, default: str = "", most: int = MAX_TEXT) -> Field:
    """Return the field of a text, which is checked where it is used; one too long is refused."""

    def read(text: str) -> str:
        if len(text) > most:
            raise UnreadableError(text)
        return text

    return Field(name, default, read)


def several_field(name: str, options: Iterable[str], default: Iterable[str]) -> Field:
    """Return the field of any number of names, none twice: `a,b`, or `none`."""
    known = set(options)

    def read(text: str) -> list[str]:
        names = [] if text == NOTHING else text.split(",")
        if not known.issuperset(names) or len(set(names)) < len(names):
            raise UnreadableError(text)
        return names

    return Field(name, list(default), read)


def _among(values: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return what reads values by their names."""

    def read(text: str) -> Any:
        try:
            return values[text]
        except KeyError:
            raise UnreadableError(text) from None

    return read


def values_field(name: str, default: Any) -> Field:
    """Return the field of a value, or of one for each axis, of any type: `2`, `2,3`, `floor`.

    What is legal is checked where all of the state is known.
    """

    def read(text: str) -> Any:
        entries = tuple(scalar(entry) for entry in text.split(","))
        return entries if len(entries) > 1 else entries[0]

    return Field(name, default, read)


# ---------------------------------------------------------------- readers


def whole(text: str) -> int:
    """Read a whole number of a few plain digits."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS):
        raise UnreadableError(text)
    return int(text)


def number(text: str) -> float:
    """Read a finite number."""
    try:
        value = float(text) if text.isascii() and len(text) <= 40 else math.nan
    except ValueError:
        raise UnreadableError(text) from None
    if not math.isfinite(value):
        raise UnreadableError(text)
    return value


def scalar(text: str) -> Any:
    """Read one value of any type: true, 2, 0.5, or a name; what is none of these stays text."""
    if text in ("true", "false"):
        return text == "true"
    for kind in (whole, number):
        try:
            return kind(text)
        except UnreadableError:
            continue
    return text
