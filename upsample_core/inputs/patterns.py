"""Synthetic inputs: small grids whose numbers can be followed, and pictures that show artifacts.

References
----------
Machin's formula for pi: Beckmann, "A history of pi", chapter 13. Zone plates as test pictures:
Hewitt, "A unified zone plate test pattern", SMPTE conference, 1982.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    grid_shape,
    one_of,
    shown,
    whole_number,
)
from upsample_core.inputs.glyphs import draw_glyphs

MAX_GRID_CELLS = 4096
"""Largest grid, in cells: 64 × 64 is far more than anyone can read."""

PICTURE_SIZES = (8, 512)
"""Smallest and largest height and width of a picture."""


def grid_pattern(name: str, shape: int | Axes, seed: int = 0) -> Array:
    """Return a small grid of whole numbers by its name.

    Parameters
    ----------
    name : str
        One of `GRID_PATTERNS`:

        - pi: its decimal digits, row by row: 3 1 4 1 5 9 …
        - counting: 1, 2, 3, … row by row.
        - ones: one everywhere.
        - impulse: one in the middle, zero elsewhere.
        - ramp: 0, 1, 2, … from left to right.
        - step: zero in the left half, one in the right.
        - checkerboard: zero and one in turn, beginning with zero.
        - random: digits from 0 to 9.
        - glyph: the letter F, which no flip and no turn leaves as it is; in one dimension how
          much ink each of its columns holds.
    shape : (L,) or (H, W)
        At most `MAX_GRID_CELLS` cells.
    seed : int
        Only used by random.

    Returns
    -------
    ndarray of float64, shape `shape`

    Raises
    ------
    ParameterError
        If the name is unknown, or a parameter is invalid.

    Examples
    --------
    >>> grid_pattern("pi", (2, 4))
    array([[3., 1., 4., 1.],
           [5., 9., 2., 6.]])
    """
    chosen = one_of("name", name, GRID_PATTERNS)
    sizes = grid_shape("shape", shape)
    if len(sizes) > 2 or math.prod(sizes) > MAX_GRID_CELLS:
        raise ParameterError(
            f"shape must be (L,) or (H, W) with at most {MAX_GRID_CELLS} cells, got {sizes}"
        )
    generator = np.random.default_rng(whole_number("seed", seed, minimum=0))
    if chosen == "random":
        return generator.integers(0, 10, sizes).astype(np.float64)
    return _GRIDS[chosen](sizes)


def picture(name: str, size: int | Axes) -> Array:
    """Return a grey picture by its name.

    Parameters
    ----------
    name : str
        One of `PICTURES`:

        - zone_plate: rings that grow finer from the middle, up to the finest that the pixels can
          hold (one cycle in two pixels) at the middle of each edge.
        - checkerboard: eight squares along the shorter side.
        - step: dark left half, light right half.
        - ramp: from dark at the left to light at the right.
        - impulse: single light pixels, eight along the shorter side where they fit with four
          pixels from one to the next.
        - glyphs: letter-like shapes with diagonals and curves, from bold to thin.
    size : int or (H, W)
        Each within `PICTURE_SIZES`.

    Returns
    -------
    ndarray of float64, shape (H, W)
        From 0 to 1.

    Raises
    ------
    ParameterError
        If the name is unknown or `size` is out of range.
    """
    chosen = one_of("name", name, PICTURES)
    sizes = size if isinstance(size, (tuple, list)) else (size, size)
    if len(sizes) != 2:
        raise ParameterError(f"size must be one whole number or (H, W), got {shown(size)}")
    return _PICTURES[chosen](tuple(whole_number("size", n, *PICTURE_SIZES) for n in sizes))


# ------------------------------------------------------------------ for grids and pictures


def _counting(shape: Axes) -> Array:
    return np.arange(1.0, math.prod(shape) + 1).reshape(shape)


def _ramp(shape: Axes) -> Array:
    return np.broadcast_to(np.arange(float(shape[-1])), shape).copy()


def _step(shape: Axes) -> Array:
    return np.asarray(_ramp(shape) >= shape[-1] // 2, dtype=np.float64)


def _checkerboard(shape: Axes, side: int = 1) -> Array:
    """Alternate squares of `side` cells."""
    squares = np.indices(shape) // side
    return np.asarray(squares.sum(axis=0) % 2, dtype=np.float64)


def _impulse(shape: Axes) -> Array:
    grid = np.zeros(shape)
    grid[tuple(size // 2 for size in shape)] = 1
    return grid


# ------------------------------------------------------------------ for grids


def _pi(shape: Axes) -> Array:
    digits = [int(digit) for digit in _pi_digits(math.prod(shape))]
    return np.array(digits, dtype=np.float64).reshape(shape)


@lru_cache(maxsize=32)
def _pi_digits(count: int) -> str:
    """Return the first digits of pi = 16 arctan(1/5) - 4 arctan(1/239), in whole numbers."""
    guard = 10  # the series rounds down a few thousand times; these digits take it up
    unit = 10 ** (count + guard)
    pi = 16 * _arctan_of_inverse(5, unit) - 4 * _arctan_of_inverse(239, unit)
    return str(pi // 10 ** (guard + 1))


def _arctan_of_inverse(n: int, unit: int) -> int:
    """Return unit * arctan(1/n) = unit * (1/n - 1/(3 n³) + 1/(5 n⁵) - …)."""
    power = unit // n
    total, odd, sign = 0, 1, 1
    while power:
        total += sign * (power // odd)
        power //= n * n
        odd, sign = odd + 2, -sign
    return total


def _letter(shape: Axes) -> Array:
    """Draw an F; with a margin where there is room for one."""
    if len(shape) == 1:
        ink_in_columns: Array = _letter((5, *shape)).sum(axis=0)
        return ink_in_columns
    grid = np.zeros(shape)
    rows, columns = (slice(1, n - 1) if n >= 6 else slice(n) for n in shape)
    inner = grid[rows, columns]
    height, width = inner.shape
    inner[:, 0] = 1
    inner[0, :] = 1
    inner[height // 2, : (2 * width + 2) // 3] = 1
    return grid


# ------------------------------------------------------------------ for pictures


def _zone_plate(shape: Axes) -> Array:
    # The phase pi * x² / W changes by 2 * pi * x / W a pixel: by pi at the edge, where x = W / 2.
    squares = [(np.arange(size) - (size - 1) / 2) ** 2 / size for size in shape]
    rings: Array = 0.5 + 0.5 * np.cos(np.pi * np.add.outer(*squares))
    return rings


def _squares(shape: Axes) -> Array:
    return _checkerboard(shape, min(shape) // 8)


def _full_ramp(shape: Axes) -> Array:
    ramp: Array = _ramp(shape) / (shape[-1] - 1)
    return ramp


def _dots(shape: Axes) -> Array:
    pitch = max(4, min(shape) // 8)
    grid = np.zeros(shape)
    grid[pitch // 2 :: pitch, pitch // 2 :: pitch] = 1
    return grid


_GRIDS: dict[str, Callable[[Axes], Array]] = {
    "pi": _pi,
    "counting": _counting,
    "ones": np.ones,
    "impulse": _impulse,
    "ramp": _ramp,
    "step": _step,
    "checkerboard": _checkerboard,
    "glyph": _letter,
}

_PICTURES: dict[str, Callable[[Axes], Array]] = {
    "zone_plate": _zone_plate,
    "checkerboard": _squares,
    "step": _step,
    "ramp": _full_ramp,
    "impulse": _dots,
    "glyphs": draw_glyphs,
}

GRID_PATTERNS = (*_GRIDS, "random")
"""The names that `grid_pattern` knows."""

PICTURES = tuple(_PICTURES)
"""The names that `picture` knows."""
