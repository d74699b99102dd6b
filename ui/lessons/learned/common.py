"""What the figures of the lesson on learned kernels share: photographs, trainings, kernels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from ui.grids import Grid
from ui.lab.link import lab_link
from ui.labels import PICTURES
from ui.lesson_controls import pick
from ui.numbers import decibels, dimensions, number
from ui.picture_panes import Pane
from ui.pictures import SAMPLE_SIZE, sample
from ui.shared import shared
from ui.training_figure import Film, Table, film, still, the_step
from ui.words import N_, _
from upsample_core import Array
from upsample_core.learning import EnlargingLayer, SquaredError
from upsample_core.lessons import STEPS, Course, course, errors_of, fixed, shrink, small_grey
from upsample_core.methods import MAX_KERNEL_SIZE

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
_NAMES = {
    "transposed": N_("Transposed {size} × {size}"),
    "sub_pixel": N_("Sub-pixel {size} × {size}"),
    "nearest": N_("Nearest + {size} × {size}"),
    "bilinear": N_("Bilinear + {size} × {size}"),
}
MATRIX_OF = (4, 4)
"""The small picture whose matrix is drawn: large enough to have rows away from the border."""

WAYS = {
    "mean": N_("Mean of 2 × 2"),
    "decimate": N_("Every second pixel"),
    "gaussian": N_("Gaussian first"),
}


def layer_name(kind: str, size: int) -> str:
    """Return what a layer is called."""
    return _(_NAMES[kind], size=size)


@shared
def grey(name: str) -> Array:
    """Return the part of a photograph that is trained or judged on, in grey."""
    row, column = _FACES.get(name, _MIDDLE)
    return small_grey(sample(name), SAMPLE_SIZE)[row : row + SIDE, column : column + SIDE]


@shared
def whole_grey(name: str) -> Array:
    """Return a whole photograph in grey."""
    return small_grey(sample(name), SAMPLE_SIZE)


@shared
def small(name: str, way: str = "mean") -> Array:
    """Return a photograph made half as large."""
    return shrink(grey(name), way)


@shared
def marks(name: str, way: str = "mean") -> dict[str, float]:
    """Return the decibels of the methods that do not learn."""
    return fixed(grey(name), way)


@shared
def error_on(kind: str, size: int, name: str, way: str) -> SquaredError:
    """Return the error of a layer on one photograph."""
    return errors_of(EnlargingLayer(kind, size), [grey(name)], way)


def _teaching(kind: str, size: int, judge: str, way: str) -> SquaredError:
    """Return the error of a layer on all photographs but the one that judges."""
    others = [error_on(kind, size, name, way) for name in PHOTOGRAPHS if name != judge]
    return SquaredError.together(others)


@shared
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


@shared
def _frames(layer: Layer, seed: int, judge: str, way: str, rate: float | None) -> bytes:
    """Return what a layer makes of a photograph at every step of its training, packed."""
    return film(enlarged(layer, trained(layer, seed, judge, way, rate).kernels, judge, way))


def picture_so_far(
    title: str,
    layer: Layer,
    seed: int = 0,
    judge: str = PHOTOGRAPHS[0],
    way: str = "mean",
    rate: float | None = None,
    notes: Sequence[str] = (),
    sized: bool = True,
) -> Film:
    """Return what a layer makes of a photograph, step by step; parameters as of `trained`."""
    one = trained(layer, seed, judge, way, rate)
    pane = Pane(title, grey(judge), "output", sized=sized)
    texts = notes or [decibels(value) for value in one.decibels.tolist()]
    return Film(pane, _frames(layer, seed, judge, way, rate), len(STEPS), texts)


def original(judge: str, sized: bool = True) -> Film:
    """Return the photograph that is to come back."""
    return still(_("Original"), grey(judge), "input", sized=sized)


def kernel_table(title: str, kernels: NDArray[Any], cell: float = 2.4) -> Table:
    """Return a kernel of every step, or one that stays, coloured like every other."""
    values = kernels if kernels.ndim == 3 else kernels.reshape(1, *kernels.shape)
    return Table(title, values, "kernel", cell, _REACH)


def matrix_table(layer: Layer, kernels: NDArray[Any]) -> Table:
    """Return the matrix of a layer in every step, for a small picture of `MATRIX_OF`."""
    values = EnlargingLayer(layer.kind, layer.size).matrix(kernels, MATRIX_OF)
    title = _("Matrix {name}", name=dimensions(values.shape[1:]))
    return Table(title, values, "kernel", 0.16, _REACH)


def step_control(key: str, start: int) -> int:
    """Return the step of the training, which the slider of the figure moves."""
    return the_step(key, STEPS, start)


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
    if layer.kind in ("nearest", "bilinear"):
        values["mode"] = layer.kind
        lab_link("resize_convolution", scale_factor=2, kernel_size=layer.size, **values)
        return
    size = len(kernel)
    if size > MAX_KERNEL_SIZE:
        return  # the lab's kernels are no larger
    lab_link(
        "transposed_convolution",
        stride=2,
        kernel_size=size,
        padding=(size - 1) // 2,
        output_padding=size % 2,
        **values,
    )
