"""The lesson on convolution as a matrix: rows, diagonals, columns, the transpose, what is lost."""

from ui.lesson import Lesson
from ui.lessons.convolution_matrix import columns, diagonals, lost, photograph, rows, transpose
from ui.lessons.convolution_matrix.emblem import emblem
from ui.lessons.convolution_matrix.questions import WORDINGS
from upsample_core.lessons.questions import KINDS

LESSON = Lesson(
    "convolution_matrix",
    (rows.STEP, diagonals.STEP, columns.STEP, transpose.STEP, lost.STEP, photograph.STEP),
    KINDS["convolution_matrix"],
    WORDINGS,
    emblem=emblem,
)
