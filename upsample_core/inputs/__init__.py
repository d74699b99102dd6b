"""What goes in: kernels by name, synthetic grids and pictures, glyphs, numbers typed as text.

Read `patterns` first, the small grids and pictures; `kernel_presets` are the kernels, `parsing`
reads what a person types or pastes.
"""

from upsample_core.inputs.kernel_presets import PRESET_KERNELS, blur_kernel, preset_kernel
from upsample_core.inputs.parsing import (
    MAX_NUMBER,
    MAX_PASTED,
    NumbersError,
    bounded_numbers,
    parse_numbers,
)
from upsample_core.inputs.patterns import (
    GRID_PATTERNS,
    PICTURE_SIZES,
    PICTURES,
    grid_pattern,
    picture,
)

__all__ = [
    "GRID_PATTERNS",
    "MAX_NUMBER",
    "MAX_PASTED",
    "PICTURES",
    "PICTURE_SIZES",
    "PRESET_KERNELS",
    "NumbersError",
    "blur_kernel",
    "bounded_numbers",
    "grid_pattern",
    "parse_numbers",
    "picture",
    "preset_kernel",
]
