"""Guesses at what a small picture was made from: what the lesson on generative networks shows.

Read `guesses` first: it says what is known of some guesses at one picture. `candidates` finds them
in a library, without a network; `drawings` are what people draw.
"""

from upsample_core.lessons.guessing.candidates import Candidates, candidates, picked, recited
from upsample_core.lessons.guessing.drawings import (
    DRAWING_SIDE,
    NO_DRAWING,
    SOME_DRAWING,
    checked_drawing,
    drawn_picture,
    even_grey,
    eye_of,
    smiling_face,
)
from upsample_core.lessons.guessing.guesses import (
    SIDE,
    SMALL,
    Averages,
    averages,
    decibels_of,
    differences,
    made_small,
    mean_of,
    undecided,
)
from upsample_core.lessons.guessing.tradeoff import Judged, judged
from upsample_core.lessons.guessing.trainings import score_gaps, signed_grey
from upsample_core.lessons.guessing.walks import Walk, walk

__all__ = [
    "DRAWING_SIDE",
    "NO_DRAWING",
    "SIDE",
    "SMALL",
    "SOME_DRAWING",
    "Averages",
    "Candidates",
    "Judged",
    "Walk",
    "averages",
    "candidates",
    "checked_drawing",
    "decibels_of",
    "differences",
    "drawn_picture",
    "even_grey",
    "eye_of",
    "judged",
    "made_small",
    "mean_of",
    "picked",
    "recited",
    "score_gaps",
    "signed_grey",
    "smiling_face",
    "undecided",
    "walk",
]
