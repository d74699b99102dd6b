"""Where names stand beside the points of a chart, so that none lies on another or on a point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ui.charts import Chart
from ui.theme import ZERO

LINE = 15
"""Pixels from one line of text to the next."""

_ASIDE = 11
_FARTHEST = 8
_HALF_POINT = 7
_WIDE_FROM = "\u2e80"


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a point in common."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def label_shifts(
    points: Mapping[str, tuple[float, float]], titles: Mapping[str, str], size: tuple[int, int]
) -> dict[str, tuple[int, int]]:
    """Return how far, in pixels to the right and down, each name stands from its point.

    Parameters
    ----------
    points : mapping
        Of each name the place of its point, as shares of the width, from the left, and of the
        height, from the top.
    titles : mapping
        What is written.
    size : pair of int
        Width and height in pixels.
    """
    places = {name: (x * size[0], y * size[1]) for name, (x, y) in points.items()}
    taken = [_around(*place) for place in places.values()]
    shifts = {}
    for name, place in sorted(places.items(), key=lambda one: (one[1][1], one[1][0])):
        candidates = [(shift, _text(place, shift, titles[name])) for shift in _candidates()]
        # Below the plot stand the numbers of its axis.
        inside = (one for one in candidates if one[1].bottom <= size[1])
        free = (one for one in inside if not any(one[1].meets(box) for box in taken))
        shift, box = next(free, candidates[0])
        taken.append(box)
        shifts[name] = shift
    return shifts


def label(text: str, point: tuple[float, float], shift: tuple[int, int], size: int) -> Chart:
    """Return a name for a chart, with a line to its point where another one stands between.

    Parameters
    ----------
    text : str
    point : pair of float
        In what the axes count.
    shift : pair of int
        As `label_shifts` gives it.
    size : int
        Of the letters, in pixels.
    """
    aside, below = shift
    return {
        "x": point[0],
        "y": point[1],
        "text": text,
        "ax": aside,
        "ay": below,
        "xanchor": "left",
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1 if below else 0.1,
        "arrowcolor": ZERO,
        "standoff": 6,
        "font": {"size": size},
    }


def _candidates() -> Iterator[tuple[int, int]]:
    """Go through places for a name: beside its point, then ever farther below and above."""
    for lines in range(_FARTHEST + 1):
        aside = _ASIDE + (LINE if lines else 0)
        yield aside, lines * LINE
        yield aside, -lines * LINE


def _around(x: float, y: float) -> Box:
    return Box(x - _HALF_POINT, y - _HALF_POINT, x + _HALF_POINT, y + _HALF_POINT)


def _text(place: tuple[float, float], shift: tuple[int, int], title: str) -> Box:
    """Return the box of a text: Chinese characters are twice as wide as Latin ones."""
    width = sum(12 if character >= _WIDE_FROM else 7 for character in title)
    left, middle = place[0] + shift[0], place[1] + shift[1]
    return Box(left, middle - LINE / 2, left + width, middle + LINE / 2)
