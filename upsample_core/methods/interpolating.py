"""The interpolation methods: weights fixed by a formula."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from upsample_core.checks import Array, Axes
from upsample_core.methods.definition import (
    Chosen,
    Definition,
    Method,
    Parameter,
    Parts,
    Scalar,
    SizeFormula,
)
from upsample_core.resampling.coordinates import source_coordinates
from upsample_core.resampling.interpolation import resize_map, resize_separably

SCALE_FACTORS: tuple[Scalar, ...] = (0.25, 0.5, 0.75, 1.5, 2, 3, 4)
COORDINATES = ("half_pixel", "align_corners", "asymmetric")
NEAREST_MODES = ("floor", "ceil", "round_prefer_floor", "round_prefer_ceil")


def scaled(size: int, scale_factor: float) -> int:
    """Return floor(L · s), exactly."""
    return math.floor(size * _as_written(scale_factor))


@cache
def _as_written(scale_factor: float) -> Fraction:
    """Return the fraction that a decimal stands for."""
    return Fraction(str(scale_factor))


def scaled_formula(size: int, chosen: Chosen) -> SizeFormula:
    """Return the size of anything that scales by `scale_factor`: floor(L · s)."""
    scale = chosen["scale_factor"]
    return SizeFormula("⌊L·s⌋", f"⌊{size}·{scale:g}⌋", scaled(size, scale))


def _legal_scales(size: int, chosen: Chosen) -> Sequence[Scalar]:
    return tuple(s for s in SCALE_FACTORS if scaled(size, float(s)) >= 1)


def _shrinks(chosen: Chosen) -> bool:
    return any(scale < 1 for scale in chosen["scale_factor"])


_SCALE = Parameter("scale_factor", 2, _legal_scales, per_axis=True, symbol="s")
_COORDINATES = Parameter("coordinates", "half_pixel", lambda size, chosen: COORDINATES)
_ANTIALIAS = Parameter("antialias", False, lambda size, chosen: (False, True), applies=_shrinks)


def _options(method: Method, mode: str) -> dict[str, Any]:
    """Return the arguments of `resize_map` that a method's parameters stand for."""
    options = {name: value for name, value in method.values if name != "scale_factor"}
    # The taps that an antialiasing kernel has beyond the edge are dropped, as PyTorch, Pillow
    # and TensorFlow do.
    if options.get("antialias"):
        options["exclude_outside"] = True
    return {"mode": mode, **options}


def _target(method: Method, shape: Axes) -> Axes:
    scales = method["scale_factor"]
    return tuple(scaled(size, scale) for size, scale in zip(shape, scales, strict=True))


def _interpolation(name: str, mode: str, *parameters: Parameter) -> Definition:
    def parts(method: Method, x: Array) -> Parts:
        target = _target(method, x.shape)
        return Parts(
            resize_map(x.shape, target, **_options(method, mode)),
            coordinates=_coordinates(method, x.shape, target),
        )

    def run(method: Method, picture: Array) -> Array:
        target = _target(method, picture.shape[1:])
        return resize_separably(picture, target, **_options(method, mode))

    def enlarging(factor: int, corner: bool) -> Chosen:
        # Nearest rounds positions, and copies whole blocks whatever they are counted from.
        moves = corner and _COORDINATES in parameters
        return {"scale_factor": factor} | ({"coordinates": "asymmetric"} if moves else {})

    return Definition(
        name,
        "interpolation",
        (_SCALE, *parameters),
        parts,
        run,
        scaled_formula,
        resize_mode=mode,
        enlarging=enlarging,
    )


def _coordinates(method: Method, shape: Axes, target: Axes) -> tuple[Array, ...]:
    convention = method.chosen.get("coordinates", "half_pixel")
    return tuple(
        source_coordinates(after, before, convention)
        for before, after in zip(shape, target, strict=True)
    )


INTERPOLATION: Mapping[str, Definition] = {
    definition.name: definition
    for definition in (
        _interpolation(
            "nearest",
            "nearest",
            Parameter("coordinates", "asymmetric", lambda size, chosen: COORDINATES),
            Parameter("nearest_mode", "floor", lambda size, chosen: NEAREST_MODES),
        ),
        _interpolation("bilinear", "linear", _COORDINATES, _ANTIALIAS),
        _interpolation(
            "bicubic",
            "cubic",
            _COORDINATES,
            Parameter("cubic_a", -0.75, lambda size, chosen: (-0.75, -0.5)),
            _ANTIALIAS,
        ),
        _interpolation("mitchell", "mitchell", _COORDINATES, _ANTIALIAS),
        _interpolation(
            "lanczos",
            "lanczos",
            _COORDINATES,
            Parameter("lobes", 3, lambda size, chosen: (2, 3)),
            _ANTIALIAS,
        ),
        _interpolation("area", "area"),
    )
}
