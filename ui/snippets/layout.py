"""Setting code in type: literals, calls and whole programs, broken where a line gets too long.

Everything here takes values and names of our own; numbers become text by `repr` alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

WIDTH = 88
INDENT = 4


@dataclass(frozen=True)
class Group:
    """An opening, items, and a closing: a call, a list, or a comprehension (no separator).

    Numbers that do not fit in one line are filled into several; other items take a line each.
    """

    opening: str
    items: tuple[Node, ...]
    closing: str
    separator: str = ","
    trailing: bool = True
    fill: bool = False

    def __str__(self) -> str:
        """Return the group on one line."""
        return f"{self.opening}{self.together}{self.closing}"

    @property
    def together(self) -> str:
        """The items on one line."""
        return f"{self.separator} ".join(map(str, self.items))


Node = str | Group


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


def numbers(array: Any, *, single: bool) -> Node:
    """Return an array as a nested list of its numbers.

    Parameters
    ----------
    array : ndarray
    single : bool
        Whether the numbers will be 32-bit floats, which take fewer digits to tell apart.
    """
    if array.ndim == 0:
        return str(np.float32(array)) if single else repr(float(array))
    entries = tuple(numbers(entry, single=single) for entry in array)
    return Group("[", entries, "]", fill=array.ndim == 1)


def indices(entries: Any) -> Group:
    """Return whole numbers as a list."""
    return Group("[", tuple(repr(int(entry)) for entry in entries), "]", fill=True)


# ------------------------------------------------------------------ lines


def statement(target: str, opening: str, items: Sequence[Node], closing: str = ")") -> str:
    """Return ``target = opening items closing``, over several lines if it needs them."""
    return "\n".join(lines(f"{target} = ", Group(opening, tuple(items), closing)))


def lines(before: str, node: Node, after: str = "", indent: int = 0) -> list[str]:
    """Return the lines of ``before node after``: one if it fits, else the node broken open."""
    margin = " " * indent
    line = f"{margin}{before}{node}{after}"
    if len(line) <= WIDTH or isinstance(node, str):
        return [line]
    return [
        f"{margin}{before}{node.opening}",
        *_body(node, indent + INDENT),
        f"{margin}{node.closing}{after}",
    ]


def _body(group: Group, indent: int) -> list[str]:
    """Return the items on one line if they fit, else one a line, or numbers filled."""
    margin = " " * indent
    is_list = group.opening == "["
    if not is_list and len(margin + group.together) <= WIDTH:
        return [margin + group.together]
    if group.fill:
        return textwrap.wrap(margin + group.together, WIDTH, subsequent_indent=margin)
    last = group.separator if group.trailing and (is_list or len(group.items) > 1) else ""
    commas = [*[group.separator] * (len(group.items) - 1), last]
    ends = zip(group.items, commas, strict=True)
    return [line for item, comma in ends for line in lines("", item, comma, indent)]


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
