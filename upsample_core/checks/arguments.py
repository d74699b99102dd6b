"""Checks that every public operation makes before it computes or allocates anything."""

from __future__ import annotations

import math
import numbers
from array import array as typed_array
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks.quoting import shown

MAX_ELEMENTS = 2**26
"""Largest array (in elements) that an operation may read or create: 512 MiB of float64."""

MAX_AXES = 32
"""Most axes of a grid."""

MAX_FOREIGN = 2**20
"""Most elements that are read one by one, of a sequence that is neither list, tuple nor array."""

MAX_WHOLE = 2**63 - 1
"""Largest whole number that a parameter may be; PyTorch's largest too."""

_BUFFERS = (str, bytes, bytearray, memoryview, typed_array)
_NO_NUMBERS = (bool, np.bool_, np.timedelta64)  # though Python and NumPy count them as such

T = TypeVar("T")

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
        The allowed range, both ends included. Nothing over `MAX_WHOLE` is ever allowed.

    Raises
    ------
    ParameterError
        If `value` is no integer or lies outside the range.
    """
    highest = MAX_WHOLE if maximum is None else maximum
    if type(value) is int and minimum <= value <= highest:
        return value  # as nearly always; what follows takes ten times as long
    is_integer = isinstance(value, numbers.Integral) and not isinstance(value, _NO_NUMBERS)
    if is_integer and minimum <= value <= highest:
        return int(value)
    bound = f"at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
    if is_integer and maximum is None and value > highest:
        bound = "below 2**63"
    raise ParameterError(f"{name} must be a whole number {bound}, got {shown(value)}")


def per_axis(name: str, value: Any, axes: int, minimum: int = 1) -> Axes:
    """Return one whole number for each of `axes` axes from an int or a sequence.

    A single number, or a sequence of one, serves all axes.

    Raises
    ------
    ParameterError
        If the sequence has another length, or an entry is no whole number >= `minimum`.
    """
    length = sequence_length(value)
    if length is None:
        return (whole_number(name, _scalar(value), minimum),) * axes
    if length not in (1, axes):
        allowed = "one whole number" if axes == 1 else f"one whole number or {axes} of them"
        raise ParameterError(f"{name} must be {allowed}, got {shown(value)}")
    entries = read_entries(name, value, length)
    numbers = tuple(whole_number(name, entry, minimum) for entry in entries)
    return numbers * axes if length == 1 else numbers


def grid_shape(name: str, shape: int | Axes, axes: int | None = None) -> Axes:
    """Return `shape` as the sizes of a grid, of `axes` axes if given; an int is one axis.

    Raises
    ------
    ParameterError
        If it has another number of axes, or none, or more than NumPy's `MAX_AXES`, or a size is
        no positive whole number.
    """
    length = sequence_length(shape)
    count = 1 if length is None else length
    if axes is not None and count != axes:
        raise ParameterError(f"{name} must have {axes} axes, got {shown(shape)}")
    if not 1 <= count <= MAX_AXES:
        raise ParameterError(f"{name} must have 1 to {MAX_AXES} axes, got {shown(shape)}")
    if length is None:
        return (whole_number(name, _scalar(shape)),)
    return tuple(whole_number(name, size) for size in read_entries(name, shape, count))


def as_array(name: str, x: ArrayLike) -> Array:
    """Return `x` as an array of whatever it holds.

    Raises
    ------
    ParameterError
        If `x` is ragged, cannot be read, or has more than `MAX_ELEMENTS` elements.
    """
    given = x if isinstance(x, np.ndarray) else _in_lists(name, x)
    try:
        result = np.asarray(given)
    except (ValueError, TypeError, OverflowError) as error:
        raise ParameterError(f"{name} must be a rectangular array of numbers") from error
    except Exception as error:  # whatever a foreign array says, such as one that keeps gradients
        reason = str(error)[:200]
        raise ParameterError(f"{name} must be an array that NumPy can read: {reason}") from error
    check_size(name, result.shape)
    return result


def number_array(name: str, x: ArrayLike, ndim: int | Iterable[int]) -> Array:
    """Return `x` as a float array with an allowed number of axes and no empty axis.

    float32 and float64 are kept (a view, no copy), integers and booleans become float64.

    Raises
    ------
    ParameterError
        If `x` is not real numbers, is ragged, has the wrong number of axes, is empty, or has more
        than `MAX_ELEMENTS` elements.
    """
    array = as_array(name, x)
    if array.dtype != np.float64 and array.dtype != np.float32:
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
        If `x` is not integers, or has the wrong number of axes, is empty, or has more than
        `MAX_ELEMENTS` elements.
    """
    array = as_array(name, x)
    if array.dtype.kind not in "iu":
        raise ParameterError(f"{name} must hold integers, got {array.dtype}")
    if array.ndim != ndim or 0 in array.shape:
        raise ParameterError(f"{name} must have {ndim} axes, none empty, got shape {array.shape}")
    if array.dtype == np.uint64 and array.max() > MAX_WHOLE:
        raise ParameterError(f"{name} must be below 2**63, got {array.max()}")
    return array.astype(np.intp, copy=False)


