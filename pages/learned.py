"""The lesson on learned kernels."""

from ui.lesson_page import show_lesson
from ui.lessons.learned import LESSON

show_lesson(LESSON)
