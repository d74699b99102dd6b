"""The lesson on real networks: why down and back, three ways, patterns, cost; and the planner."""

from ui.lesson import Lesson, Tool
from ui.lessons.networks import down, last, patterns, ways
from ui.lessons.networks.emblem import emblem
from ui.lessons.networks.questions import WORDINGS
from ui.networks.page import FIELDS, planner
from ui.words import N_
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "networks",
    (down.STEP, ways.STEP, patterns.STEP, last.STEP),
    KINDS["networks"],
    WORDINGS,
    emblem=emblem,
    tool=Tool("planner", N_("Planner"), FIELDS, planner),
)
