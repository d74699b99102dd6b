"""Choosing a method's parameters: strictly, or from whatever an address or a person gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from upsample_core.checks import (
    Axes,
    ParameterError,
    instance_of,
    number_array,
    one_of,
    shown,
    whole_number,
)
from upsample_core.inputs.parsing import bounded_numbers, parse_numbers
from upsample_core.methods.definition import (
    Chosen,
    Definition,
    Method,
    Numbers,
    Parameter,
    Scalar,
    Value,
)


@dataclass(frozen=True)
class Replacement:
    """A value that could not be used: what was given and what stands in its place."""

    name: str
    given: Any
    used: Value


def exact_method(definition: Definition, input_shape: Axes, given: Chosen) -> Method:
    """Return the method with the given parameters; what is left out takes its default.

    Parameters
    ----------
    definition : Definition
    input_shape : tuple of int
        (L,) or (H, W).
    given : mapping
        Values by parameter name. A single value serves all axes.

    Raises
    ------
    ParameterError
        If a name is unknown or does not apply, or a value is illegal beside the others.
    """
    chosen: dict[str, Value] = {}
    for parameter in definition.parameters:
        slot = _Slot(definition, parameter, input_shape, chosen)
        if slot.applies():
            name = parameter.name
            chosen[name] = slot.checked(given[name]) if name in given else slot.default()
    unknown = [name for name in given if name not in chosen]
    if unknown:
        raise ParameterError(
            f"{definition.name} has no parameter {shown(unknown[0])} here; "
            f"it has {', '.join(chosen) or 'none'}"
        )
    return Method(definition, input_shape, tuple(chosen.items()))


def closest_method(
    definition: Definition, input_shape: Axes, given: Chosen, near: bool
) -> tuple[Method, tuple[Replacement, ...]]:
    """Return the legal method closest to what is given, and what had to be replaced.

    Names that do not apply are passed over. Never raises for what `given` holds.

    Parameters
    ----------
    definition, input_shape, given
        As of `exact_method`.
    near : bool
        Whether numbers outside their range move to the nearest legal one; otherwise, and for
        anything but numbers, the default takes their place.
    """
    chosen: dict[str, Value] = {}
    replaced = []
    for parameter in definition.parameters:
        slot = _Slot(definition, parameter, input_shape, chosen)
        if not slot.applies():
            continue
        if parameter.name not in given:
            chosen[parameter.name] = slot.default()
            continue
        asked = given[parameter.name]
        try:
            chosen[parameter.name] = slot.checked(asked)
        except ParameterError:
            used = slot.nearest(asked) if near else slot.default()
            chosen[parameter.name] = used
            replaced.append(Replacement(parameter.name, asked, used))
    return Method(definition, input_shape, tuple(chosen.items())), tuple(replaced)


def legal_values(method: Method, name: str, axis: int | None = None) -> Sequence[Scalar]:
    """Return what a parameter of `method` may be beside the parameters before it.

    Parameters
    ----------
    method : Method
    name : str
        One of the method's parameters. Of pasted numbers there is no list.
    axis : int, optional
        One axis alone; where left out, what is legal along all axes at once.

    Raises
    ------
    ParameterError
        If the method has no such parameter or axis.
    """
    definition = instance_of("method", method, Method).definition
    parameters = {parameter.name: parameter for parameter in definition.parameters}
    parameter = parameters[one_of("name", name, parameters)]
    if axis is not None:
        whole_number("axis", axis, 0, method.axes - 1)
    return _Slot(definition, parameter, method.input_shape, method.chosen).legal(axis)


def for_picture(method: Method, height: int, width: int) -> Method:
    """Return the same method for a picture of `height` x `width` pixels.

    A method chosen in one dimension serves both axes; its pasted kernel becomes the outer product
    with itself.

    Raises
    ------
    ParameterError
        If the picture is too small for the parameters.
    """
    given = instance_of("method", method, Method).chosen
    if method.axes == 1 and "kernel_values" in given:
        (row,) = given["kernel_values"]
        given["kernel_size"] = given["kernel_size"] * 2
        given["kernel_values"] = np.outer(row, row)
    shape = (whole_number("height", height), whole_number("width", width))
    return exact_method(method.definition, shape, given)


@dataclass(frozen=True)
class _Slot:
    """One parameter in its place: beside the parameters chosen before it."""

    definition: Definition
    parameter: Parameter
    input_shape: Axes
    chosen: Chosen

    def applies(self) -> bool:
        return self.parameter.applies(self.chosen)

    def legal(self, axis: int | None = None) -> Sequence[Scalar]:
        axes = range(len(self.input_shape)) if axis is None else (axis,)
        first, *others = (
            self.parameter.legal(self.input_shape[a], self.definition.along(self.chosen, a))
            for a in axes
        )
        if all(other == first for other in others):
            return first
        return tuple(value for value in first if all(value in other for other in others))

    def default(self) -> Value:
        if self.parameter.pasted:
            return _ones(self.chosen["kernel_size"])
        return self.nearest(self.parameter.default)

    def checked(self, value: Any) -> Value:
        if self.parameter.pasted:
            return _pasted(self.parameter.name, self.chosen["kernel_size"], value)
        if not self.parameter.per_axis:
            return self._one(_shared(value), None)
        entries = self._entries(value)
        return tuple(self._one(entry, axis) for axis, entry in enumerate(entries))

    def nearest(self, value: Any) -> Value:
        """Return the legal value nearest to one that may be anything at all."""
        if self.parameter.pasted:
            return self.default()
        fallback = self.parameter.default
        if not self.parameter.per_axis:
            return _closest(self.legal(), _shared(value), fallback)
        try:
            entries = self._entries(value)
        except ParameterError:
            entries = self._entries(fallback)
        return tuple(
            _closest(self.legal(axis), entry, fallback) for axis, entry in enumerate(entries)
        )

    def _entries(self, value: Any) -> tuple[Any, ...]:
        axes = len(self.input_shape)
        if isinstance(value, np.ndarray) and value.size <= axes:
            value = value.tolist()
        entries = tuple(value) if isinstance(value, (tuple, list)) else (value,)
        if len(entries) not in (1, axes):
            raise ParameterError(
                f"{self.parameter.name} must be one value or {axes}, got {shown(value)}"
            )
        return entries * axes if len(entries) == 1 else entries

    def _one(self, value: Any, axis: int | None) -> Scalar:
        allowed = self.legal(axis)
        plain = _plain(value)
        if plain is not None and plain in allowed:
            match = allowed[allowed.index(plain)]
            if isinstance(match, bool) == isinstance(plain, bool):
                return match
        raise ParameterError(
            f"{self.parameter.name} must be {_listed(allowed)}, got {shown(value)}"
        )


def _shared(value: Any) -> Any:
    """Return the one value of a pair of equal ones, which serves a parameter of all axes."""
    is_pair = isinstance(value, (tuple, list)) and len(value) == 2
    numbers = [_plain(entry) for entry in value] if is_pair else []
    return numbers[0] if is_pair and _is_number(numbers[0]) and len(set(numbers)) == 1 else value


def _plain(value: Any) -> Scalar | None:
    """Return a Python or NumPy scalar, or an array of one, as Python's own; None for all else."""
    if isinstance(value, (np.generic, np.ndarray)) and value.ndim == 0:
        value = value.item()
    return value if isinstance(value, (str, bool, int, float)) else None


