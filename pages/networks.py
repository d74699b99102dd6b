"""The lesson on real networks, and the planner that it leads to."""

from ui.lesson_page import show_lesson
from ui.lessons.networks import LESSON

show_lesson(LESSON)
