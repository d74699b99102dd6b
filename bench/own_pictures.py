"""Pictures that people bring along: a small one, the heaviest allowed, and one built to harm."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

from ui.picture_files import MAX_SIDE

_SMALL = (300, 400)


@cache
def small() -> bytes:
    """Return a photograph's worth of noise, as PNG."""
    return _file(_noise(_SMALL), "PNG")


@cache
def heaviest() -> bytes:
    """Return a picture of as many pixels as are allowed, as JPEG in many scans."""
    large = Image.fromarray(_noise((MAX_SIDE // 16, MAX_SIDE // 16)))
    return _file(np.asarray(large.resize((MAX_SIDE, MAX_SIDE))), "JPEG", progressive=True)


@cache
def harmful() -> bytes:
    """Return the heaviest picture cut short: a decoder works on it, and then fails."""
    whole = heaviest()
    return whole[: len(whole) * 3 // 4]


def _noise(size: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)


def _file(values: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], name: str, **how: bool) -> bytes:
    file = BytesIO()
    Image.fromarray(values).save(file, name, **how)
    return file.getvalue()
