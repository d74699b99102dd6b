"""What the pictures' test app shows for an address; the tests ask the same for the truth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ui.picture_panes import Pane, counts_pane


def panes(asked: Mapping[str, str]) -> list[Pane]:
    """Return an input, an output and its overlap, in the sizes that the address names."""
    before, after = (
        tuple(int(side) for side in asked.get(name, default).split("x"))
        for name, default in (("before", "37x61"), ("after", "74x122"))
    )
    rng = np.random.default_rng(7)
    small = np.rint(255 * rng.random((3, *before))) / 255
    large = rng.random((1, *after)).astype(np.float32) * 1.5 - 0.25
    counts = overlap(after)
    return [
        Pane("Input", small.astype(np.float32), "input"),
        Pane("Output", large, "output", overlap=counts),
        counts_pane("Overlap", counts),
    ]


def overlap(shape: tuple[int, ...]) -> np.ndarray:
    """Return an overlap that repeats every two pixels: 4 where both are even, then 2 and 1."""
    rows, columns = (np.where(np.arange(size) % 2, 1, 2) for size in shape)
    return np.multiply.outer(rows, columns)
