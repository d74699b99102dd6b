"""The lesson on learned kernels: where they go, what comes first, and how fast they may go."""

from ui.lesson import Lesson
from ui.lessons.learned import evenness, random_start, rates, side_by_side, undoing
from ui.lessons.learned.emblem import emblem
from ui.lessons.learned.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "learned",
    (random_start.STEP, evenness.STEP, side_by_side.STEP, undoing.STEP, rates.STEP),
    KINDS["learned"],
    WORDINGS,
    emblem=emblem,
)
