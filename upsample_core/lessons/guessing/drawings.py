"""Pictures that no network has learned: what people draw, a face, an even grey, an eye.

A drawing is a grid of 16 × 16 cells with ink or without. It is a text of 43 letters, base64 as RFC
4648 has it for addresses (section 5), without padding: one bit a cell, row by row.
"""

from __future__ import annotations

import string
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, ParameterError, number_array, shown
from upsample_core.inputs.glyphs import Arc, Line
from upsample_core.lessons.guessing.guesses import SIDE

DRAWING_SIDE = 16
"""Cells along an axis of a drawing."""

_LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_BITS = 6
_CELLS = DRAWING_SIDE**2
_LENGTH = -(-_CELLS // _BITS)
_SPARE = _LENGTH * _BITS - _CELLS

NO_DRAWING = "A" * _LENGTH
"""A drawing without ink."""

SOME_DRAWING = "AAABgAPABmAMMBgYMAxgBlgaGBgYGBgYGBgf-B_4AAA"
"""A house."""

_EYE = (80, 62, 64)
"""Where the cat's eye is on a photograph of 256 × 256: first row and column, and how far."""


def checked_drawing(text: Any) -> str:
    """Return a text if it is a drawing, however it came here.

    Raises
    ------
    ParameterError
        If it has another length or another letter, or ink outside the grid.
    """
    if not isinstance(text, str) or len(text) != _LENGTH or not set(text) <= set(_LETTERS):
        raise ParameterError(
            f"drawing must be {_LENGTH} letters of A–Z, a–z, 0–9, - and _, got {shown(text)}"
        )
    if _LETTERS.index(text[-1]) % 2**_SPARE:
        raise ParameterError(f"drawing must have no ink outside the grid, got {shown(text)}")
    return text


def drawn_picture(text: str) -> NDArray[np.float32]:
    """Return a drawing as a picture, (32, 32): each cell two pixels wide and high.

    Raises
    ------
    ParameterError
        As `checked_drawing`.
    """
    places = [_LETTERS.index(letter) for letter in checked_drawing(text)]
    bits = [place >> (_BITS - 1 - bit) & 1 for place in places for bit in range(_BITS)]
    cells = np.array(bits[:_CELLS], np.float32).reshape(DRAWING_SIDE, DRAWING_SIDE)
    fine = SIDE // DRAWING_SIDE
    return cells.repeat(fine, axis=0).repeat(fine, axis=1)


def smiling_face() -> NDArray[np.float32]:
    """Return a smiling face, (32, 32), in lines of two pixels."""
    strokes = (
        Arc(0.5, 0.5, 0.4),
        Line(0.36, 0.38, 0.36, 0.44),
        Line(0.64, 0.38, 0.64, 0.44),
        Arc(0.5, 0.5, 0.23, 30, 120),
    )
    places = (np.arange(SIDE) + 0.5) / SIDE
    y, x = np.meshgrid(places, places, indexing="ij")
    nearest = np.minimum.reduce([stroke.distance(x, y) for stroke in strokes])
    ink: Array = np.clip(1.5 - nearest * SIDE, 0, 1)
    return ink.astype(np.float32)


def even_grey() -> NDArray[np.float32]:
    """Return an even grey, (32, 32), half way between black and white."""
    return np.full((SIDE, SIDE), 0.5, np.float32)


def eye_of(photograph: ArrayLike) -> NDArray[np.float32]:
    """Return the eye of the cat, (32, 32), in grey.

    Parameters
    ----------
    photograph : array_like, shape (C, 256, 256)

    Raises
    ------
    ParameterError
        If the photograph is smaller.
    """
    row, column, size = _EYE
    values = number_array("photograph", photograph, 3)
    if min(values.shape[1:]) < max(row, column) + size:
        raise ParameterError(f"photograph must be 256 × 256, got shape {values.shape}")
    part = values.mean(axis=0)[row : row + size, column : column + size]
    block = size // SIDE
    blocks = part.reshape(SIDE, block, SIDE, block)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float32)
