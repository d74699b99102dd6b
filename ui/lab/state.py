"""The state of the lab: its fields, and what they make together.

Pure: nothing here knows Streamlit. `settle_lab` takes values by the names of the fields, as widgets
hold them or as an address was read, and never fails: what cannot be used is replaced and noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.fields import (
    Field,
    Note,
    UnreadableError,
    choice_field,
    spell,
    switch_field,
    text_field,
    values_field,
    whole,
    whole_field,
)
from ui.labels import INPUTS, PICTURES
from ui.numbers import dimensions
from ui.words import N_
from upsample_core import (
    METHODS,
    Axes,
    Method,
    grid_pattern,
    legal_method,
    parse_numbers,
    preset_kernel,
)
from upsample_core.inputs import NumbersError
from upsample_core.methods import MAX_KERNEL_SIZE

MAX_SIDE = 12
MAX_LENGTH = 24
VIEWS = ("picture", "spectrum", "code", "download")
LIBRARIES = ("numpy", "torch", "keras", "onnx")
MAX_STEP = 10**6
SIZE_BOUND = N_("{name} must be from 1 to {most} along an axis, got {given}; {used} is used.")


def _read_size(text: str) -> Axes:
    """Read "4" or "5x7"; how large it may be depends on how many axes there are."""
    return tuple(whole(side) for side in text.replace("×", "x").split("x"))


_OWN = {p.name: p for definition in METHODS.values() for p in definition.parameters}
_GIVEN = (
    choice_field("method", METHODS, "transposed_convolution"),
    choice_field("dims", (1, 2), 2),
    Field("size", (4,), _read_size),
    choice_field("input", INPUTS, "pi"),
    text_field("values"),
    *(
        text_field(name) if parameter.pasted else values_field(name, parameter.default)
        for name, parameter in _OWN.items()
    ),
    choice_field("picture", PICTURES, "cat"),
    choice_field("view", VIEWS, "picture"),
    choice_field("library", LIBRARIES, "numpy"),
    text_field("pin", most=40),
)
_SHOWN = (
    choice_field("order", ("gather", "stamp", "matrix"), "gather"),
    whole_field("step", 0, MAX_STEP, None),
    choice_field("form", ("numbers", "symbols"), "numbers"),
    switch_field("flip", True),
    choice_field("matrix", ("whole", "first", "second"), "whole"),
    switch_field("present", False),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in (*_GIVEN, *_SHOWN)}
"""All that an address of the lab may say, by name."""

STAGE_FIELDS = tuple(field.name for field in _SHOWN)
"""How the stage shows a run: a slide needs it, the numbers do not."""

_PLAIN = ("picture", "view", "library", "pin", *STAGE_FIELDS)


@dataclass(frozen=True, eq=False)
class Lab:
    """Everything the lab shows is a function of this.

    Attributes
    ----------
    method : Method
    input : str
        The name of the pattern, or ``custom``.
    values : str
        The numbers of a custom input, as they were typed.
    grid : ndarray, shape (L,) or (H, W)
        The small input.
    plain : mapping
        The other fields by name: `picture`, `view`, `library`, `pin` and those of the stage.
    """

    method: Method
    input: str
    values: str
    grid: NDArray[np.float64]
    plain: Mapping[str, Any]

    @property
    def shape(self) -> Axes:
        """The shape of the small input."""
        return self.method.input_shape

    @property
    def picture(self) -> str:
        """The name of the picture below the stage."""
        return str(self.plain["picture"])

    @property
    def view(self) -> str:
        """What is shown below the stage."""
        return str(self.plain["view"])

    @property
    def pin(self) -> str:
        """The pinned cell, such as ``output:3,5``; empty where none is."""
        return str(self.plain["pin"])

    def stage_view(self) -> dict[str, Any]:
        """Return how the stage shows the run, where that is not as it begins."""
        return {
            name: self.plain[name]
            for name in STAGE_FIELDS
            if self.plain[name] != FIELDS[name].default
        }


def read_address(address: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what an address says, by field, and the texts in it that spell no value."""
    values: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    for name in FIELDS.keys() & address.keys():
        try:
            values[name] = FIELDS[name].read(address[name])
        except UnreadableError:
            unreadable[name] = address[name]
    return values, unreadable


