"""The lesson's emblem: a letter on its way out of the noise."""

from ui.emblem import Emblem
from ui.lessons.generative.common import Given, flow


def emblem() -> Emblem:
    """Return what a guess is two thirds of the way from noise to a letter."""
    return Emblem(flow("library", Given("letter", "R"), (1,), 12, False).states[8, 0, 0], "picture")
