"""What the figures of the lesson on sub-pixel convolution share: pictures, and coloured cells."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from ui.grids import Grid
from ui.labels import PICTURES
from ui.lesson_controls import pick
from ui.pictures import sample
from ui.shared import shared
from ui.theme import phase_colours
from ui.words import _
from upsample_core import Array
from upsample_core.lessons import small_colour, small_grey

FACTORS = (2, 3)
_LETTERS = "abcdef"
NAMES = ("cat", "astronaut", "coffee", "brick", "glyphs", "zone_plate")


@shared
def grey(name: str, side: int) -> Array:
    """Return a sample in grey, cut to `side` × `side` after it was reduced."""
    return small_grey(sample(name), 64)[:side, :side]


@shared
def colour(name: str, side: int) -> Array:
    """Return a sample in colour, (3, side, side), reduced and cut."""
    return small_colour(sample(name), 64)[:, :side, :side]


def picture_control(key: str) -> str:
    """Draw the choice of a sample picture."""
    titles = {name: _(PICTURES[name]) for name in NAMES}
    return str(pick(key, _("Picture"), titles, NAMES[0], width=160))


def coloured(
    title: str, channels: NDArray[Any], texts: list[list[str]], factor: int, **how: Any
) -> Grid:
    """Return a grid in which each cell has the colour of its channel or filter."""
    grounds = phase_colours(factor)
    return Grid(title, channels, "phase", "", texts=texts, grounds=grounds, **how)


def written(values: NDArray[Any]) -> list[list[str]]:
    """Return small whole numbers as texts."""
    return [[f"{value:g}" for value in row] for row in values.tolist()]


def blank(values: NDArray[Any]) -> list[list[str]]:
    """Return texts that say nothing."""
    return [[""] * len(row) for row in values.tolist()]


def cell_names(channels: NDArray[Any], pixels: NDArray[Any]) -> list[list[str]]:
    """Return what cells are called: the letter of their small pixel, and their channel.

    A cell that is not woven yet has a NaN for its channel, and no name.
    """
    lines = zip(channels.tolist(), pixels.tolist(), strict=True)
    return [
        [
            f"{_LETTERS[int(pixel)]}{int(channel)}" if channel == channel else ""
            for channel, pixel in zip(*line, strict=True)
        ]
        for line in lines
    ]
