"""The lesson on generative networks."""

from ui.lesson_page import show_lesson
from ui.lessons.generative import LESSON

show_lesson(LESSON)