def _closest(allowed: Sequence[Scalar], wanted: Any, fallback: Scalar) -> Scalar:
    """Return the allowed value closest to `wanted`; where it is no number, to `fallback`."""
    plain = _plain(wanted)
    if plain is not None and plain in allowed:
        return allowed[allowed.index(plain)]
    number: Any = plain if _is_number(plain) else fallback
    if not _is_number(number) or isinstance(allowed[0], (str, bool)):
        return fallback if fallback in allowed else allowed[0]
    # A number within the range is no larger than floats can hold.
    within = float(min(max(number, min(allowed)), max(allowed)))
    return min(allowed, key=lambda value: abs(float(value) - within))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value


def _ones(kernel_size: Axes) -> Numbers:
    rows = kernel_size[0] if len(kernel_size) == 2 else 1
    return ((1.0,) * kernel_size[-1],) * rows


def _pasted(name: str, kernel_size: Axes, value: Any) -> Numbers:
    """Check pasted numbers against the kernel size and freeze them as rows of floats."""
    numbers = parse_numbers(value, name) if isinstance(value, str) else value
    rows = np.atleast_2d(bounded_numbers(name, number_array(name, numbers, (0, 1, 2))))
    wanted = kernel_size if len(kernel_size) == 2 else (1, *kernel_size)
    if rows.shape != wanted:
        size = " x ".join(str(k) for k in kernel_size)
        raise ParameterError(
            f"{name} must be {size} numbers, as kernel_size says, "
            f"got {' x '.join(str(n) for n in rows.shape)}"
        )
    return tuple(tuple(float(entry) for entry in row) for row in rows)


def _listed(allowed: Sequence[Scalar]) -> str:
    if len(allowed) > 12:
        return f"from {allowed[0]} to {allowed[-1]}"
    return "one of " + ", ".join(str(value) for value in allowed)
