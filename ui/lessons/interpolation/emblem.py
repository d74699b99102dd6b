"""The lesson's emblem: a few cells and what lies between them."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return 5 × 5 cells enlarged by cubics."""
    chosen = method("bicubic", (5, 5), scale_factor=4)
    return Emblem(trace(chosen, grid_pattern("pi", (5, 5))).output, "output")
