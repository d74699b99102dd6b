"""Questions about checkerboard artifacts: overlap, evenness, phase sums, stacks, holes and biases.

Those on remedies and on the spectrum have modules of their own.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from upsample_core.analysis.evenness import make_flat, phase_sums
from upsample_core.analysis.overlap import coverage_phases, is_even, stack_coverage
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.lessons.questions.remedies import remedies
from upsample_core.lessons.questions.spectrum import copy_of_constant, copy_place, frequency

_NAMES = ("a", "b", "c", "d")


def overlap(seed: int) -> Question:
    """Ask for the overlap count of one cell, well inside, in two dimensions."""
    source = generator("interior overlap", seed)
    stride, kernel_size = source.choice((2, 2, 3)), source.choice((3, 4, 5, 7))
    phases = coverage_phases(kernel_size, stride)
    row, column = source.randrange(20, 30), source.randrange(20, 30)
    down, across = (int(phases[cell % stride]) for cell in (row, column))
    return Question(
        "overlap",
        seed,
        {
            "stride": stride,
            "kernel_size": kernel_size,
            "row": row,
            "column": column,
            "row_rest": row % stride,
            "column_rest": column % stride,
            "down": down,
            "across": across,
        },
        down * across,
        mistakes={
            "one_axis": max(down, across),
            "added": down + across,
            "kernel": kernel_size**2,
            "other_phase": int(phases[(row + 1) % stride] * phases[(column + 1) % stride]),
        },
    )


def even(seed: int) -> Question:
    """Ask which of four layers is reached evenly."""
    source = generator("even", seed)
    layers = [(k, s, d) for k in range(2, 10) for s in (2, 3, 4) for d in (1, 1, 2, 3)]
    coprime = source.choice([one for one in layers if math.gcd(*one[:2]) == 1 and one[2] == 1])
    larger = [(k, s, d) for k, s, d in layers if k > s and k % s and math.gcd(s, d) == 1]
    offered = {
        "right": source.choice([one for one in layers if is_even(*one)]),
        "coprime": coprime,
        "dilated": source.choice([(k, s, d) for k, s, d in layers if k % s + d % s == 0]),
        "larger": source.choice([one for one in larger if one != coprime]),
    }
    order = source.sample(list(offered), 4)
    given: dict[str, Any] = {}
    for name, slip in zip(_NAMES, order, strict=True):
        given |= _told(name, *offered[slip])
    answer = _NAMES[order.index("right")]
    return Question(
        "even",
        seed,
        given | _told("right", *offered["right"]),
        answer,
        choices=_NAMES,
        mistakes={slip: _NAMES[order.index(slip)] for slip in order if slip != "right"},
    )


def sums(seed: int) -> Question:
    """Ask for the phase sums of a kernel in one dimension."""
    source = generator("sums", seed)
    stride = source.choice((2, 2, 3))
    size = source.randint(stride + 1, stride + 3)
    kernel = np.array([source.randint(-2, 6) for _ in range(size)], dtype=float)
    found = phase_sums(kernel, stride)
    runs = [float(part.sum()) for part in np.array_split(kernel, stride)]
    return Question(
        "sums",
        seed,
        {
            "kernel": kernel.tolist(),
            "stride": stride,
            "terms": "; ".join(_sum_of(kernel[phase::stride]) for phase in range(stride)),
            "constant": _list_of(found.tolist()),
        },
        tuple(found.tolist()),
        mistakes={
            "counts": tuple(coverage_phases(size, stride).tolist()),
            "runs": tuple(runs),
            "turned": tuple(found[::-1].tolist()),
        },
    )


def flat(seed: int) -> Question:
    """Ask which kernel keeps a constant constant."""
    source = generator("flat", seed)
    offered = {
        "right": _flat_kernel(source),
        "divides": _uneven_kernel(source, 4),
        "symmetric": _symmetric(source),
        "equal_weights": [float(source.randint(1, 3))] * source.choice((3, 5)),
    }
    order = source.sample(list(offered), 4)
    given: dict[str, Any] = {"stride": 2}
    for name, slip in zip(_NAMES, order, strict=True):
        given |= {f"kernel_{name}": offered[slip], f"sums_{name}": _sums(offered[slip])}
    answer = _NAMES[order.index("right")]
    given |= {"kernel_right": offered["right"], "sums_right": _sums(offered["right"])}
    for slip in ("divides", "symmetric", "equal_weights"):
        given[f"sums_{slip}"] = _sums(offered[slip])
    return Question(
        "flat",
        seed,
        given,
        answer,
        choices=_NAMES,
        mistakes={slip: _NAMES[order.index(slip)] for slip in order if slip != "right"},
    )


def stack(seed: int) -> Question:
    """Ask for the largest and smallest number of paths through a stack of two layers."""
    source = generator("stack", seed)
    layers = [(source.choice((3, 4, 5)), 2), (source.choice((2, 3, 4, 5)), source.choice((1, 2)))]
    paths = stack_coverage(layers)
    most, least = int(paths.max()), int(paths.min())
    alone = [coverage_phases(*layer) for layer in layers]
    return Question(
        "stack",
        seed,
        {
            "kernel_1": layers[0][0],
            "stride_1": layers[0][1],
            "kernel_2": layers[1][0],
            "stride_2": layers[1][1],
            "phases": _list_of(paths.tolist()),
            "first": _list_of(alone[0].tolist()),
            "most_2d": most**2,
            "least_2d": least**2,
            "most": most,
            "least": least,
        },
        (float(most), float(least)),
        mistakes={
            "first_only": (int(alone[0].max()), int(alone[0].min())),
            "multiplied": (
                int(alone[0].max() * alone[1].max()),
                int(alone[0].min() * alone[1].min()),
            ),
            "two_axes": (most**2, least**2),
        },
    )


def holes(seed: int) -> Question:
    """Ask how many cells of each S × S block no stamp reaches."""
    source = generator("holes", seed)
    stride, dilation = source.choice((2, 3, 4)), source.choice((1, 1, 2))
    kernel_size = source.randint(1, stride + 1)
    reached = int(np.count_nonzero(coverage_phases(kernel_size, stride, dilation)))
    return Question(
        "holes",
        seed,
        {
            "stride": stride,
            "kernel_size": kernel_size,
            "dilation": dilation,
            "cells": stride**2,
            "reached": reached,
            "reached_2d": reached**2,
        },
        stride**2 - reached**2,
        mistakes={
            "one_axis": stride - reached,
            "squared": (stride - reached) ** 2,
            "reached": reached**2,
            "none": 0,
        },
    )


def bias(seed: int) -> Question:
    """Ask what a constant becomes under weights and a bias, at the cells of both phases."""
    source = generator("bias", seed)
    size = source.choice((3, 4, 5))
    kernel = np.array([source.randint(-1, 4) for _ in range(size)], dtype=float)
    level, added = source.choice((-2, -1, 0, 0, 1, 2, 3)), source.choice((-3, -1, 1, 2, 4))
    sums = phase_sums(kernel, 2)
    total = float(kernel.sum())
    return Question(
        "bias",
        seed,
        {
            "kernel": kernel.tolist(),
            "level": level,
            "bias": added,
            "even": float(sums[0]),
            "odd": float(sums[1]),
        },
        _pair(level * sums + added),
        mistakes={
            "no_bias": _pair(level * sums),
            "bias_first": _pair((level + added) * sums),
            "all_taps": (level * total + added, level * total + added),
            "turned": _pair((level * sums + added)[::-1]),
        },
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        overlap,
        even,
        sums,
        stack,
        flat,
        holes,
        remedies,
        bias,
        frequency,
        copy_place,
        copy_of_constant,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""


def _pair(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _told(name: str, kernel_size: int, stride: int, dilation: int) -> dict[str, Any]:
    counts = coverage_phases(kernel_size, stride, dilation).tolist()
    return {
        f"kernel_{name}": kernel_size,
        f"stride_{name}": stride,
        f"dilation_{name}": dilation,
        f"counts_{name}": _list_of(counts),
    }


def _flat_kernel(source: random.Random) -> list[float]:
    """Return three to five weights with equal phase sums for a stride of 2, not all alike."""
    while True:
        weights = [float(source.randint(1, 6)) for _ in range(source.choice((3, 4, 5)))]
        kernel = make_flat(weights, 2).tolist()
        if all(weight.is_integer() for weight in kernel) and len(set(kernel)) > 1:
            return [float(weight) for weight in kernel]


def _uneven_kernel(source: random.Random, size: int) -> list[float]:
    while True:
        kernel = [float(source.randint(1, 6)) for _ in range(size)]
        if np.ptp(phase_sums(kernel, 2)) > 0:
            return kernel


def _symmetric(source: random.Random) -> list[float]:
    """Return five weights, the same read backwards, with unequal phase sums."""
    while True:
        half = [float(source.randint(1, 5)) for _ in range(3)]
        kernel = half + half[1::-1]
        if np.ptp(phase_sums(kernel, 2)) > 0 and len(set(kernel)) > 1:
            return kernel


def _sums(kernel: list[float]) -> str:
    return _list_of(phase_sums(kernel, 2).tolist())


def _sum_of(weights: Any) -> str:
    terms = " + ".join(_number(weight) for weight in weights).replace("+ −", "− ")
    return f"{terms} = {_number(float(sum(weights)))}" if len(weights) > 1 else terms


def _list_of(values: list[Any]) -> str:
    return ", ".join(map(_number, values))


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
