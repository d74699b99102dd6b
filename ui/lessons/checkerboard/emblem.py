"""The lesson's emblem: overlap counts."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return how many stamps of 3 × 3 reach each cell, 2 apart."""
    chosen = method(
        "transposed_convolution", (4, 4), stride=2, kernel_size=3, padding=0, kernel="ones"
    )
    return Emblem(trace(chosen, grid_pattern("ones", (4, 4))).overlap, "count")
