"""The lesson's emblem: a virtual input."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return what a kernel of 3 slides over: cells set apart by zeros."""
    chosen = method("transposed_convolution", (4, 4), stride=2, kernel_size=3, padding=1)
    stage = trace(chosen, grid_pattern("pi", (4, 4))).stage
    assert stage is not None
    return Emblem(stage.values, "input")
