"""Stripes of which every S-th pixel of every S-th row is kept: where they point then.

A wave in two dimensions has a frequency down and one across, and each is folded on its own.

References
----------
Gonzalez and Woods, "Digital image processing", 4th edition, section 4.5 (moiré patterns).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from upsample_core.checks import Array, ParameterError, finite_number, whole_number

SIDE = 120
"""Pixels along the sides of the picture."""

PERIOD = 40
"""Pixels after which every wave repeats."""

FINEST_STEP = 1 / PERIOD
"""Frequencies are whole multiples of it."""

Lean = Literal["same", "other", "both", "straight", "none"]

_NOTHING = 1e-9


class FoldedStripes(NamedTuple):
    """Stripes, and what is kept of them.

    Attributes
    ----------
    picture : ndarray, shape (SIDE, SIDE)
        From 0 to 1.
    kept : ndarray, shape (SIDE // S, SIDE // S)
    down, across : float
        The frequencies that one sees, in cycles per kept pixel, from -0.5 to 0.5.
    lean : str
        Whether the stripes that are seen lean to the same side as the stripes themselves or to the
        other; to both at once, where a wave is as fast as kept pixels can hold; stand or lie
        straight; or are gone.
    """

    picture: Array
    kept: Array
    down: float
    across: float
    lean: Lean

    @property
    def part(self) -> Array:
        """The corner of `picture` that all its waves go round in: its spectrum is single points."""
        return self.picture[:PERIOD, :PERIOD]

    @property
    def kept_part(self) -> Array:
        """The same of `kept`."""
        return self.kept[:PERIOD, :PERIOD]


def fold_stripes(down: float, across: float, stride: int) -> FoldedStripes:
    """Draw stripes, and keep every S-th pixel of every S-th row.

    Parameters
    ----------
    down, across : float
        In cycles per pixel, from 0 to 0.5; taken to the nearest multiple of `FINEST_STEP`.
    stride : int
        S, which divides `SIDE`.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Examples
    --------
    >>> found = fold_stripes(0.3, 0.1, 2)
    >>> round(found.down, 3), round(found.across, 3), found.lean
    (-0.4, 0.2, 'other')
    """
    step = whole_number("stride", stride, maximum=SIDE)
    if SIDE % step:
        raise ParameterError(f"stride must divide {SIDE}, got {step}")
    turns = [_frequency(name, value) for name, value in (("down", down), ("across", across))]
    cells = np.arange(SIDE)
    angles = 2 * np.pi * np.add.outer(turns[0] * cells, turns[1] * cells)
    picture = 0.5 + 0.5 * np.cos(angles)
    kept = picture[::step, ::step].copy()
    low, wide = (turn * step - round(turn * step) for turn in turns)
    return FoldedStripes(picture, kept, low, wide, _lean(low, wide))


def _lean(down: float, across: float) -> Lean:
    still = [abs(turns) < _NOTHING for turns in (down, across)]
    if any(still):
        return "none" if all(still) else "straight"
    if any(abs(abs(turns) - 0.5) < _NOTHING for turns in (down, across)):
        return "both"
    return "same" if down * across > 0 else "other"


def _frequency(name: str, frequency: float) -> float:
    value = finite_number(name, frequency)
    if not 0 <= value <= 0.5:
        raise ParameterError(f"{name} must be from 0 to 0.5 cycles per pixel, got {value:g}")
    return round(value / FINEST_STEP) * FINEST_STEP
