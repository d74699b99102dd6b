"""The lesson's emblem: largest values, back where they were."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return what max unpooling makes of 8 × 8 random digits."""
    chosen = method("max_unpool", (8, 8), stride=2, kernel_size=2)
    return Emblem(trace(chosen, grid_pattern("random", (8, 8))).output, "output")
