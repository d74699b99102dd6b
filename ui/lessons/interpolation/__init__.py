"""The lesson on interpolation: neighbours, kernels, coordinates, and what it shares with others."""

from ui.lesson import Lesson
from ui.lessons.interpolation import (
    adaptive,
    area,
    coordinates,
    cost,
    kernel,
    linear,
    nearest,
    neighbours,
    ringing,
    shrinking,
    transposed,
)
from ui.lessons.interpolation.emblem import emblem
from ui.lessons.interpolation.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "interpolation",
    (
        neighbours.STEP,
        nearest.STEP,
        linear.STEP,
        kernel.STEP,
        coordinates.STEP,
        transposed.STEP,
    ),
    KINDS["interpolation"],
    WORDINGS,
    (ringing.STEP, shrinking.STEP, area.STEP, cost.STEP, adaptive.STEP),
    emblem=emblem,
)
