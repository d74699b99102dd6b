"""The lesson's emblem: the taps of one filter, and of the next, in one large kernel."""

from ui.emblem import Emblem
from upsample_core import preset_kernel
from upsample_core.lessons import sub_pixel_forms


def emblem() -> Emblem:
    """Return the kernel that four filters of 3 × 3 are woven into."""
    return Emblem(sub_pixel_forms((2, 3), preset_kernel("counting", (4, 3, 3)), 2).kernel, "kernel")
