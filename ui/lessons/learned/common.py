"""What the figures of the lesson on learned kernels share: photographs, trainings, kernels."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st
from numpy.typing import NDArray

from ui.grids import Grid
from ui.lab.link import lab_link
from ui.labels import PICTURES
from ui.lesson_controls import notches, pick
from ui.numbers import number
from ui.pictures import SAMPLE_SIZE, sample
from ui.words import N_, _
from upsample_core import Array
from upsample_core.learning import EnlargingLayer, SquaredError
from upsample_core.lessons import STEPS, Course, course, errors_of, fixed, shrink, small_grey

PHOTOGRAPHS = ("cameraman", "cat", "astronaut", "coffee", "brick")
"""One of them judges, and the others teach."""

SIDE = 96
_FACES = {"cameraman": (16, 72), "astronaut": (8, 64)}
"""Where the part begins that is taken, row and column; of the other photographs the middle is."""

_MIDDLE = ((SAMPLE_SIZE - SIDE) // 2,) * 2
_REACH = 1.2
"""The weight of the deepest colour, the same in all kernels."""


class Layer(NamedTuple):
    """A layer, and how its kernel begins."""

    kind: str
    size: int
    start: str = "random"


LAYERS = {
    "transposed_3": Layer("transposed", 3),
    "transposed_4": Layer("transposed", 4),
    "sub_pixel": Layer("sub_pixel", 3),
    "icnr": Layer("sub_pixel", 3, "icnr"),
    "nearest": Layer("nearest", 3),
}
TITLES = {
    "transposed_3": N_("Transposed 3 × 3"),
    "transposed_4": N_("Transposed 4 × 4"),
    "sub_pixel": N_("Sub-pixel 3 × 3"),
    "icnr": N_("Sub-pixel 3 × 3, ICNR"),
    "nearest": N_("Nearest + 3 × 3"),
}
WAYS = {
    "mean": N_("Mean of 2 × 2"),
    "decimate": N_("Every second pixel"),
    "gaussian": N_("Gaussian first"),
}


@st.cache_data(max_entries=len(PHOTOGRAPHS), show_spinner=False)
def grey(name: str) -> Array:
    """Return the part of a photograph that is trained or judged on, in grey."""
    row, column = _FACES.get(name, _MIDDLE)
    return small_grey(sample(name), SAMPLE_SIZE)[row : row + SIDE, column : column + SIDE]


@st.cache_data(max_entries=32, show_spinner=False)
def small(name: str, way: str = "mean") -> Array:
    """Return a photograph made half as large."""
    return shrink(grey(name), way)


@st.cache_data(max_entries=32, show_spinner=False)
def marks(name: str, way: str = "mean") -> dict[str, float]:
    """Return the decibels of the methods that do not learn."""
    return fixed(grey(name), way)


@st.cache_data(max_entries=48, show_spinner=False)
def _teaching(kind: str, size: int, judge: str, way: str) -> SquaredError:
    """Return the error of a layer on all photographs but the one that judges."""
    others = [grey(name) for name in PHOTOGRAPHS if name != judge]
    return errors_of(EnlargingLayer(kind, size), others, way)


@st.cache_data(max_entries=128, show_spinner=False)
def trained(
    layer: Layer,
    seed: int = 0,
    judge: str = PHOTOGRAPHS[0],
    way: str = "mean",
    rate: float | None = None,
) -> Course:
    """Return the whole training of a layer."""
    one = EnlargingLayer(layer.kind, layer.size)
    error = _teaching(layer.kind, layer.size, judge, way)
    return course(one, one.begin(layer.start, seed), error, grey(judge), way, rate)


def enlarged(layer: Layer, kernel: Array, name: str, way: str = "mean") -> Array:
    """Return what a layer with this kernel makes of a small photograph."""
    return EnlargingLayer(layer.kind, layer.size).enlarge(small(name, way), kernel)


def step_control(key: str, start: int) -> int:
    """Draw the slider along the training; it stops ever further apart."""
    return int(notches(key, _("Steps of training"), STEPS, start, width=330))


def judge_control(key: str) -> str:
    """Draw the choice of the photograph that judges."""
    names = {name: _(PICTURES[name]) for name in PHOTOGRAPHS}
    return str(pick(key, _("Judged on"), names, PHOTOGRAPHS[0], width=150))


def kernel_grid(title: str, kernel: NDArray[Any], cell: float = 2.4, numbered: bool = True) -> Grid:
    """Return a kernel, its colours comparable with those of every other."""
    texts = written(kernel) if numbered else [[""] * len(row) for row in kernel.tolist()]
    return Grid(title, kernel, "kernel", note="", texts=texts, reach=_REACH, cell=cell, square=True)


def written(values: NDArray[Any]) -> list[list[str]]:
    """Return weights with two decimals, which is as much as one compares."""
    return [[_weight(value) for value in row] for row in values.tolist()]


def _weight(value: float) -> str:
    """Return a weight; those of a training that diverges are large, and only their size counts."""
    return number(round(value, 2 if abs(value) < 10 else 0) + 0.0, 3)


def kernel_link(layer: Layer, kernel: Array, picture: str) -> None:
    """Draw the link to the lab with this kernel; a layer that resizes goes by its own method."""
    values = {"kernel": "custom", "kernel_values": kernel.round(3), "picture": picture}
    if layer.kind == "nearest":
        lab_link("resize_convolution", scale_factor=2, kernel_size=layer.size, **values)
        return
    size = len(kernel)
    lab_link(
        "transposed_convolution",
        stride=2,
        kernel_size=size,
        padding=(size - 1) // 2,
        output_padding=size % 2,
        **values,
    )
