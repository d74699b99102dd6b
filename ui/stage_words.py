"""The words of the stage, in the session's language; `{…}` is filled in as cells are pointed at."""

from __future__ import annotations

from typing import Any

from ui.words import N_, _

_PHRASES = {
    "hint": N_("Point at a cell: everything that it is made of lights up."),
    "keys": N_("Click pins · arrows walk · Esc lets go"),
    "place": N_("row {row}, column {column}"),
    "position": N_("position {column}"),
    "channel": N_("channel {channel}"),
    "datum": N_("datum"),
    "zero": N_("inserted zero"),
    "border": N_("border"),
    "exposed": N_("output padding"),
    "cropped": N_("cropped"),
    "hole": N_("hole"),
    "mark": N_("largest of its window"),
    "differs": N_("differs from the truth"),
    "pending": N_("not begun"),
    "none": N_("no input reaches this cell"),
    "unlinked": N_("not stored:"),
    "unstored": N_("nothing stored"),
    "uses": N_("used {count} times"),
    "soFar": N_("so far"),
    "unfold": N_("Show all {count} terms"),
    "fold": N_("Show fewer terms"),
    "withoutFlip": N_("Without the flip"),
    "present": N_("Present"),
    "table": N_("As a table"),
    "row": N_("Row"),
    "column": N_("Column"),
    "weight": N_("Weight"),
    "rowOf": N_("row {cell} · {count} stored"),
    "columnOf": N_("column {cell} · {count} stored"),
    "entries": N_("{count} stored"),
    "more": N_("and {count} more"),
    "matrix": N_("Matrix"),
    "order": N_("Order"),
    "form": N_("Numbers or symbols"),
    "equation": N_("Equation"),
    "player": N_("Step by step"),
    "play": N_("Play"),
    "pause": N_("Pause"),
    "back": N_("One term back"),
    "forward": N_("One term forward"),
    "backCell": N_("One cell back"),
    "forwardCell": N_("One cell forward"),
    "speed": N_("Speed"),
    "scrub": N_("Terms added"),
    "allTerms": N_("all {total} terms"),
    "noTerm": N_("0 of {total} terms"),
    "term": N_("term {step} of {total} · {cell}"),
    "rulers": N_("Sampling points"),
    "rulersNote": N_("where each output lies on the input"),
}

_CHOICES = {
    "orders": {"gather": N_("Gather"), "stamp": N_("Stamp"), "matrix": N_("Matrix")},
    "forms": {"numbers": N_("Numbers"), "symbols": N_("Symbols")},
}


def stage_words() -> dict[str, Any]:
    """Return every phrase of the stage by its key, translated."""
    words: dict[str, Any] = {key: _(phrase) for key, phrase in _PHRASES.items()}
    for key, options in _CHOICES.items():
        words[key] = {option: _(label) for option, label in options.items()}
    return words
