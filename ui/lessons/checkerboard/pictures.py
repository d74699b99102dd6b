"""Pictures of the lesson on checkerboards: small, grey, and each pixel as large as the other."""

from __future__ import annotations

from ui.labels import PICTURES
from ui.lesson_controls import pick
from ui.numbers import number
from ui.pictures import sample
from ui.shared import shared
from ui.words import _
from upsample_core import Array
from upsample_core.lessons import small_grey

NAMES = ("cat", "astronaut", "cameraman", "brick", "glyphs", "zone_plate", "ramp")
"""The samples that are offered."""

_SMALLEST = 1e-4
_NOTHING = 1e-9


@shared
def grey(name: str, side: int) -> Array:
    """Return a sample picture in grey, reduced to `side` × `side` by averaging."""
    return small_grey(sample(name), side)


def picture_control(key: str) -> str:
    """Draw the choice of a sample picture."""
    titles = {name: _(PICTURES[name]) for name in NAMES}
    return str(pick(key, _("Picture"), titles, NAMES[0], width=200))


def score_text(score: float) -> str:
    """Return an artifact score in few characters."""
    if score < _SMALLEST:
        return "0" if score < _NOTHING else f"<\u00a0{number(_SMALLEST)}"
    return number(score, 2)
