"""The state of the lab: what the person has chosen, from their widgets or from an address.

Pure: nothing here knows Streamlit. `settle_lab` takes values as the widgets hold them or as an
address spells them, and never fails: what cannot be used is replaced and noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.labels import INPUTS, PICTURES
from upsample_core.checks import Axes
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.parsing import NumbersError, parse_numbers
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.methods import METHODS, Method, legal_method
from upsample_core.methods.ranges import MAX_KERNEL_SIZE

MAX_SIDE = 12
MAX_LENGTH = 24
VIEWS = ("picture", "spectrum", "code", "download")
DEFAULTS = {
    "method": "transposed_convolution",
    "dims": 2,
    "size": "4",
    "input": "pi",
    "values": "",
    "picture": "cat",
    "view": "picture",
    "pin": "",
}


@dataclass(frozen=True)
class Note:
    """Something that could not be used: the parameter, what was given, what stands instead."""

    name: str
    given: str
    used: str
    reason: NumbersError | None = None


@dataclass(frozen=True, eq=False)
class Lab:
    """Everything the lab shows is a function of this."""

    method: Method
    input: str
    values: str
    grid: NDArray[np.float64]
    picture: str
    view: str
    pin: str

    @property
    def shape(self) -> Axes:
        """The shape of the small input."""
        return self.method.input_shape


def settle_lab(
    given: Mapping[str, Any], last_good: Mapping[str, str], near: bool = True
) -> tuple[Lab, list[Note]]:
    """Return the state nearest to what is given, and a note for everything that was replaced.

    Parameters
    ----------
    given : mapping
        Values by address name, as text or as widgets hold them; what is left out takes its
        default, and names that mean nothing are passed over.
    last_good : mapping
        Pasted numbers (``values``, ``kernel_values``) to fall back on.
    near : bool
        Whether a number outside its range becomes the nearest legal one, as a person who turned
        another knob expects, or the default, as an address promises.
    """
    notes: list[Note] = []
    name = _pick("method", given, METHODS, notes)
    pattern = _pick("input", given, INPUTS, notes)
    shape = _shape(given, notes)
    values = ""
    if pattern == "custom":
        values, grid = _pasted_grid(given, last_good, shape, notes)
        shape = grid.shape
    else:
        grid = grid_pattern(pattern, shape)
    method = _method(name, shape, given, last_good, near, notes)
    picture = _pick("picture", given, PICTURES, notes)
    view = _pick("view", given, VIEWS, notes)
    pin = str(given.get("pin", ""))[:40]
    return Lab(method, pattern, values, grid, picture, view, pin), notes


def to_address(lab: Lab) -> dict[str, str]:
    """Return the address that opens this state: the input, the method and all its parameters."""
    address = {"method": lab.method.name, **_size_in_address(lab.shape), "input": lab.input}
    if lab.input == "custom":
        address["values"] = lab.values
    address |= {name: _spelled(value) for name, value in lab.method.values}
    for name in ("picture", "view", "pin"):
        if (value := getattr(lab, name)) != DEFAULTS[name]:
            address[name] = value
    return address


def numbers_text(rows: NDArray[np.float64]) -> str:
    """Spell an array as `parse_numbers` reads it: rows separated by semicolons."""
    return ";".join(",".join(f"{entry:.15g}" for entry in row) for row in np.atleast_2d(rows))


def _pick(name: str, given: Mapping[str, Any], allowed: Any, notes: list[Note]) -> str:
    value = given.get(name, DEFAULTS[name])
    if isinstance(value, str) and value in allowed:
        return value
    notes.append(Note(name, str(value)[:40], str(DEFAULTS[name])))
    return str(DEFAULTS[name])


def _shape(given: Mapping[str, Any], notes: list[Note]) -> Axes:
    """Read `size` ("4", "5x7") and `dims` (1 or 2)."""
    size = str(given.get("size", DEFAULTS["size"]))
    dims = str(given.get("dims", DEFAULTS["dims"]))
    if dims not in ("1", "2"):
        notes.append(Note("dims", dims[:40], "2"))
        dims = "2"
    default: Axes = (4, 4) if dims == "2" else (8,)
    sides = size.replace("×", "x").split("x")
    limit = MAX_SIDE if dims == "2" else MAX_LENGTH
    if len(sides) in (1, int(dims)) and all(
        side.isascii() and side.isdigit() and len(side) < 4 and 1 <= int(side) <= limit
        for side in sides
    ):
        entries = tuple(int(side) for side in sides)
        return entries * int(dims) if len(entries) == 1 else entries
    notes.append(Note("size", size[:40], "x".join(map(str, default))))
    return default


def _size_in_address(shape: Axes) -> dict[str, str]:
    if len(shape) == 1:
        return {"dims": "1", "size": str(shape[0])}
    square = shape[0] == shape[1]
    return {"size": str(shape[0]) if square else f"{shape[0]}x{shape[1]}"}


def _pasted_grid(
    given: Mapping[str, Any], last_good: Mapping[str, str], shape: Axes, notes: list[Note]
) -> tuple[str, NDArray[np.float64]]:
    """Return the pasted input, or the last good one, or the default pattern."""
    text = str(given.get("values", ""))
    fallback = last_good.get("values") or numbers_text(grid_pattern(str(DEFAULTS["input"]), shape))
    text = text if text.strip() else fallback
    try:
        return text, _grid(text, len(shape))
    except NumbersError as reason:
        notes.append(Note("values", text[:40], fallback, reason))
        return fallback, _grid(fallback, len(shape))


def _grid(text: str, dims: int) -> NDArray[np.float64]:
    grid = parse_numbers(text, "values")
    if dims == 1 or (grid.ndim == 2 and grid.shape[0] == 1):
        grid = grid.ravel()
    limit = MAX_SIDE if grid.ndim == 2 else MAX_LENGTH
    if max(grid.shape) > limit:
        raise _too_long("values", limit, grid.shape)
    return grid


def _method(
    name: str,
    shape: Axes,
    given: Mapping[str, Any],
    last_good: Mapping[str, str],
    near: bool,
    notes: list[Note],
) -> Method:
    parameters = METHODS[name].parameters
    own = {p.name: _read(given[p.name]) for p in parameters if p.name in given}
    own.pop("kernel_values", None)
    method, replaced = legal_method(name, shape, own, near)
    for one in replaced:
        notes.append(Note(one.name, _spelled(one.given)[:40], _spelled(one.used)))
    if "kernel_values" not in method.chosen:
        return method
    kernel = _pasted_kernel(method, str(given.get("kernel_values", "")), last_good, notes)
    # The pasted numbers decide how large the kernel is.
    own |= {"kernel_size": kernel.shape, "kernel_values": np.atleast_2d(kernel)}
    return legal_method(name, shape, own)[0]


def _pasted_kernel(
    method: Method, text: str, last_good: Mapping[str, str], notes: list[Note]
) -> NDArray[np.float64]:
    """Return the pasted kernel, or the last good one, or one to begin with."""
    start = preset_kernel("bilinear", method["kernel_size"])
    fallback = last_good.get("kernel_values") or numbers_text(start)
    if not text.strip():
        return _kernel(fallback, method.axes)
    try:
        return _kernel(text, method.axes)
    except NumbersError as reason:
        notes.append(Note("kernel_values", text[:40], fallback, reason))
        return _kernel(fallback, method.axes)


def _kernel(text: str, axes: int) -> NDArray[np.float64]:
    kernel = parse_numbers(text, "kernel_values")
    kernel = kernel.ravel() if axes == 1 else np.atleast_2d(kernel)
    if max(kernel.shape) > MAX_KERNEL_SIZE:
        raise _too_long("kernel_values", MAX_KERNEL_SIZE, kernel.shape)
    return kernel


def _too_long(name: str, most: int, shape: Axes) -> NumbersError:
    given = " × ".join(map(str, shape))
    return NumbersError(
        "{name} must have at most {most} numbers along an axis, got {given}",
        name=name,
        most=most,
        given=given,
    )


def _read(value: Any) -> Any:
    """Read a value that an address spells as text; widgets' own values pass as they are."""
    if not isinstance(value, str):
        return value
    entries = tuple(_scalar(entry) for entry in value.split(","))
    return entries if len(entries) > 1 else entries[0]


def _scalar(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _spelled(value: Any) -> str:
    """Spell a value for an address: true, 2, 0.5, "2,3", "1,2;3,4"."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        if value and isinstance(value[0], tuple):
            return numbers_text(np.array(value))
        spelled = [_spelled(entry) for entry in value]
        return spelled[0] if len(set(spelled)) == 1 else ",".join(spelled)
    return f"{value:g}" if isinstance(value, float) else str(value)
