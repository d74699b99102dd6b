"""The lesson on generative networks: why one answer is not enough, and what the others are."""

from ui.lesson import Lesson
from ui.lessons.generative import answers, boards, gan, inside, invented, tradeoff, why
from ui.lessons.generative.emblem import emblem
from ui.lessons.generative.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "generative",
    (why.STEP, answers.STEP, tradeoff.STEP, inside.STEP, invented.STEP),
    KINDS["generative"],
    WORDINGS,
    (gan.STEP, boards.STEP),
    emblem=emblem,
)
