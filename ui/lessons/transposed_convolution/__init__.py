"""The lesson on transposed convolution: three computations of one sum, sizes, phases, pitfalls."""

from ui.lesson import Lesson
from ui.lessons.transposed_convolution import (
    frameworks,
    mistakes,
    output_padding,
    phases,
    search,
    size,
    symbols,
    ways,
)
from ui.lessons.transposed_convolution.emblem import emblem
from ui.lessons.transposed_convolution.questions import WORDINGS
from ui.lessons.transposed_convolution.sketch import sketch
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "transposed_convolution",
    (
        symbols.STEP,
        ways.STEP,
        size.STEP,
        output_padding.STEP,
        mistakes.STEP,
        phases.STEP,
    ),
    KINDS["transposed_convolution"],
    WORDINGS,
    (frameworks.STEP, search.STEP),
    sketch,
    emblem=emblem,
)
