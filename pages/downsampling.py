"""The lesson on downsampling."""

from ui.lesson_page import show_lesson
from ui.lessons.downsampling import LESSON

show_lesson(LESSON)
