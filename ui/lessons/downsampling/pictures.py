"""Pictures of the lesson on downsampling: grey, of a side that 2, 3 and 4 divide."""

from __future__ import annotations

from ui.labels import PICTURES
from ui.lesson_controls import pick
from ui.numbers import tenths
from ui.pictures import SAMPLE_SIZE, sample
from ui.shared import shared
from ui.words import _
from upsample_core import Array, picture
from upsample_core.lessons import small_grey

NAMES = ("zone_plate", "glyphs", "cat", "brick", "cameraman", "astronaut", "coffee")
"""The samples that are offered; the first are synthetic."""

SIDE = 192
_SYNTHETIC = NAMES[:2]
_MARGIN = (SAMPLE_SIZE - SIDE) // 2


@shared
def grey(name: str) -> Array:
    """Return a sample in grey, 192 × 192: made in this size, or the middle of a photograph."""
    if name in _SYNTHETIC:
        return picture(name, SIDE)
    middle = slice(_MARGIN, _MARGIN + SIDE)
    return small_grey(sample(name), SAMPLE_SIZE)[middle, middle]


def picture_control(key: str, start: str) -> str:
    """Draw the choice of a sample picture."""
    titles = {name: _(PICTURES[name]) for name in NAMES}
    return str(pick(key, _("Picture"), titles, start, width=190))


def levels_text(levels: float) -> str:
    """Return an error in grey levels."""
    return _("{levels} of 255 grey levels", levels=tenths(levels))
