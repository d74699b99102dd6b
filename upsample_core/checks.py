"""Checks that every public operation makes before it computes or allocates anything."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

MAX_ELEMENTS = 2**26
"""Largest array (in elements) that an operation may create: 512 MiB of float64."""

Array = NDArray[Any]
Axes = tuple[int, ...]


class ParameterError(ValueError):
    """A parameter outside what the operation allows.

    The message names the parameter, what was given and what is allowed.
    """


def whole_number(name: str, value: Any, minimum: int = 1, maximum: int | None = None) -> int:
    """Return `value` as an int, or raise.

    Parameters
    ----------
    name : str
        The parameter's name, for the message.
    value : int
        A Python or NumPy integer. Booleans and floats, even whole ones, are refused.
    minimum, maximum : int
        The allowed range, both ends included.

    Raises
    ------
    ParameterError
        If `value` is no integer or lies outside the range.
    """
    is_integer = isinstance(value, numbers.Integral) and not isinstance(value, (bool, np.bool_))
    if is_integer and value >= minimum and (maximum is None or value <= maximum):
        return int(value)
    bound = f"at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
    raise ParameterError(f"{name} must be a whole number {bound}, got {_shown(value)}")


def per_axis(name: str, value: Any, axes: int, minimum: int = 1) -> Axes:
    """Return one whole number for each of `axes` axes from an int or a sequence.

    A single number, or a sequence of one, serves all axes.

    Raises
    ------
    ParameterError
        If the sequence has another length, or an entry is no whole number >= `minimum`.
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        return (whole_number(name, value, minimum),) * axes
    if len(value) not in (1, axes):
        allowed = "one whole number" if axes == 1 else f"one whole number or {axes} of them"
        raise ParameterError(f"{name} must be {allowed}, got {_shown(value)}")
    entries = tuple(whole_number(name, entry, minimum) for entry in value)
    return entries * axes if len(entries) == 1 else entries


def grid_shape(name: str, shape: int | Axes, axes: int | None = None) -> Axes:
    """Return `shape` as the sizes of a grid, of `axes` axes if given; an int is one axis.

    Raises
    ------
    ParameterError
        If it has another number of axes, or none, or a size is no positive whole number.
    """
    sizes = shape.tolist() if isinstance(shape, np.ndarray) else shape
    listed = sizes if isinstance(sizes, Sequence) else (sizes,)
    wanted = max(1, len(listed)) if axes is None else axes
    if len(listed) != wanted:
        raise ParameterError(f"{name} must have {wanted} axes, got {_shown(shape)}")
    return tuple(whole_number(name, size) for size in listed)


def number_array(name: str, x: ArrayLike, ndim: int | Iterable[int]) -> Array:
    """Return `x` as a float array with an allowed number of axes and no empty axis.

    float32 and float64 are kept (a view, no copy), integers and booleans become float64.

    Raises
    ------
    ParameterError
        If `x` is not real numbers, is ragged, has the wrong number of axes, or is empty.
    """
    array = _as_array(name, x)
    if array.dtype not in (np.float32, np.float64):
        if array.dtype.kind not in "biuf":
            raise ParameterError(f"{name} must hold real numbers, got {array.dtype}")
        array = array.astype(np.float64)
    allowed = (ndim,) if isinstance(ndim, int) else tuple(ndim)
    if array.ndim not in allowed:
        wanted = " or ".join(str(n) for n in allowed)
        raise ParameterError(f"{name} must have {wanted} axes, got shape {array.shape}")
    if 0 in array.shape:
        raise ParameterError(f"{name} must have no empty axis, got shape {array.shape}")
    return array


def index_array(name: str, x: ArrayLike, ndim: int) -> NDArray[np.intp]:
    """Return `x` as an integer array with `ndim` axes; floats and booleans are refused.

    Raises
    ------
    ParameterError
        If `x` is not integers, or has the wrong number of axes, or is empty.
    """
    array = _as_array(name, x)
    if array.dtype.kind not in "iu":
        raise ParameterError(f"{name} must hold integers, got {array.dtype}")
    if array.ndim != ndim or 0 in array.shape:
        raise ParameterError(f"{name} must have {ndim} axes, none empty, got shape {array.shape}")
    return array.astype(np.intp, copy=False)


def one_of(name: str, value: Any, allowed: Iterable[Any]) -> Any:
    """Return `value` if it is one of `allowed`, or raise `ParameterError`."""
    choices = tuple(allowed)
    if isinstance(value, (str, int, float)) and value in choices:
        return value
    listed = ", ".join(repr(choice) for choice in choices)
    raise ParameterError(f"{name} must be one of {listed}, got {_shown(value)}")


def flag(name: str, value: Any) -> bool:
    """Return `value` as a bool; 0 and 1 will do, or raise `ParameterError`."""
    if isinstance(value, (bool, int, np.bool_, np.integer)) and value in (0, 1):
        return bool(value)
    raise ParameterError(f"{name} must be True or False, got {_shown(value)}")


def check_size(name: str, shape: Iterable[int], limit: int = MAX_ELEMENTS) -> None:
    """Refuse an array of more than `limit` elements before it is allocated.

    Raises
    ------
    ParameterError
        If the product of `shape` is over the bound.
    """
    sizes = tuple(shape)
    if math.prod(sizes) > limit:
        raise ParameterError(f"{name} would have shape {sizes}, over the bound of {limit} elements")


def _as_array(name: str, x: ArrayLike) -> Array:
    try:
        return np.asarray(x)
    except (ValueError, TypeError, OverflowError) as error:
        raise ParameterError(f"{name} must be a rectangular array of numbers") from error


def _shown(value: Any) -> str:
    """Quote a given value, cut short so that a hostile one cannot flood the message."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
