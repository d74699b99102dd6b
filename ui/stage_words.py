"""The words of the stage, in the session's language; `{…}` is filled in as cells are pointed at."""

from __future__ import annotations

from typing import Any

from ui.words import N_, _, plural_forms

REGIONS = {"flat": N_("flat"), "edge": N_("edge"), "texture": N_("texture")}
"""What may be around a pixel, in the order of `Region`."""

_PHRASES = {
    "hint": N_("Point at a cell: everything that it is made of lights up."),
    "keys": N_("Click pins · arrows walk · Esc lets go"),
    "pinned": N_("{cell} pinned"),
    "unpin": N_("{cell} is pinned: let go"),
    "noFlip": N_("no flip"),
    "tables": N_("Tables"),
    "results": N_("Which result is shown"),
    "padding": N_("padding"),
    "flattened": N_("{name} {symbol}, flattened"),
    "place": N_("row {row}, column {column}"),
    "position": N_("position {column}"),
    "channel": N_("channel {channel}"),
    "datum": N_("datum"),
    "zero": N_("inserted zero"),
    "border": N_("border"),
    "exposed": N_("output padding"),
    "cropped": N_("cropped"),
    "hole": N_("hole"),
    "empty": N_("still empty"),
    **REGIONS,
    "mark": N_("largest of its window"),
    "differs": N_("differs from the truth"),
    "pending": N_("not begun"),
    "none": N_("no input reaches this cell"),
    "unlinked": N_("not stored:"),
    "unstored": N_("nothing stored"),
    "soFar": N_("so far"),
    "unfold": N_("Show all {count} terms"),
    "fold": N_("Show fewer terms"),
    "withoutFlip": N_("Without the flip"),
    "present": N_("Present"),
    "row": N_("Row"),
    "column": N_("Column"),
    "weight": N_("Weight"),
    "rowOf": N_("row {row} = {cell} · {stored}"),
    "columnOf": N_("column {column} = {cell} · {stored}"),
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
    "term": N_("term {step} of {total} · {cell}"),
    "rulers": N_("Sampling points"),
    "rulersNote": N_("1 place the outputs on the input"),
}

_CHOICES = {
    "orderNames": {
        "gather": N_("Gather: visit the outputs, one sum after the other"),
        "stamp": N_("Stamp: visit the inputs, each puts down its weighted kernel"),
        "matrix": N_("Matrix: the matrix times the flattened input"),
    },
    "orders": {"gather": N_("Gather"), "stamp": N_("Stamp"), "matrix": N_("Matrix")},
    "forms": {"numbers": N_("Numbers"), "symbols": N_("Symbols")},
}


_NAMES = {
    "input": N_("input"),
    "stage": N_("stage"),
    "output": N_("output"),
    "overlap": N_("overlap"),
    "mistaken": N_("without the flip"),
}
_STAGE_NAMES = {
    "virtual_input": N_("virtual input"),
    "channel_maps": N_("channel maps"),
    "resized": N_("resized"),
    "pooled": N_("pooled"),
    "blurred": N_("blurred"),
    "padded": N_("padded input"),
    "first_pass": N_("after the first pass"),
    "doubled": N_("doubled once"),
    "regions": N_("class map"),
}

# What happens in which pane, one after the other, by the method and its stage.
_WAYS = {
    "virtual_input": {
        "stage": N_("1 spread out, zeros between"),
        "kernel": N_("2 slide, rotated by 180°"),
        "output": N_("3 sums"),
        "canvas": N_("stamps, added up"),
    },
    "channel_maps": {
        "kernel": N_("1 slide each filter"),
        "stage": N_("2 one map for each filter"),
        "output": N_("3 interleave the maps"),
    },
    "resized": {
        "stage": N_("1 resize"),
        "kernel": N_("2 slide the kernel"),
        "output": N_("3 sums"),
    },
    "pooled": {
        "stage": N_("1 the largest of each window"),
        "output": N_("2 put back where it was"),
    },
    "blurred": {"stage": N_("1 blur"), "output": N_("2 keep every S-th")},
    "padded": {
        "stage": N_("1 pad"),
        "kernel": N_("2 slide the kernel"),
        "output": N_("3 sums"),
    },
    "first_pass": {
        "stage": N_("1 new pixels between four"),
        "output": N_("2 new pixels between two"),
    },
    "doubled": {"stage": N_("1 double"), "output": N_("2 double again")},
    "regions": {
        "stage": N_("1 class the pixels"),
        "output": N_("2 each class its interpolator"),
    },
    "interpolation": {
        "output": N_("2 weigh the neighbours"),
    },
    "strided_convolution": {"kernel": N_("1 slide the kernel"), "output": N_("2 sums")},
    "average_pool": {"output": N_("the mean of each window")},
    "max_pool": {"output": N_("the largest of each window")},
    "decimate": {"output": N_("keep every S-th")},
    "average_unpool": {"output": N_("copy each value into its block")},
    "bed_of_nails": {"output": N_("spread out, zeros between")},
}
_PADDED = {
    "average_pool": N_("2 the mean of each window"),
    "max_pool": N_("2 the largest of each window"),
}


def ways(method: str, stage: str) -> dict[str, str]:
    """Return what happens in which pane, numbered in order, by the names of method and stage."""
    told = _WAYS.get(stage) or _WAYS.get(method) or _WAYS["interpolation"]
    if stage == "padded" and method in _PADDED:
        told = {"stage": told["stage"], "output": _PADDED[method]}
    told = {"overlap": N_("inputs that reach each output"), **told}
    return {pane: _(words) for pane, words in told.items()}


def stage_words(stage: str | bool = False) -> dict[str, Any]:
    """Return every phrase of the stage by its key, translated.

    Parameters
    ----------
    stage : str, optional
        The name of the grid between input and output.
    """
    words: dict[str, Any] = {key: _(phrase) for key, phrase in _PHRASES.items()}
    for key, options in _CHOICES.items():
        words[key] = {option: _(label) for option, label in options.items()}
    words["uses"] = plural_forms("used {count} time", "used {count} times")
    words["allTerms"] = plural_forms("the only term", "all {count} terms")
    words["noTerm"] = plural_forms("0 of {count} term", "0 of {count} terms")
    words["names"] = {name: _(label) for name, label in _NAMES.items()}
    if isinstance(stage, str):
        words["names"]["stage"] = _(_STAGE_NAMES[stage])
    return words
