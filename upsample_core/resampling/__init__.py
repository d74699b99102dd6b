"""Interpolation: coordinates, kernels, and the functions that resize by them.

Read `interpolation` first: what PyTorch's and ONNX's arguments stand for. The weights come from
`axis_weights`, the kernels that it weighs by from `kernels`, where a new one is one line. What
adapts to the picture stands apart: `edge_directed`, with its weights in `edge_weights`, and
`region_based`.
"""

from upsample_core.resampling.coordinates import source_coordinates
from upsample_core.resampling.edge_directed import (
    edge_directed,
    edge_directed_map,
    edge_directed_steps,
)
from upsample_core.resampling.interpolation import (
    interpolate,
    interpolate_map,
    resize,
    resize_axis_map,
    resize_map,
    resize_separably,
)
from upsample_core.resampling.kernels import (
    KERNELS,
    Kernel,
    keys_cubic,
    lanczos,
    mitchell,
    triangle,
)
from upsample_core.resampling.region_based import (
    Region,
    region_based,
    region_based_map,
    region_classes,
    region_shares,
)

__all__ = [
    "KERNELS",
    "Kernel",
    "Region",
    "edge_directed",
    "edge_directed_map",
    "edge_directed_steps",
    "interpolate",
    "interpolate_map",
    "keys_cubic",
    "lanczos",
    "mitchell",
    "region_based",
    "region_based_map",
    "region_classes",
    "region_shares",
    "resize",
    "resize_axis_map",
    "resize_map",
    "resize_separably",
    "source_coordinates",
    "triangle",
]
