"""The lesson on checkerboard artifacts."""

from ui.lesson_page import show_lesson
from ui.lessons.checkerboard import LESSON

show_lesson(LESSON)
