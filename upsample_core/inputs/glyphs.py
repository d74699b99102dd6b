"""Letter-like shapes drawn from lines and arcs: what is hard to enlarge well.

Each shape is a few strokes in a unit square, x to the right and y down. A pixel's ink is judged by
its distance from the middle of the stroke, so that edges are soft by one pixel as a camera's are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from upsample_core.checks import Array, Axes


@dataclass(frozen=True)
class Line:
    """A straight stroke from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    def distance(self, x: Array, y: Array) -> Array:
        """Return how far the points (x, y) are from the stroke."""
        dx, dy = self.x1 - self.x0, self.y1 - self.y0
        along = ((x - self.x0) * dx + (y - self.y0) * dy) / (dx * dx + dy * dy)
        nearest = np.clip(along, 0, 1)
        return np.hypot(x - self.x0 - nearest * dx, y - self.y0 - nearest * dy)


@dataclass(frozen=True)
class Arc:
    """Part of a circle, `sweep` degrees clockwise from `start` (0 is to the right, 90 down)."""

    x: float
    y: float
    radius: float
    start: float = 0.0
    sweep: float = 360.0

    def distance(self, x: Array, y: Array) -> Array:
        """Return how far the points (x, y) are from the stroke."""
        dx, dy = x - self.x, y - self.y
        turned = (np.degrees(np.arctan2(dy, dx)) - self.start) % 360
        from_circle = np.abs(np.hypot(dx, dy) - self.radius)
        return np.where(turned <= self.sweep, from_circle, self._from_ends(dx, dy))

    def _from_ends(self, dx: Array, dy: Array) -> Array:
        first, last = (math.radians(angle) for angle in (self.start, self.start + self.sweep))
        return np.minimum(
            np.hypot(dx - self.radius * math.cos(first), dy - self.radius * math.sin(first)),
            np.hypot(dx - self.radius * math.cos(last), dy - self.radius * math.sin(last)),
        )


Stroke = Line | Arc

GLYPHS: dict[str, tuple[Stroke, ...]] = {
    "A": (Line(0.1, 1, 0.5, 0), Line(0.5, 0, 0.9, 1), Line(0.24, 0.65, 0.76, 0.65)),
    "S": (Arc(0.5, 0.25, 0.25, 90, 240), Arc(0.5, 0.75, 0.25, -90, 240)),
    "K": (Line(0.2, 0, 0.2, 1), Line(0.2, 0.6, 0.85, 0), Line(0.4, 0.42, 0.85, 1)),
    "Q": (Arc(0.5, 0.5, 0.48), Line(0.6, 0.65, 0.95, 1)),
    "木": (
        Line(0.5, 0, 0.5, 1),
        Line(0.05, 0.3, 0.95, 0.3),
        Line(0.5, 0.3, 0.05, 0.85),
        Line(0.5, 0.3, 0.95, 0.85),
    ),
    "e": (Line(0.15, 0.6, 0.85, 0.6), Arc(0.5, 0.6, 0.35, 50, 310)),
    "X": (Line(0.1, 0, 0.9, 1), Line(0.75, 0, 0.25, 1)),
    "R": (
        Line(0.2, 0, 0.2, 1),
        Line(0.2, 0, 0.5, 0),
        Arc(0.5, 0.26, 0.26, -90, 180),
        Line(0.5, 0.52, 0.2, 0.52),
        Line(0.5, 0.52, 0.85, 1),
    ),
    "z": (Line(0.15, 0.2, 0.85, 0.2), Line(0.85, 0.2, 0.15, 1), Line(0.15, 1, 0.85, 1)),
}

ROWS = (("A", "S", "K"), ("Q", "木", "e"), ("X", "R", "z"))
STROKE_WIDTHS = (0.14, 0.07, 0.035)
"""Bold, regular and thin: one for each row, in heights of a glyph; at least one pixel."""


def draw_glyphs(shape: Axes) -> Array:
    """Return dark glyphs on a white ground, bold above and thin below.

    Parameters
    ----------
    shape : (H, W)

    Returns
    -------
    ndarray of float64, shape (H, W)
        From 0 (ink) to 1 (ground).
    """
    picture = np.ones(shape)
    rows, columns = (np.linspace(0, size, 4).round().astype(int) for size in shape)
    height = 0.72 * min(shape) / 3
    for row, (names, stroke_width) in enumerate(zip(ROWS, STROKE_WIDTHS, strict=True)):
        for column, name in enumerate(names):
            box = picture[rows[row] : rows[row + 1], columns[column] : columns[column + 1]]
            box -= _ink(GLYPHS[name], box.shape, height, stroke_width)
    return picture


def _ink(strokes: tuple[Stroke, ...], shape: Axes, height: float, stroke_width: float) -> Array:
    """Return the ink, from 0 to 1, of a glyph `height` pixels high in the middle of a box."""
    y, x = ((np.arange(size) + 0.5 - size / 2) / height + 0.5 for size in shape)
    distances = [stroke.distance(x[np.newaxis, :], y[:, np.newaxis]) for stroke in strokes]
    half_width = max(stroke_width * height, 1) / 2
    ink: Array = np.clip(half_width + 0.5 - np.min(distances, axis=0) * height, 0, 1)
    return ink
