"""The lesson's emblem: the kernel that photographs teach."""

from ui.emblem import Emblem
from ui.lessons.learned.common import LAYERS, trained


def emblem() -> Emblem:
    """Return the best kernel of a sub-pixel convolution, four filters in one."""
    return Emblem(trained(LAYERS["sub_pixel"]).best, "kernel")
