"""The lesson's emblem: a few cells and what lies between them."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return 4 × 4 cells enlarged by cubics."""
    chosen = method("bicubic", (4, 4), scale_factor=7)
    return Emblem(trace(chosen, grid_pattern("checkerboard", (4, 4))).output, "output")
