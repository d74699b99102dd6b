"""The lesson on downsampling: four ways, what is false, a blur before, sizes, the way back."""

from ui.lesson import Lesson
from ui.lessons.downsampling import (
    blur_before,
    exact_shares,
    false_wave,
    four_ways,
    learned,
    not_linear,
    odd_sizes,
    one_pixel,
    round_trip,
    stripes,
)
from ui.lessons.downsampling.emblem import emblem
from ui.lessons.downsampling.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "downsampling",
    (
        four_ways.STEP,
        false_wave.STEP,
        blur_before.STEP,
        odd_sizes.STEP,
        round_trip.STEP,
        one_pixel.STEP,
    ),
    KINDS["downsampling"],
    WORDINGS,
    (stripes.STEP, learned.STEP, not_linear.STEP, exact_shares.STEP),
    emblem=emblem,
)