def settle_lab(
    given: Mapping[str, Any],
    unreadable: Mapping[str, str] | None = None,
    last_good: Mapping[str, str] | None = None,
    near: bool = True,
) -> tuple[Lab, list[Note]]:
    """Return the state nearest to what is given, and a note for everything that was replaced.

    Parameters
    ----------
    given : mapping
        Values by the names of `FIELDS`; what is left out takes its default.
    unreadable : mapping of str, optional
        Texts of an address that spell no value.
    last_good : mapping of str, optional
        Pasted numbers (``values``, ``kernel_values``) to fall back on.
    near : bool
        Whether a number outside its range becomes the nearest legal one, as a person who turned
        another knob expects, or the default, as an address promises.
    """
    good = last_good or {}
    notes: list[Note] = []
    shape = _shape(given, notes)
    pattern = _plain(given, "input")
    values = ""
    if pattern == "custom":
        values, grid = _pasted_grid(str(given.get("values", "")), good, shape, notes)
        shape = grid.shape
    else:
        grid = grid_pattern(pattern, shape)
    method = _method(_plain(given, "method"), shape, given, good, near, notes)
    plain = {name: _plain(given, name) for name in _PLAIN}
    lab = Lab(method, pattern, values, grid, plain)
    return lab, _unread(unreadable or {}, lab) + notes


def to_address(lab: Lab) -> dict[str, str]:
    """Return the address that opens this state: the input, the method and all its parameters."""
    address = {"method": lab.method.name, **_size_in_address(lab.shape), "input": lab.input}
    if lab.input == "custom":
        address["values"] = lab.values
    address |= {name: spell(value) for name, value in lab.method.values}
    for name, value in lab.plain.items():
        if value != FIELDS[name].default:
            address[name] = spell(value)
    return address


