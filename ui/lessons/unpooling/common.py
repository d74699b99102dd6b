"""What the figures of the lesson on unpooling share: a grid that is pooled and put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from ui.labels import INPUTS
from ui.lesson_controls import choice, translated
from upsample_core import Array, Trace, method, trace


def input_control(key: str, label: str, names: Sequence[str]) -> str:
    """Draw the choice of an input by its name; the first is chosen at first."""
    offered = translated({name: INPUTS[name] for name in names})
    return str(choice(key, label, offered, names[0]))


def put_back(grid: Array, kernel_size: int) -> Trace:
    """Return the run of max pooling with windows side by side, and of its unpooling."""
    sizes = {"kernel_size": kernel_size, "stride": kernel_size, "padding": 0}
    return trace(method("max_unpool", grid.shape, **sizes), grid)


def pooled_values(run: Trace) -> Array:
    """Return the grid between pooling and unpooling."""
    assert run.stage is not None  # max unpooling always has one
    return run.stage.values


def cell_name(name: str, cell: Sequence[Any]) -> str:
    """Return a cell as it is written: x[0,1]."""
    return f"{name}[{','.join(str(at) for at in cell)}]"


def with_places(values: NDArray[Any], places: NDArray[Any]) -> list[list[str]]:
    """Return what pooled cells say: the value, and where it was found."""
    return [
        [f"{value:g} @{','.join(map(str, place))}" for value, place in zip(*line, strict=True)]
        for line in zip(values.tolist(), places.tolist(), strict=True)
    ]
