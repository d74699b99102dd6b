"""The lesson's emblem: the kernel that photographs teach."""

from ui.emblem import Emblem
from ui.lessons.learned.common import Layer, trained


def emblem() -> Emblem:
    """Return the best kernel of a sub-pixel convolution."""
    return Emblem(trained(Layer("sub_pixel", 3)).best, "kernel")
