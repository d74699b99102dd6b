"""A lesson's emblem on the map of the course: a grid or a picture, small, computed by the core."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ui.count_scale import count_colours
from ui.theme import role_colours

SIDE = 84
"""About how many CSS pixels it is wide and high."""


Role = Literal["input", "kernel", "output", "count", "picture"]


@dataclass(frozen=True, eq=False)
class Emblem:
    """What is drawn, cell by cell.

    Attributes
    ----------
    values : ndarray, shape (H, W), or (C, H, W) for a picture
    role : {"input", "kernel", "output", "count", "picture"}
        What the values are, which gives them their colours. Those of a picture are from 0 to 1.
    """

    values: NDArray[Any]
    role: Role


def emblem_html(emblem: Emblem) -> str:
    """Return an emblem as an image, each of its cells a whole number of pixels; it says nothing."""
    height, width = emblem.values.shape[-2:]
    cell = max(1, SIDE // max(height, width))
    source = base64.b64encode(_png(_levels(emblem))).decode()
    return (
        f'<img class="emblem" alt="" width="{width * cell}" height="{height * cell}" '
        f'src="data:image/png;base64,{source}">'
    )


def _levels(emblem: Emblem) -> NDArray[np.uint8]:
    """Return the colours as 8-bit levels, shape (H, W, 3)."""
    values = emblem.values
    if emblem.role == "count":
        return count_colours(values)
    if emblem.role == "picture":
        planes = np.broadcast_to(values, (3, *values.shape[-2:]))
        levels: NDArray[np.uint8] = (planes.clip(0, 1) * 255).round().astype(np.uint8)
        return np.moveaxis(levels, 0, -1)
    shares = np.abs(values) / (np.abs(values).max() or 1.0)
    return role_colours(emblem.role, shares)


def _png(levels: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(levels)).save(file, "PNG")
    return file.getvalue()
