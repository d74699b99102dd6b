"""Numbers that a person typed or pasted onto a pane of the stage, read and never evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.numbers import dimensions
from upsample_core import Trace, parse_numbers
from upsample_core.inputs import NumbersError

_FRAME = re.compile(r"^\s*array\(|,\s*dtype=\w+\s*\)\s*$|\)\s*$")
_END_OF_ROW = re.compile(r"\]\s*,?")


@dataclass(frozen=True, eq=False)
class Edit:
    """New numbers for a pane.

    Attributes
    ----------
    pane : str
        ``input`` or ``kernel``.
    values : ndarray of float64, shape (L,) or (H, W)
        All numbers of the pane, as the method stores them. Of another shape than before where a
        block was pasted that is larger than the pane.
    """

    pane: str
    values: NDArray[np.float64]


def edited(trace: Trace, sent: Mapping[str, Any]) -> Edit:
    """Return the pane's numbers with the text put in.

    Parameters
    ----------
    trace : Trace
        What was on show.
    sent : mapping
        ``pane``, the flat ``index`` of the cell, and the ``text``: one number, or a block of rows
        as a spreadsheet copies and NumPy prints them. A block of the pane's own shape replaces it;
        a smaller one is put down from the cell on, to the right and down as drawn; a larger one
        at the first cell becomes the pane.

    Raises
    ------
    NumbersError
        If the text is not read as numbers, or the block does not fit.
    """
    pane = "kernel" if sent.get("pane") == "kernel" and trace.kernel is not None else "input"
    values = np.array(trace.kernel if pane == "kernel" else trace.input, dtype=np.float64)
    block = _block(str(sent.get("text", "")), values.ndim)
    if block.size > 1 and block.shape == values.shape:
        return Edit(pane, block)
    index = int(sent.get("index", 0)) % values.size
    # A transposed convolution's kernel is drawn rotated.
    drawn = values
    if pane == "kernel" and trace.method.name == "transposed_convolution":
        drawn, index = np.flip(values), values.size - 1 - index
    cell = np.unravel_index(index, values.shape)
    room = tuple(int(size - at) for size, at in zip(values.shape, cell, strict=True))
    if any(size > most for size, most in zip(block.shape, room, strict=True)):
        if not any(cell):
            return Edit(pane, block)
        raise NumbersError(
            "a block of {given} does not fit from here: there is room for {room}",
            given=dimensions(block.shape),
            room=dimensions(room),
        )
    drawn[tuple(slice(at, at + n) for at, n in zip(cell, block.shape, strict=True))] = block
    return Edit(pane, values)


def _block(text: str, axes: int) -> NDArray[np.float64]:
    rows = _END_OF_ROW.sub("\n", _FRAME.sub("", text)).replace("[", " ")
    block = parse_numbers(rows, "values")
    if axes == 2:
        return block
    if 1 not in block.shape:
        raise NumbersError("values must be one row, got {given}", given=dimensions(block.shape))
    return block.ravel()
