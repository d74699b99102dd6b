"""The lesson on transposed convolution."""

from ui.lesson_page import show_lesson
from ui.lessons.transposed_convolution import LESSON

show_lesson(LESSON)
