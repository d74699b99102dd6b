"""What a person can pick: every method, its parameters with their legal ranges, and its map.

Read `definition` first: it says what a method is. The methods themselves stand in
`interpolating`, `adaptive`, `learned`, `unpooling` and `downsampling`.
"""

from collections.abc import Mapping
from typing import Any

from upsample_core.checks import Axes, ParameterError, check_size, flag, grid_shape, one_of, shown
from upsample_core.methods.adaptive import ADAPTIVE
from upsample_core.methods.choosing import (
    Replacement,
    closest_method,
    exact_method,
    for_picture,
    legal_values,
)
from upsample_core.methods.definition import (
    Definition,
    Method,
    Parameter,
    Parts,
    SizeFormula,
    Stage,
)
from upsample_core.methods.downsampling import DOWNSAMPLING
from upsample_core.methods.enlarging import (
    EnlargingError,
    Obstacle,
    can_enlarge,
    enlarging_factors,
    enlarging_method,
    has_weights,
    keeps_size,
)
from upsample_core.methods.interpolating import INTERPOLATION
from upsample_core.methods.learned import LEARNED
from upsample_core.methods.ranges import MAX_DILATION, MAX_KERNEL_SIZE, MAX_PADDING, MAX_STRIDE
from upsample_core.methods.unpooling import UNPOOLING

METHODS: Mapping[str, Definition] = {
    **INTERPOLATION,
    **ADAPTIVE,
    **LEARNED,
    **UNPOOLING,
    **DOWNSAMPLING,
}
"""Every method by name, in the order of the course."""


def method(name: str, input_shape: int | Axes, **parameters: Any) -> Method:
    """Return a method with its parameters chosen and checked.

    Parameters
    ----------
    name : str
        A key of `METHODS`.
    input_shape : int or sequence of int
        (L,) or (H, W).
    **parameters
        By their names; what is left out takes its default. A single value serves all axes.

    Raises
    ------
    ParameterError
        If the name is unknown, the shape is none, or a parameter is illegal beside the others.

    Examples
    --------
    >>> method("transposed_convolution", (4, 4), stride=2, kernel_size=3, padding=1).output_shape
    (7, 7)
    """
    definition = METHODS[one_of("method", name, METHODS)]
    return exact_method(definition, _input_shape(input_shape), parameters)


def legal_method(
    name: str, input_shape: int | Axes, given: Mapping[str, Any], near: bool = True
) -> tuple[Method, tuple[Replacement, ...]]:
    """Return a legal method from whatever is given, and what had to be replaced.

    Names that the method does not have, or that do not apply, are passed over.

    Parameters
    ----------
    name : str
        A key of `METHODS`.
    input_shape : int or sequence of int
        (L,) or (H, W).
    given : mapping
        Values of any kind by parameter name; whatever they are, none is an error.
    near : bool
        Whether numbers outside their range move to the nearest legal one; otherwise, and for
        anything but numbers, the default takes their place.

    Raises
    ------
    ParameterError
        If the name is unknown, the shape is none, or `given` is no mapping.

    Examples
    --------
    >>> stretched, replaced = legal_method("bed_of_nails", (4, 4), {"stride": 9})
    >>> stretched["stride"], replaced[0].given
    ((4, 4), 9)
    """
    definition = METHODS[one_of("method", name, METHODS)]
    if not isinstance(given, Mapping):
        raise ParameterError(f"given must be a mapping of names to values, got {shown(given)}")
    return closest_method(definition, _input_shape(input_shape), given, flag("near", near))


def _input_shape(shape: int | Axes) -> Axes:
    sizes = grid_shape("input_shape", shape)
    if len(sizes) > 2:
        raise ParameterError(f"input_shape must be (L,) or (H, W), got {shown(shape)}")
    check_size("the input", sizes)
    return sizes


__all__ = [
    "MAX_DILATION",
    "MAX_KERNEL_SIZE",
    "MAX_PADDING",
    "MAX_STRIDE",
    "METHODS",
    "Definition",
    "EnlargingError",
    "Method",
    "Obstacle",
    "Parameter",
    "Parts",
    "Replacement",
    "SizeFormula",
    "Stage",
    "can_enlarge",
    "enlarging_factors",
    "enlarging_method",
    "for_picture",
    "has_weights",
    "keeps_size",
    "legal_method",
    "legal_values",
    "method",
]
