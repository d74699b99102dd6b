"""The lesson on checkerboard artifacts: from counting stamps to what removes the pattern."""

from ui.lesson import Lesson
from ui.lessons.checkerboard import (
    background,
    borders,
    condition,
    gradients,
    overlap,
    remedies,
    spectrum,
    stacks,
    untrained,
    weights,
)
from ui.lessons.checkerboard.emblem import emblem
from ui.lessons.checkerboard.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "checkerboard",
    (
        overlap.STEP,
        condition.STEP,
        stacks.STEP,
        weights.STEP,
        remedies.STEP,
    ),
    KINDS["checkerboard"],
    WORDINGS,
    (spectrum.STEP, background.STEP, untrained.STEP, gradients.STEP, borders.STEP),
    emblem=emblem,
)
