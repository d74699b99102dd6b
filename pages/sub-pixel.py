"""The lesson on sub-pixel convolution."""

from ui.lesson_page import show_lesson
from ui.lessons.sub_pixel import LESSON

show_lesson(LESSON)
