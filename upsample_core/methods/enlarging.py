"""Methods set up to enlarge a picture a whole number of times, each in its own parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from upsample_core.checks import Axes, ParameterError
from upsample_core.methods.choosing import exact_method
from upsample_core.methods.definition import Chosen, Definition, Method, Parameter
from upsample_core.methods.kernel_choice import SEEDED
from upsample_core.methods.ranges import MAX_STRIDE

_ROOMY = 64
"""Pixels along an axis that no method finds too few."""


class Obstacle(StrEnum):
    """Why a method does not enlarge a picture."""

    METHOD = "method"
    """It does not enlarge at all."""
    FACTOR = "factor"
    """It does not enlarge this many times."""
    SIZE = "size"
    """The picture has too few pixels for it."""


class EnlargingError(ParameterError):
    """A method cannot enlarge a picture as it was asked to.

    Attributes
    ----------
    obstacle : Obstacle
    """

    def __init__(self, message: str, obstacle: Obstacle) -> None:
        super().__init__(message)
        self.obstacle = obstacle


def can_enlarge(definition: Definition) -> bool:
    """Whether a method is there to make pictures larger."""
    return _geometry(definition, 2, corner=False) is not None


def keeps_size(definition: Definition) -> bool:
    """Whether a method reduces by itself before it enlarges, as unpooling with switches does.

    It is then given the picture that the others are to bring back.
    """
    geometry = _geometry(definition, 2, corner=False)
    if geometry is None:
        return False
    side = (_ROOMY, _ROOMY)
    return exact_method(definition, side, geometry).output_shape == side


def has_weights(definition: Definition) -> bool:
    """Whether a method has a kernel, which training decides."""
    return any(parameter.name == "kernel" for parameter in definition.parameters)


def enlarging_method(
    definition: Definition,
    shape: Axes,
    factor: int,
    corner: bool = False,
    kernel: str = "bilinear",
    seed: int = 0,
) -> Method:
    """Return a method with the parameters by which it enlarges a picture.

    Parameters
    ----------
    definition : Definition
    shape : tuple of int
        (H, W) of the picture.
    factor : int
        How many times, along each axis.
    corner : bool
        Whether pixel i of the picture lies on pixel i * factor of the result, where the method
        can be told; otherwise it lies in the middle of the block that begins there.
    kernel : str
        The preset that weights begin with, where the method has weights.
    seed : int
        Of the preset, where it is random.

    Returns
    -------
    Method
        Beyond `MAX_STRIDE` times its sizes are more than a person can choose: its definition is
        that of the method, but for what is legal.

    Raises
    ------
    EnlargingError
        If the method does not enlarge, not this many times, or not so small a picture.
    """
    geometry = _geometry(definition, factor, corner)
    if geometry is None:
        raise EnlargingError(f"{definition.name} does not enlarge", Obstacle.METHOD)
    given: dict[str, Any] = {**geometry}
    if factor > MAX_STRIDE and definition.enlarging is not None:
        definition = _as_far_as(definition, factor, corner)
    if has_weights(definition):
        given |= {"kernel": kernel} | ({"seed": seed} if kernel in SEEDED else {})
    for side, obstacle in (((_ROOMY, _ROOMY), Obstacle.FACTOR), (shape, Obstacle.SIZE)):
        try:
            method = exact_method(definition, side, given)
        except ParameterError as error:
            raise EnlargingError(str(error), obstacle) from error
    return method


def enlarging_factors(definition: Definition, factors: Iterable[int]) -> tuple[int, ...]:
    """Return by which of some factors a method enlarges a picture of pixels enough."""

    def does(factor: int) -> bool:
        try:
            enlarging_method(definition, (_ROOMY, _ROOMY), factor)
        except EnlargingError:
            return False
        return True

    return tuple(filter(does, factors))


@lru_cache(maxsize=64)
def _as_far_as(definition: Definition, factor: int, corner: bool) -> Definition:
    """Return a method whose sizes may be those by which it enlarges so many times.

    What is legal ends where a matrix is too large to be looked at; a picture can go further. It is
    one definition for all who ask, since what is known of a method is kept by its definition.
    """
    geometry = _geometry(definition, factor, corner) or {}

    def open_to(parameter: Parameter) -> Parameter:
        value = geometry.get(parameter.name)
        if not isinstance(value, int):
            return parameter
        return replace(
            parameter, legal=lambda size, chosen: (*parameter.legal(size, chosen), value)
        )

    return replace(definition, parameters=tuple(map(open_to, definition.parameters)))


def _geometry(definition: Definition, factor: int, corner: bool) -> Chosen | None:
    """Return the parameters by which a method enlarges; None where it has none."""
    if definition.enlarging is not None:
        return definition.enlarging(factor, corner)
    scales = any(parameter.name == "scale_factor" for parameter in definition.parameters)
    return {"scale_factor": factor} if scales else None
