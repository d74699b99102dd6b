"""Questions made from a seed, and marked.

Read `question` first: it says what a question is and marks replies. `rounds` is what one person
makes of six of them. Beside them stands one module for each lesson, whose `KINDS` make the
questions. The words are not here.
"""

from collections.abc import Mapping

from upsample_core.lessons.questions import (
    checkerboard,
    convolution_matrix,
    downsampling,
    generative,
    interpolation,
    learned,
    networks,
    sub_pixel,
    transposed_convolution,
    unpooling,
)
from upsample_core.lessons.questions.question import Maker, Marked, Question
from upsample_core.lessons.questions.rounds import ROUNDS, Round, following

KINDS: Mapping[str, Mapping[str, Maker]] = {
    "convolution_matrix": convolution_matrix.KINDS,
    "transposed_convolution": transposed_convolution.KINDS,
    "checkerboard": checkerboard.KINDS,
    "interpolation": interpolation.KINDS,
    "unpooling": unpooling.KINDS,
    "sub_pixel": sub_pixel.KINDS,
    "downsampling": downsampling.KINDS,
    "learned": learned.KINDS,
    "generative": generative.KINDS,
    "networks": networks.KINDS,
}
"""What makes the questions of each lesson, by its name."""

__all__ = ["KINDS", "ROUNDS", "Maker", "Marked", "Question", "Round", "following"]
