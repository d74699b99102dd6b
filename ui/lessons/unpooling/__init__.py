"""The lesson on unpooling: switches, three ways to put back, shared cells, sizes, identities."""

from ui.lesson import Lesson
from ui.lessons.unpooling import identities, overlaps, photograph, sizes, switches, three
from ui.lessons.unpooling.emblem import emblem
from ui.lessons.unpooling.questions import WORDINGS
from ui.lessons.unpooling.sketch import sketch
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "unpooling",
    (
        switches.STEP,
        three.STEP,
        overlaps.STEP,
        sizes.STEP,
        identities.STEP,
        photograph.STEP,
    ),
    KINDS["unpooling"],
    WORDINGS,
    sketch=sketch,
    emblem=emblem,
)
