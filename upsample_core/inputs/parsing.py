"""Numbers as people paste them, read and never evaluated."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Array, Axes, ParameterError, per_axis

Floats = NDArray[np.float64]

MAX_PASTED = (64, 64)
"""Largest number of rows and of columns that are read."""

MAX_NUMBER = 1e6
"""Largest size of a number that a person may give: it can be read on screen, and every sum of
products of such numbers is finite."""

# Every digit can be matched in one way only: a long wrong entry fails in one pass.
_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_ENTRY = re.compile(rf"({_DECIMAL})(?:/({_DECIMAL}))?", re.ASCII)
_BETWEEN_ROWS = re.compile(r"[;\r\n]")
_BETWEEN_ENTRIES = re.compile(r"\s*,\s*|\s+")

# Chinese keyboards type the full-width forms of ASCII and 、 for a comma; papers have a true minus.
_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("、"): ",",
    ord("\u2212"): "-",
}


class NumbersError(ParameterError):
    """Text that is not read as numbers.

    Attributes
    ----------
    template : str
        The message with `{placeholders}`, so that an interface can say it in another language.
    values : dict
        What belongs in the placeholders.
    """

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


def parse_numbers(text: str, name: str = "numbers", max_shape: Axes = MAX_PASTED) -> Floats:
    """Read a matrix from text.

    Rows end with a new line or a semicolon, entries with a comma, blanks or a tab. An entry is a
    decimal such as ``-1.5``, ``.25`` or ``2e-3``, or a fraction of two such as ``1/16``. Blank
    rows, and one comma at the end of a row, are passed over. Full-width punctuation and digits
    will do.

    Parameters
    ----------
    text : str
    name : str
        What is read, for the message.
    max_shape : (rows, columns)
        The most that is read.

    Returns
    -------
    ndarray of float64, shape (rows, columns)

    Raises
    ------
    NumbersError
        A `ParameterError`: if there are no numbers, too many, rows of different lengths, or an
        entry that is no finite number or lies beyond `MAX_NUMBER`. Rows and entries are counted
        from one in the message.
    ParameterError
        If `text` or `name` is no text, or `max_shape` no pair of whole numbers.

    Examples
    --------
    >>> parse_numbers("1, 2.5; 1/4 -3e1")
    array([[  1.  ,   2.5 ],
           [  0.25, -30.  ]])
    """
    if not isinstance(name, str):
        raise ParameterError(f"name must be text, got {type(name).__name__}")
    if not isinstance(text, str):
        raise ParameterError(f"{name} must be text, got {type(text).__name__}")
    most_rows, most_entries = per_axis("max_shape", max_shape, 2)
    rows = _rows(text, name, most_rows)
    matrix: list[list[float]] = []
    for number, row in enumerate(rows, start=1):
        entries = _entries(row)
        width = len(matrix[0]) if matrix else len(entries)
        _check_width(len(entries), width, most_entries, name=name, row=number)
        places = enumerate(entries, start=1)
        matrix.append([_number(e, name=name, row=number, entry=place) for place, e in places])
    return np.array(matrix)


def bounded_numbers(name: str, numbers: Array) -> Array:
    """Return numbers as they are given, from -`MAX_NUMBER` to `MAX_NUMBER`.

    Raises
    ------
    ParameterError
        If one lies beyond, or is NaN.
    """
    beyond = numbers[~(np.abs(numbers) <= MAX_NUMBER)]
    if beyond.size:
        raise ParameterError(
            f"{name} must hold numbers from -{MAX_NUMBER:,.0f} to {MAX_NUMBER:,.0f}, "
            f"got {beyond[0]:g}"
        )
    return numbers


def _rows(text: str, name: str, most: int) -> list[str]:
    """Split the text into rows that are not blank."""
    lines = _BETWEEN_ROWS.split(text.translate(_PLAIN))
    rows = [stripped for line in lines if (stripped := line.strip())]
    if not rows:
        raise NumbersError("{name} must hold at least one number, got none", name=name)
    if len(rows) > most:
        raise NumbersError(
            "{name} must have at most {most} rows, got {given}",
            name=name,
            most=most,
            given=len(rows),
        )
    return rows


def _check_width(given: int, first: int, most: int, **place: str | int) -> None:
    """Refuse a row that is too long, or not as long as the first; `place` says which."""
    if given > most:
        raise NumbersError(
            "{name} must have at most {most} numbers in a row, got {given} in row {row}",
            most=most,
            given=given,
            **place,
        )
    if given != first:
        raise NumbersError(
            "{name} must have as many numbers in every row: "
            "row 1 has {first}, row {row} has {given}",
            first=first,
            given=given,
            **place,
        )


def _entries(row: str) -> list[str]:
    entries = _BETWEEN_ENTRIES.split(row)
    return entries if entries[-1] else entries[:-1]


def _number(text: str, **place: str | int) -> float:
    """Read one entry; `place` holds the name, row and entry for the message."""
    match = _ENTRY.fullmatch(text)
    if match is None and not text:
        raise NumbersError(
            "{name}, row {row}, entry {entry} must be a finite number "
            "such as -1.5, 2e-3 or 1/16, but it is empty",
            **place,
        )
    if match is None:
        raise NumbersError(
            "{name}, row {row}, entry {entry} must be a finite number "
            "such as -1.5, 2e-3 or 1/16, got {given}",
            given=_quoted(text),
            **place,
        )
    above, below = float(match[1]), float(match[2] or 1)
    if below == 0:
        raise NumbersError(
            "{name}, row {row}, entry {entry} must not divide by zero, got {given}",
            given=_quoted(text),
            **place,
        )
    value = above / below
    if not (math.isfinite(below) and abs(value) <= MAX_NUMBER):
        raise NumbersError(
            "{name}, row {row}, entry {entry} must be from -{most} to {most}, got {given}",
            most=f"{MAX_NUMBER:,.0f}",
            given=_quoted(text),
            **place,
        )
    return value


def _quoted(entry: Any) -> str:
    return repr(entry if len(entry) <= 40 else entry[:37] + "...")
