"""The lesson's emblem: the diagonals of a convolution's matrix."""

from ui.emblem import Emblem
from upsample_core import grid_pattern, method, trace


def emblem() -> Emblem:
    """Return C of a 3 × 3 kernel on 5 × 5 cells."""
    chosen = method(
        "strided_convolution", (5, 5), stride=1, kernel_size=3, padding=1, kernel="counting"
    )
    return Emblem(trace(chosen, grid_pattern("ones", (5, 5))).map.matrix.toarray(), "kernel")
