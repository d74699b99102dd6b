"""The two convolutions that the lesson on matrices works with, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import streamlit as st

from ui.lesson_controls import choice
from ui.words import _
from upsample_core import Array, Trace, grid_pattern, method, trace

PRESETS: dict[str, dict[str, Any]] = {
    "A": {"stride": 1, "kernel_size": 3, "padding": 0},
    "B": {"stride": 2, "kernel_size": 3, "padding": 1},
}
SIDES = {1: (4, 8, 12), 2: (4, 5, 6)}
SIDE = 4


def preset_controls(key: str, kernel: str = "counting", sides: bool = False) -> Trace:
    """Draw the choice of preset and axes, and return the run of that convolution on digits of π.

    Parameters
    ----------
    key : str
        Begins the keys of the widgets.
    kernel : str
    sides : bool
        Whether the side of the input can be chosen too.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        presets = {
            name: f"{name} · S = {numbers['stride']}, P = {numbers['padding']}"
            for name, numbers in PRESETS.items()
        }
        preset = choice(f"{key}_preset", _("Preset"), presets, "A")
        axes = choice(f"{key}_axes", _("Axes"), {2: _("2-D"), 1: _("1-D")}, 2)
        side = SIDE
        if sides:
            side = choice(f"{key}_side_{axes}", _("Side of the input"), SIDES[axes], SIDE)
    return preset_run(preset, axes, side, kernel)


def preset_run(
    preset: str = "A", axes: int = 2, side: int = SIDE, kernel: str = "counting"
) -> Trace:
    """Return the run of a preset on a small grid of digits of π."""
    shape = (side,) * axes
    chosen = method("strided_convolution", shape, kernel=kernel, **PRESETS[preset])
    return trace(chosen, grid_pattern("pi", shape))


def lab_state(run: Trace) -> dict[str, Any]:
    """Return the state of the lab that shows this run."""
    shape = run.input.shape
    size = {"dims": str(len(shape)), "size": "x".join(map(str, shape))}
    return {**size, **dict(run.method.values)}


def geometry(run: Trace) -> dict[str, Any]:
    """Return stride, padding and dilation of a run, as the core's functions take them."""
    return {name: run.method[name] for name in ("stride", "padding", "dilation")}


def kernel_of(run: Trace) -> Array:
    """Return the kernel of a run."""
    assert run.kernel is not None  # every strided convolution has one
    return run.kernel


def cells_of(shape: Iterable[int]) -> list[tuple[int, ...]]:
    """Return the indices of all cells of a grid."""
    return list(product(*map(range, shape)))


def place(name: str, index: Iterable[int]) -> str:
    """Return a cell as it is written: y[0,1]."""
    return f"{name}[{','.join(map(str, index))}]"


def pin(name: str, index: Iterable[int]) -> str:
    """Return a cell as an address pins it: output:0,1."""
    return f"{name}:{','.join(map(str, index))}"


def row_gap(run: Trace) -> int:
    """Return after how many columns of C a new row of the input begins; 0 along one axis."""
    return run.input.shape[-1] if run.method.axes == 2 else 0
