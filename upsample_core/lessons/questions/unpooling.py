"""Questions about unpooling: switches, sizes, windows that overlap, what it equals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.lessons.shared_cells import shared_cells
from upsample_core.lessons.unpool_identities import pooled_again
from upsample_core.lessons.unpool_sizes import unpool_sizes
from upsample_core.operations.pooling import max_pool2d
from upsample_core.operations.unpooling import (
    average_unpool_map,
    bed_of_nails_map,
    max_unpool2d,
)
from upsample_core.shapes import conv_transpose_output_size, pool_output_size


def put_back(seed: int) -> Question:
    """Ask for one row of what max unpooling makes of a row of windows."""
    source = generator("put_back", seed)
    digits = [source.sample(range(1, 10), 4) for _window in range(3)]
    grid = np.concatenate([np.reshape(window, (2, 2)) for window in digits], axis=1).astype(float)
    pooled, indices = max_pool2d(grid[None, None], 2, return_indices=True)
    row, small = source.randrange(2), pooled[0, 0]
    unpooled = max_unpool2d(pooled, indices, 2)[0, 0]
    return Question(
        "put_back",
        seed,
        {
            "upper": grid[0].tolist(),
            "lower": grid[1].tolist(),
            "row": row,
            "pooled": small[0].tolist(),
        },
        _tuple(unpooled[row]),
        mistakes={
            "whole": _tuple(average_unpool_map((1, 3), 2).apply(small)[row]),
            "corner": _tuple(bed_of_nails_map((1, 3), 2).apply(small)[row]),
            "kept": _tuple(grid[row]),
        },
    )


def switch(seed: int) -> Question:
    """Ask for the flat index that max pooling returns."""
    source = generator("switch", seed)
    height, width = source.sample((4, 6, 8, 10), 2)
    row, column = source.randrange(1, height), source.randrange(width)
    return Question(
        "switch",
        seed,
        {
            "height": height,
            "width": width,
            "row": row,
            "column": column,
            "before": row * width,
            "window_row": row // 2,
            "window_column": column // 2,
        },
        row * width + column,
        mistakes={
            "in_window": row % 2 * 2 + column % 2,
            "height": row * height + column,
            "turned": column * height + row,
            "from_one": row * width + column + 1,
        },
    )


def default_size(seed: int) -> Question:
    """Ask which size comes back where none is asked for."""
    source = generator("default_size", seed)
    kernel_size, stride, padding = source.choice(_POOLINGS)
    size = source.randint(7, 20)
    pooled = pool_output_size(size, kernel_size, stride, padding)
    answer = unpool_sizes(size, kernel_size, stride, padding).default
    return Question(
        "default_size",
        seed,
        {
            "size": size,
            "kernel_size": kernel_size,
            "stride": stride,
            "padding": padding,
            "pooled": pooled,
            "steps": (pooled - 1) * stride,
            "cropped": 2 * padding,
        },
        answer,
        mistakes={
            "same": size,
            "scaled": pooled * stride,
            "not_cropped": answer + 2 * padding,
            "every_step": answer + stride,
        },
    )


def sizes_alike(seed: int) -> Question:
    """Ask for the smallest and the largest size that pooling takes to one."""
    source = generator("sizes_alike", seed)
    kernel_size, stride, padding = source.choice(_POOLINGS)
    pooled = source.randint(3, 9)
    size = (pooled - 1) * stride - 2 * padding + kernel_size
    found = unpool_sizes(size, kernel_size, stride, padding)
    return Question(
        "sizes_alike",
        seed,
        {
            "kernel_size": kernel_size,
            "stride": stride,
            "padding": padding,
            "pooled": pooled,
            "default": found.default,
        },
        (found.sizes[0], found.sizes[-1]),
        mistakes={
            "default_only": (found.default, found.default),
            "allowed": (found.allowed[0], found.allowed[-1]),
            "scaled": (pooled * stride, pooled * stride + stride - 1),
        },
    )


def shared(seed: int) -> Question:
    """Ask what unpooling and the gradient make of ones in a cell that several windows chose."""
    source = generator("shared", seed)
    kernel_size, stride = source.choice(((3, 2), (3, 1), (2, 1), (4, 2)))
    peak = source.randrange(2, 5) if stride == 1 else source.choice((2, 4))
    signal = [float(source.randint(1, 5)) for _cell in range(8 - kernel_size % 2)]
    signal[peak] = 9.0
    found = shared_cells([signal] * kernel_size, kernel_size, stride)
    # All rows are equal, so that of equal maxima the first row wins: one row of windows.
    count = int(found.added[0, peak])
    return Question(
        "shared",
        seed,
        {
            "signal": signal,
            "kernel_size": kernel_size,
            "stride": stride,
            "peak": peak,
            "windows": found.pooled.shape[1],
            "count": count,
        },
        (1, count),
        mistakes={
            "both_added": (count, count),
            "both_written": (1, 1),
            "turned": (count, 1),
            "all": (1, found.pooled.shape[1]),
        },
    )


def negative(seed: int) -> Question:
    """Ask what comes back when values below zero are unpooled and pooled again."""
    source = generator("negative", seed)
    values = [float(source.choice((-1, 1)) * source.randint(1, 9)) for _value in range(4)]
    values[source.randrange(4)] = -float(source.randint(1, 9))
    again = pooled_again([values], 2, seed).again[0]
    return Question(
        "negative",
        seed,
        {"values": values},
        _tuple(again),
        mistakes={
            "same": tuple(values),
            "size": tuple(abs(value) for value in values),
            "none": (0.0,) * 4,
        },
    )


def kept(seed: int) -> Question:
    """Ask how many pixels hold a value after some levels there and back."""
    source = generator("kept", seed)
    levels, window = source.choice(((2, 2), (3, 2), (1, 3), (2, 3)))
    unit = window**levels
    height, width = (unit * times for times in source.sample(range(2, 7), 2))
    return Question(
        "kept",
        seed,
        {
            "height": height,
            "width": width,
            "levels": levels,
            "window": window,
            "pooled": (height // unit, width // unit),
            "share": unit**2,
        },
        height * width // unit**2,
        mistakes={
            "one_axis": height * width // unit,
            "one_level": height * width // window**2,
            "all": height * width,
        },
    )


def nails(seed: int) -> Question:
    """Ask which transposed convolution bed of nails is."""
    source = generator("nails", seed)
    stride, length = source.choice((2, 3, 4)), source.randint(3, 8)
    offered = {
        "right": (1, 0, stride - 1),
        "whole": (stride, 0, 0),
        "short": (1, 0, 0),
        "wide": (stride + 1, 1, 1),
    }
    order = source.sample(list(offered), 4)
    given: dict[str, Any] = {"stride": stride, "length": length, "size": length * stride}
    for name, slip in zip(_NAMES, order, strict=True):
        given |= _told(name, length, stride, *offered[slip])
    given |= _told("right", length, stride, *offered["right"])
    given["size_short"] = _told("short", length, stride, *offered["short"])["size_short"]
    return Question(
        "nails",
        seed,
        given,
        _NAMES[order.index("right")],
        choices=_NAMES,
        mistakes={slip: _NAMES[order.index(slip)] for slip in order if slip != "right"},
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (put_back, switch, shared, default_size, sizes_alike, negative, nails, kept)
}
"""The kinds of questions of the lesson, in the order they are asked."""

_NAMES = ("a", "b", "c", "d")
_POOLINGS = ((3, 2, 1), (3, 2, 0), (2, 2, 0), (3, 3, 0), (3, 3, 1), (5, 3, 2), (4, 2, 1))
"""Kernel size, stride and padding."""


def _tuple(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _told(
    name: str, length: int, stride: int, kernel_size: int, padding: int, extra: int
) -> dict[str, int]:
    return {
        f"kernel_{name}": kernel_size,
        f"padding_{name}": padding,
        f"extra_{name}": extra,
        f"size_{name}": conv_transpose_output_size(length, kernel_size, stride, padding, extra),
    }