def opens_alike(address: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether an address already opens the state that `wanted` spells in full."""
    lab, notes = settle_lab(*read_address(address), near=False)
    return not notes and to_address(lab) == wanted


def numbers_text(rows: Any) -> str:
    """Spell an array as `parse_numbers` reads it: rows separated by semicolons."""
    return spell(np.atleast_2d(rows))


def _plain(given: Mapping[str, Any], name: str) -> Any:
    """Return the value of a field that no other limits."""
    return given.get(name, FIELDS[name].default)


def _unread(unreadable: Mapping[str, str], lab: Lab) -> list[Note]:
    """Note the texts that spell no value, where the state has such a field at all."""
    used = {"method": lab.method.name, "input": lab.input, "size": _sides(lab.shape)}
    used |= {"dims": str(len(lab.shape)), "values": lab.values}
    used |= {name: spell(value) for name, value in (*lab.plain.items(), *lab.method.values)}
    return [
        _size_note(text, lab.shape) if name == "size" else Note(name, text[:40], used[name])
        for name, text in unreadable.items()
        if name in used
    ]


# ---------------------------------------------------------------- the small input


def _shape(given: Mapping[str, Any], notes: list[Note]) -> Axes:
    """Return the shape that `size` and `dims` say."""
    dims = _plain(given, "dims")
    default: Axes = (4, 4) if dims == 2 else (8,)
    size: Axes = given.get("size", default)
    if len(size) not in (1, dims):
        notes.append(Note("size", _sides(size)[:40], _sides(default)))
        return default
    if not all(1 <= side <= _longest(dims) for side in size):
        notes.append(_size_note(_sides(size), default))
        return default
    return size * dims if len(size) == 1 else size


def _longest(dims: int) -> int:
    """Return how many cells an axis of the small input may have."""
    return MAX_SIDE if dims == 2 else MAX_LENGTH


def _size_note(given: str, used: Axes) -> Note:
    values = {"most": _longest(len(used)), "given": given[:40], "used": _sides(used)}
    return Note("size", given[:40], _sides(used), SIZE_BOUND, values)


def _sides(shape: Axes) -> str:
    return "x".join(map(str, shape))


def _size_in_address(shape: Axes) -> dict[str, str]:
    if len(shape) == 1:
        return {"dims": "1", "size": str(shape[0])}
    square = shape[0] == shape[1]
    return {"size": str(shape[0]) if square else _sides(shape)}


def _pasted_grid(
    text: str, last_good: Mapping[str, str], shape: Axes, notes: list[Note]
) -> tuple[str, NDArray[np.float64]]:
    """Return the pasted input, or the last good one, or the default pattern."""
    fallback = last_good.get("values") or numbers_text(grid_pattern("pi", shape))
    text = text if text.strip() else fallback
    try:
        return text, _grid(text, len(shape))
    except NumbersError as reason:
        notes.append(_refused("values", text, fallback, reason))
        return fallback, _grid(fallback, len(shape))


def _grid(text: str, dims: int) -> NDArray[np.float64]:
    grid = parse_numbers(text, "values")
    if dims == 1 or grid.shape[0] == 1:
        grid = grid.ravel()
    if max(grid.shape) > _longest(grid.ndim):
        raise _too_long("values", _longest(grid.ndim), grid.shape)
    return grid


# ---------------------------------------------------------------- the method


def _method(
    name: str,
    shape: Axes,
    given: Mapping[str, Any],
    last_good: Mapping[str, str],
    near: bool,
    notes: list[Note],
) -> Method:
    definition = METHODS[name]
    own = {p.name: given[p.name] for p in definition.parameters if p.name in given}
    own.pop("kernel_values", None)
    method, corrections = legal_method(name, shape, own, near)
    if "kernel_values" in method.chosen:
        kernel = _pasted_kernel(method, str(given.get("kernel_values", "")), last_good, notes)
        # The pasted numbers decide how large the kernel is.
        own |= {"kernel_size": kernel.shape, "kernel_values": np.atleast_2d(kernel)}
        method, corrections = legal_method(name, shape, own, near)
    for one in corrections:
        notes.append(Note(one.name, _told(one.given), spell(one.used)))
    return method


def _told(value: Any) -> str:
    """Spell what was given; of a pair that an axis too few makes illegal, both numbers."""
    if isinstance(value, tuple):
        return ",".join(map(spell, value))[:40]
    return spell(value)[:40]


def _pasted_kernel(
    method: Method, text: str, last_good: Mapping[str, str], notes: list[Note]
) -> NDArray[np.float64]:
    """Return the pasted kernel, or the last good one, or one to begin with."""
    for good in (last_good.get("kernel_values", ""), _start_kernel(method)):
        try:
            fallback = _kernel(good, method.axes)
            break
        except NumbersError:  # there was none, or it has an axis more than the input has now
            continue
    if not text.strip():
        return fallback
    try:
        return _kernel(text, method.axes)
    except NumbersError as reason:
        notes.append(_refused("kernel_values", text, numbers_text(fallback), reason))
        return fallback


def _start_kernel(method: Method) -> str:
    return numbers_text(preset_kernel("bilinear", method["kernel_size"]))


def _kernel(text: str, axes: int) -> NDArray[np.float64]:
    kernel = parse_numbers(text, "kernel_values")
    if axes == 1:
        if len(kernel) > 1:
            raise NumbersError(
                N_("{name} must be one row where the input has one axis, got {given} rows"),
                name="kernel_values",
                given=len(kernel),
            )
        kernel = kernel[0]
    if max(kernel.shape) > MAX_KERNEL_SIZE:
        raise _too_long("kernel_values", MAX_KERNEL_SIZE, kernel.shape)
    return kernel


def _refused(name: str, text: str, used: str, reason: NumbersError) -> Note:
    return Note(name, text[:40], used, reason.template, reason.values)


def _too_long(name: str, most: int, shape: Axes) -> NumbersError:
    given = dimensions(shape)
    return NumbersError(
        N_("{name} must have at most {most} numbers along an axis, got {given}"),
        name=name,
        most=most,
        given=given,
    )
