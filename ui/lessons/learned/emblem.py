"""The lesson's emblem: the kernel that photographs teach."""

from ui.emblem import Emblem
from ui.lessons.learned.common import LAYERS, trained


def emblem() -> Emblem:
    """Return the best kernel of a transposed convolution of 4 × 4."""
    return Emblem(trained(LAYERS["transposed_4"]).best, "kernel")
