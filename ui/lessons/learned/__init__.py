"""The lesson on learned kernels: where they go, how fast, and what passes them."""

from ui.lesson import Lesson
from ui.lessons.learned import (
    batches,
    evenness,
    gradients,
    matrix,
    random_start,
    rates,
    side_by_side,
    two_layers,
    undoing,
)
from ui.lessons.learned.emblem import emblem
from ui.lessons.learned.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "learned",
    (
        random_start.STEP,
        evenness.STEP,
        side_by_side.STEP,
        undoing.STEP,
        rates.STEP,
        two_layers.STEP,
    ),
    KINDS["learned"],
    WORDINGS,
    (gradients.STEP, matrix.STEP, batches.STEP),
    emblem=emblem,
)
