"""What the stage's test app shows for an address; the tests ask the same for the truth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from upsample_core.methods import legal_method
from upsample_core.runs.trace import Trace, trace

# No two neighbouring rows or columns alike.
DIGITS = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3]
ODD_VALUES = [np.nan, np.inf, 1e-12, -1.2345e150]


def traced(asked: Mapping[str, str], typed: tuple[str, NDArray[np.float64]] | None = None) -> Trace:
    """Run the method that an address names on digits, on odd values, or on what was typed."""
    size = tuple(int(side) for side in asked.get("size", "4x4").split("x"))
    given = {name: _value(text) for name, text in asked.items()}
    if typed is not None and typed[0] == "kernel":
        given |= {"kernel": "custom", "kernel_values": np.atleast_2d(typed[1])}
    name = asked.get("method", "transposed_convolution")
    method, _replaced = legal_method(name, size, given)
    image = np.resize(DIGITS, size).astype(float)
    if asked.get("odd"):
        image.flat[: len(ODD_VALUES)] = ODD_VALUES
    if typed is not None and typed[0] == "input":
        image = typed[1]
    return trace(method, image)


def _value(text: str) -> object:
    if "," in text:
        return tuple(_value(part) for part in text.split(","))
    for reading in (int, float):
        try:
            return reading(text)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(text.lower(), text)
