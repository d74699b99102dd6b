"""Whose word holds: what the person last chose on a stage, or what the page last asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

View = dict[str, Any]
Choice = tuple[str | None, View]

_ALLOWED: Mapping[str, Callable[[Any], bool]] = {
    "order": lambda value: value in ("stamp", "matrix"),
    "step": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "form": lambda value: value == "symbols",
    "flip": lambda value: value is False,
    "matrix": lambda value: value in ("first", "second"),
    "present": lambda value: value is True,
}


def checked_view(view: Mapping[str, Any]) -> View:
    """Return the parts of a view that mean something and differ from the usual."""
    return {
        name: view[name]
        for name, allowed in _ALLOWED.items()
        if name in view and allowed(view[name])
    }


@dataclass(frozen=True)
class Held:
    """What was asked for and reported in the last run, and what holds.

    Attributes
    ----------
    asked, reported, current : (pin, view)
    """

    asked: Choice
    reported: Choice
    current: Choice

    @classmethod
    def first(cls, asked: Choice) -> Held:
        """Return the record before the first run: the page's word holds."""
        return cls(asked, asked, asked)

    def after(self, asked: Choice, reported: Choice) -> Held:
        """Return the record after a run: the person's news goes before the page's."""
        current = self.current
        if asked != self.asked:
            current = asked
        for part in (0, 1):
            if reported[part] != self.reported[part]:
                current = (reported[0], current[1]) if part == 0 else (current[0], reported[1])
        return replace(self, asked=asked, reported=reported, current=current)
