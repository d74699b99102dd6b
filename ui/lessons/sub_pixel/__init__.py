"""The lesson on sub-pixel convolution: weaving, the equal kernel, starts, channel orders, cost."""

from ui.lesson import Lesson
from ui.lessons.sub_pixel import beside, large_kernel, orders, starts, weaving
from ui.lessons.sub_pixel.emblem import emblem
from ui.lessons.sub_pixel.questions import WORDINGS
from ui.lessons.sub_pixel.sketch import sketch
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "sub_pixel",
    (weaving.STEP, large_kernel.STEP, starts.STEP, orders.STEP, beside.STEP),
    KINDS["sub_pixel"],
    WORDINGS,
    sketch=sketch,
    emblem=emblem,
)
