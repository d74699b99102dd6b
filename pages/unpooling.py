"""The lesson on unpooling."""

from ui.lesson_page import show_lesson
from ui.lessons.unpooling import LESSON

show_lesson(LESSON)