def one_of(name: str, value: Any, allowed: Iterable[Any]) -> Any:
    """Return `value` if it is one of `allowed`, or raise `ParameterError`."""
    choices = tuple(allowed)
    if isinstance(value, (str, int, float)) and value in choices:
        return value
    listed = ", ".join(repr(choice) for choice in choices)
    raise ParameterError(f"{name} must be one of {listed}, got {shown(value)}")


def flag(name: str, value: Any) -> bool:
    """Return `value` as a bool; 0 and 1 will do, or raise `ParameterError`."""
    if isinstance(value, (bool, int, np.bool_, np.integer)) and value in (0, 1):
        return bool(value)
    raise ParameterError(f"{name} must be True or False, got {shown(value)}")


def instance_of(name: str, value: Any, kind: type[T]) -> T:
    """Return `value` if it is of a kind, or raise `ParameterError`."""
    if isinstance(value, kind):
        return value
    raise ParameterError(f"{name} must be a {kind.__name__}, got {shown(value)}")


def finite_number(name: str, value: Any) -> float:
    """Return `value` as a float; NaN, infinities, booleans and what is no number are refused.

    Raises
    ------
    ParameterError
        If `value` is not a finite real number.
    """
    if isinstance(value, numbers.Real) and not isinstance(value, _NO_NUMBERS):
        try:
            number = float(value)
        except OverflowError:
            raise ParameterError(f"{name} must be a finite number, got one too large") from None
        if math.isfinite(number):
            return number
    raise ParameterError(f"{name} must be a finite number, got {shown(value)}")


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


def group_count(groups: int, channels: int, kind: str) -> int:
    """Return `groups` if it divides the number of channels.

    Raises
    ------
    ParameterError
        If it does not, or is no positive whole number.
    """
    count = whole_number("groups", groups)
    if channels % count:
        raise ParameterError(f"groups must divide the {channels} {kind} channels, got {count}")
    return count


def sequence_length(value: Any) -> int | None:
    """Return how many entries a sequence says that it has, without reading any; None if it is none.

    Text is none, and an array without axes is none.
    """
    if type(value) is int:
        return None
    if isinstance(value, np.ndarray):
        return value.shape[0] if value.ndim else None
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        return None
    try:
        return len(value)
    except Exception:  # range(10**20) has more than len() can say; others may say nothing
        return -1


def read_entries(name: str, sequence: Any, count: int) -> list[Any]:
    """Read the first `count` entries of a sequence, and no more than those."""
    try:
        return [sequence[place] for place in range(count)]
    except Exception as error:
        raise ParameterError(f"{name} must be readable, got {shown(sequence)}: {error}") from error


def _scalar(value: Any) -> Any:
    """Return what an array without axes holds."""
    return value.item() if isinstance(value, np.ndarray) else value


def _in_lists(name: str, x: Any, depth: int = 0) -> Any:
    """Return nested sequences as nested lists, after asking each for its length.

    Refused is what NumPy would fill the memory with: ``range(10**12)``, lists in too many lists.
    """
    if depth > MAX_AXES:
        raise ParameterError(f"{name} must have at most {MAX_AXES} axes")
    if not isinstance(x, Sequence) or isinstance(x, _BUFFERS):
        return x
    if not isinstance(x, (list, tuple)):
        length = sequence_length(x)
        if length is None or not 0 <= length <= MAX_FOREIGN:
            raise ParameterError(f"{name} must have fewer elements, got {shown(x)}")
        x = read_entries(name, x, length)
    return [
        entry if isinstance(entry, (float, int)) else _in_lists(name, entry, depth + 1)
        for entry in x
    ]
