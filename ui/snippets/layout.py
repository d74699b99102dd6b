"""Setting code in type: literals, calls and whole programs, broken where a line gets too long.

Everything here takes values and names of our own; numbers become text by `repr` and `pprint`.
"""

from __future__ import annotations

import pprint
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

WIDTH = 88
INDENT = 4
ROOM = WIDTH - INDENT - 1
"""What is left for a list in a call, with a comma behind it."""


# ------------------------------------------------------------------ values


def value(entries: Any) -> str:
    """Return a parameter as Python text; a tuple of equal entries as one of them."""
    if isinstance(entries, tuple) and all(entry == entries[0] for entry in entries):
        entries = entries[0]
    return shape(entries) if isinstance(entries, tuple) else repr(entries).replace("'", '"')


def shape(entries: Sequence[Any]) -> str:
    """Return sizes as Python text: all of them in parentheses, or the only one alone."""
    if len(entries) == 1:
        return repr(entries[0])
    return f"({', '.join(map(repr, entries))})"


def slices(steps: Sequence[int]) -> str:
    """Return the index that keeps every S-th entry of each axis."""
    return ", ".join(f"::{step}" if step > 1 else ":" for step in steps)


def pairs(before: Sequence[int], after: Sequence[int] | None = None) -> str:
    """Return the cells to pad before and after each axis, as ``np.pad`` takes them."""
    both = list(zip(before, before if after is None else after, strict=True))
    if all(entry == both[0][0] for pair in both for entry in pair):
        return repr(both[0][0])
    return repr(tuple(both)) if len(both) > 1 else repr(both[0])


def options(defaults: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """Return ``name=value`` for what is given and is not the default, in the order given."""
    texts = {name: value(entries) for name, entries in given.items()}
    return [f"{name}={text}" for name, text in texts.items() if text != value(defaults[name])]


def numbers(array: Any, *, single: bool) -> str:
    """Return an array as a nested list of its numbers, a row to a line if they need several.

    Parameters
    ----------
    array : ndarray
    single : bool
        Whether the numbers will be 32-bit floats, which take fewer digits to tell apart.
    """
    # By way of text a number keeps just the digits that tell it from its neighbours.
    kept = array.astype(np.float32 if single else np.float64).astype(str).astype(np.float64)
    longest = max(len(repr(row)) for row in kept.reshape(-1, array.shape[-1]).tolist())
    is_filled = longest > ROOM - array.ndim  # rather than a number to a line
    return pprint.pformat(kept.tolist(), width=ROOM, compact=is_filled)


def indices(entries: Any, room: int = ROOM) -> str:
    """Return whole numbers as a list that is at most `room` wide."""
    return pprint.pformat([int(entry) for entry in entries], width=room, compact=True)


# ------------------------------------------------------------------ lines


def statement(target: str, opening: str, items: Sequence[str], closing: str = ")") -> str:
    """Return ``target = opening items closing``, over several lines if it needs them."""
    return wrapped(f"{target} = {opening}", items, closing)


def wrapped(
    before: str, items: Sequence[str], after: str, *, margin: int = 0, last: str = ","
) -> str:
    """Return ``before items after`` on a line; where that is too long, the items stand below.

    Parameters
    ----------
    before, after : str
    items : sequence of str
        Each may have lines of its own.
    margin : int
        How far all of it is indented.
    last : str
        What follows the last of several items that take a line each.
    """
    together = ", ".join(items)
    text = f"{before}{together}{after}"
    if not _fits(text, margin):
        if not _fits(together, margin + INDENT) and len(items) > 1:
            together = ",\n".join(items) + last
        text = f"{before}\n{textwrap.indent(together, ' ' * INDENT)}\n{after}"
    return textwrap.indent(text, " " * margin)


def _fits(text: str, margin: int) -> bool:
    return "\n" not in text and margin + len(text) <= WIDTH


# ------------------------------------------------------------------ programs


def program(
    imports: Sequence[str],
    functions: Sequence[str],
    inputs: Sequence[str],
    steps: Sequence[str],
    output_shape: tuple[int, ...],
) -> str:
    """Return a whole program: imports, functions, the numbers that go in, and the steps.

    It leaves its result in `y` and ends with a comment that says its shape.
    """
    body = "\n\n".join(["\n".join(inputs), "\n".join([*steps, f"# y.shape == {output_shape!r}"])])
    if not functions:
        return "\n".join([*imports, "", body, ""])
    return "\n\n\n".join(["\n".join(imports), *functions, body]) + "\n"


def are_ones(array: Any) -> bool:
    """Whether an array is better said than listed: more than a few ones."""
    return array.size > 1 and bool(np.all(array == 1))
