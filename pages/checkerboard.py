"""The lesson on checkerboard artifacts."""

from ui.lesson import show_lesson
from ui.lessons.checkerboard import LESSON

show_lesson(LESSON)
