"""Methods set up to enlarge a picture a whole number of times, each in its own parameters."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from upsample_core.checks import Axes, ParameterError
from upsample_core.methods.choosing import exact_method
from upsample_core.methods.definition import Chosen, Definition, Method
from upsample_core.methods.kernel_choice import SEEDED

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

    Raises
    ------
    EnlargingError
        If the method does not enlarge, not this many times, or not so small a picture.
    """
    geometry = _geometry(definition, factor, corner)
    if geometry is None:
        raise EnlargingError(f"{definition.name} does not enlarge", Obstacle.METHOD)
    given: dict[str, Any] = {**geometry}
    if has_weights(definition):
        given |= {"kernel": kernel} | ({"seed": seed} if kernel in SEEDED else {})
    for side, obstacle in (((_ROOMY, _ROOMY), Obstacle.FACTOR), (shape, Obstacle.SIZE)):
        try:
            method = exact_method(definition, side, given)
        except ParameterError as error:
            raise EnlargingError(str(error), obstacle) from error
    return method


def _geometry(definition: Definition, factor: int, corner: bool) -> Chosen | None:
    """Return the parameters by which a method enlarges; None where it has none."""
    if definition.enlarging is not None:
        return definition.enlarging(factor, corner)
    scales = any(parameter.name == "scale_factor" for parameter in definition.parameters)
    return {"scale_factor": factor} if scales else None
