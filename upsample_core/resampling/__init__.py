"""Interpolation: coordinates, kernels, and the functions that resize by them.

Read `interpolation` first: what PyTorch's and ONNX's arguments stand for. The weights come from
`axis_weights`, the kernels that it weighs by from `kernels`, where a new one is one line.
"""

from upsample_core.resampling.coordinates import source_coordinates
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

__all__ = [
    "KERNELS",
    "Kernel",
    "interpolate",
    "interpolate_map",
    "keys_cubic",
    "lanczos",
    "mitchell",
    "resize",
    "resize_axis_map",
    "resize_map",
    "resize_separably",
    "source_coordinates",
    "triangle",
]
