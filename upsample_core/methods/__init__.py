"""What a person can pick: every method, its parameters with their legal ranges, and its map."""

from collections.abc import Mapping
from typing import Any

from upsample_core.checks import Axes, one_of, per_axis
from upsample_core.methods.choosing import Correction, choose, for_picture, legal_values, settle
from upsample_core.methods.definition import (
    Anatomy,
    Definition,
    Method,
    Parameter,
    SizeFormula,
    Stage,
)
from upsample_core.methods.downsampling import DOWNSAMPLING
from upsample_core.methods.interpolating import INTERPOLATION
from upsample_core.methods.learned import LEARNED
from upsample_core.methods.unpooling import UNPOOLING

METHODS: Mapping[str, Definition] = {**INTERPOLATION, **LEARNED, **UNPOOLING, **DOWNSAMPLING}
"""Every method by name, in the order of the course."""


def method(name: str, input_shape: int | Axes, **parameters: Any) -> Method:
    """Return a method with its parameters chosen and checked.

    Parameters
    ----------
    name : str
        A key of `METHODS`.
    input_shape : int or tuple of int
        (L,) or (H, W).
    **parameters
        By their names; what is left out takes its default. A single value serves all axes.

    Raises
    ------
    ParameterError
        If the name is unknown, or a parameter is illegal beside the others.

    Examples
    --------
    >>> method("transposed_convolution", (4, 4), stride=2, kernel_size=3, padding=1).output_shape
    (7, 7)
    """
    definition = METHODS[one_of("method", name, METHODS)]
    axes = len(input_shape) if isinstance(input_shape, tuple) else 1
    return choose(definition, per_axis("input_shape", input_shape, axes), parameters)


__all__ = [
    "METHODS",
    "Anatomy",
    "Correction",
    "Definition",
    "Method",
    "Parameter",
    "SizeFormula",
    "Stage",
    "choose",
    "for_picture",
    "legal_values",
    "method",
    "settle",
]
