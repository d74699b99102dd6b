"""The content-adaptive methods: interpolation whose weights come from the picture itself."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from upsample_core.checks import Array
from upsample_core.linear_map import Indices
from upsample_core.methods.definition import (
    Chosen,
    Definition,
    Method,
    Parameter,
    Parts,
    SizeFormula,
    Stage,
)
from upsample_core.operations.virtual_input import CellKind
from upsample_core.resampling.coordinates import source_coordinates
from upsample_core.resampling.edge_directed import (
    LATTICES,
    SCALE_FACTORS,
    edge_directed,
    edge_directed_steps,
    enlarged,
)
from upsample_core.resampling.interpolation import resize_map
from upsample_core.resampling.region_based import (
    EDGE_ABOVE,
    FLAT_BELOW,
    Region,
    region_based,
    region_based_map,
    region_classes,
)

_SCALE = Parameter("scale_factor", 2, lambda size, chosen: SCALE_FACTORS, symbol="s")
_COORDINATES = Parameter("coordinates", "asymmetric", lambda size, chosen: LATTICES)

_KINDS = {
    Region.FLAT: CellKind.FLAT,
    Region.EDGE: CellKind.EDGE,
    Region.TEXTURE: CellKind.TEXTURE,
}


def _formula(size: int, chosen: Chosen) -> SizeFormula:
    scale, coordinates = chosen["scale_factor"], chosen["coordinates"]
    total = enlarged(size, scale, coordinates)
    if coordinates == "align_corners":
        return SizeFormula("(L−1)·s + 1", f"{size - 1}·{scale} + 1", total)
    return SizeFormula("L·s", f"{size}·{scale}", total)


def _line(method: Method) -> Parts:
    """Return what is left of the method in one dimension, where edges have no direction: linear."""
    (before,), (after,), lattice = method.input_shape, method.output_shape, method["coordinates"]
    return Parts(
        resize_map(before, after, "linear", coordinates=lattice),
        coordinates=(source_coordinates(after, before, lattice),),
    )


# ---------------------------------------------------------------- edge-directed


def _edge_directed_parts(method: Method, x: Array) -> Parts:
    """Take the two passes of a doubling, or two doublings, one after the other."""
    if method.axes == 1:
        return _line(method)
    first, second = edge_directed_steps(x, **method.chosen)
    values = first.apply(x)
    if method["scale_factor"] == 2:
        kinds = np.where(first.overlap() > 0, CellKind.DATUM, CellKind.EMPTY)
        stage = Stage("first_pass", "p", ("diagonal_pass", "axial_pass"), values, kinds)
    else:
        stage = Stage("doubled", "d", ("double", "double_again"), values)
    return Parts(second @ first, stage=stage, steps=lambda: (first, second))


def _edge_directed_run(method: Method, picture: Array) -> Array:
    large: Array = edge_directed(picture[None], **method.chosen)[0]
    return large


# ---------------------------------------------------------------- region-based


def _region_based_parts(method: Method, x: Array) -> Parts:
    """Show which region chose each row of the matrix; nothing flows through the regions."""
    if method.axes == 1:
        return _line(method)
    regions = region_classes(x, **method.chosen)
    kinds = np.array([_KINDS[region] for region in Region])[regions]
    stage = Stage("regions", "r", (), regions.astype(np.float64), kinds)
    return Parts(region_based_map(x, **method.chosen), stage=stage)


def _region_based_run(method: Method, picture: Array) -> Array:
    large: Array = region_based(picture[None], **method.chosen)[0]
    return large


def _regions(method: Method, picture: Array) -> Indices:
    return region_classes(picture, **method.chosen).astype(np.intp)


ADAPTIVE: Mapping[str, Definition] = {
    definition.name: definition
    for definition in (
        Definition(
            "edge_directed",
            "interpolation",
            (_SCALE, _COORDINATES),
            _edge_directed_parts,
            _edge_directed_run,
            _formula,
            depends_on_data=True,
            directional=True,
        ),
        Definition(
            "region_based",
            "interpolation",
            (
                _SCALE,
                _COORDINATES,
                Parameter("flat_below", FLAT_BELOW, lambda size, chosen: (0.01, 0.03, 0.1)),
                Parameter("edge_above", EDGE_ABOVE, lambda size, chosen: (0.1, 0.3, 0.5, 0.7)),
            ),
            _region_based_parts,
            _region_based_run,
            _formula,
            depends_on_data=True,
            directional=True,
            regions=_regions,
        ),
    )
}
