"""The lesson on convolution as a matrix."""

from ui.lesson_page import show_lesson
from ui.lessons.convolution_matrix import LESSON

show_lesson(LESSON)
