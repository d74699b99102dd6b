"""The lesson on interpolation."""

from ui.lesson_page import show_lesson
from ui.lessons.interpolation import LESSON

show_lesson(LESSON)
