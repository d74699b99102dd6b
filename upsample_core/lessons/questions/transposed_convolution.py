"""Questions about transposed convolution: sizes, the virtual input, Cᵀ, overlap, frameworks.

Those on phases have a module of their own.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from upsample_core.lessons.frameworks import same_crop, same_size_in_pytorch
from upsample_core.lessons.parameter_search import Choice, ranked_parameters
from upsample_core.lessons.questions.phases import phase_count, phase_kernel, phase_taps
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.virtual_input import CellKind, virtual_input
from upsample_core.shapes import conv_output_size, conv_transpose_output_size

KIND_NAMES = {
    CellKind.DATUM: "datum",
    CellKind.INSERTED_ZERO: "inserted_zero",
    CellKind.BORDER: "border",
    CellKind.OUTPUT_PADDING: "output_padding",
}


def size(seed: int) -> Question:
    """Ask for the length of the output."""
    source = generator("size", seed)
    length, stride = source.randint(3, 9), source.choice((2, 3, 4))
    kernel_size, dilation = source.choice((2, 3, 4, 5)), source.choice((1, 1, 2))
    padding, output_padding = source.randint(0, 2), source.randrange(stride)
    whole = (length - 1) * stride + dilation * (kernel_size - 1) + 1
    numbers = (kernel_size, stride, padding, output_padding, dilation)
    answer = conv_transpose_output_size(length, *numbers)
    return Question(
        "size",
        seed,
        {
            "length": length,
            "stride": stride,
            "kernel_size": kernel_size,
            "padding": padding,
            "output_padding": output_padding,
            "dilation": dilation,
            "steps": (length - 1) * stride,
            "reach": dilation * (kernel_size - 1),
            "cropped": 2 * padding,
        },
        answer,
        mistakes={
            "no_output_padding": answer - output_padding,
            "not_cropped": whole + output_padding,
            "cropped_once": whole - padding + output_padding,
            "no_dilation": answer - (dilation - 1) * (kernel_size - 1),
            "scaled": length * stride,
            "every_step": answer + stride,
        },
    )


def virtual_cell(seed: int) -> Question:
    """Ask what a cell of the virtual input is."""
    source = generator("virtual_cell", seed)
    length, stride = source.randint(3, 5), source.choice((2, 3))
    kernel_size = source.choice((3, 4, 5))
    padding = source.randrange(kernel_size - 1)
    output_padding = source.randrange(stride)
    kinds = virtual_input(
        np.ones(length), kernel_size, stride, padding, output_padding
    ).kinds.tolist()
    # Every kind that there is comes up alike, however few cells are of it.
    cell_kind = source.choice(sorted(set(kinds)))
    position = source.choice([at for at, kind in enumerate(kinds) if kind == cell_kind])
    border = kernel_size - 1 - padding
    return Question(
        "virtual_cell",
        seed,
        {
            "length": length,
            "stride": stride,
            "kernel_size": kernel_size,
            "padding": padding,
            "output_padding": output_padding,
            "position": position,
            "cells": len(kinds),
            "border": border,
            "first": border,
            "last": border + (length - 1) * stride,
        },
        KIND_NAMES[CellKind(cell_kind)],
        choices=tuple(KIND_NAMES.values()),
        mistakes=_if_padded(position, length, stride, padding, output_padding),
    )


def entry(seed: int) -> Question:
    """Ask for one entry of Cᵀ in one dimension."""
    source = generator("entry of the transpose", seed)
    length, stride, padding = source.randint(3, 5), source.choice((2, 3)), source.choice((0, 1))
    kernel = np.array(source.sample(range(1, 10), source.choice((3, 4))), dtype=float)
    whole = conv_transpose_map((length,), kernel, stride, padding)
    row = source.randrange(whole.shape[0])
    column = _column(source, whole.contributions(row).cells[:, 0].tolist(), length)
    tap = row + padding - column * stride
    return Question(
        "entry",
        seed,
        {
            "length": length,
            "kernel": kernel.tolist(),
            "stride": stride,
            "padding": padding,
            "row": row,
            "column": column,
            "start": column * stride - padding,
            "end": column * stride - padding + kernel.size - 1,
        },
        float(whole.matrix.toarray()[row, column]),
        mistakes={
            "rotated": _tap(kernel, kernel.size - 1 - tap),
            "no_padding": _tap(kernel, row - column * stride),
            "no_stride": _tap(kernel, row + padding - column),
        },
    )


def overlap(seed: int) -> Question:
    """Ask how many stamps reach one output cell in two dimensions."""
    source = generator("overlap", seed)
    stride, kernel_size = source.choice((2, 2, 3)), source.choice((3, 4, 5))
    padding = source.choice((0, 1))
    shape = tuple(source.sample(range(3, 6), 2))
    whole = conv_transpose_map(shape, np.ones((kernel_size, kernel_size)), stride, padding)
    cell = tuple(source.randrange(extent) for extent in whole.output_shape)
    reached = whole.contributions(cell).cells
    rows, columns = (len(set(reached[:, axis].tolist())) for axis in (0, 1))
    return Question(
        "overlap",
        seed,
        {
            "input": shape,
            "output": whole.output_shape,
            "stride": stride,
            "kernel_size": kernel_size,
            "padding": padding,
            "row": cell[0],
            "column": cell[1],
            "down": rows,
            "across": columns,
            "stamps": shape[0] * shape[1],
        },
        int(whole.overlap()[cell]),
        mistakes={
            "kernel": kernel_size**2,
            "one_axis": max(rows, columns),
            "added": rows + columns,
            "all": shape[0] * shape[1],
        },
    )


def output_padding(seed: int) -> Question:
    """Ask which output padding brings a size back that a convolution has changed."""
    source = generator("output_padding", seed)
    stride, kernel_size = source.choice((2, 3, 4)), source.choice((3, 5))
    padding = kernel_size // 2
    original = source.randint(9, 20)
    shrunk = conv_output_size(original, kernel_size, stride, padding)
    least = conv_transpose_output_size(shrunk, kernel_size, stride, padding)
    return Question(
        "output_padding",
        seed,
        {
            "original": original,
            "shrunk": shrunk,
            "stride": stride,
            "kernel_size": kernel_size,
            "padding": padding,
            "least": least,
        },
        original - least,
        mistakes={"none": 0, "largest": stride - 1, "padding": padding},
    )


def parameters(seed: int) -> Question:
    """Ask which parameters take one size to another."""
    source = generator("parameters", seed)
    small = source.randint(4, 9)
    large = small * source.choice((2, 3)) - source.choice((0, 0, 1))
    others = [way for off in (-2, -1, 1, 2) for way in _ways(small, large + off)]
    offered = [source.choice(_ways(small, large)), *source.sample(others, 3)]
    source.shuffle(offered)
    names = ("a", "b", "c", "d")
    given: dict[str, Any] = {"small": small, "large": large}
    for name, way in zip(names, offered, strict=True):
        given |= _told(name, small, way)
    right = next(name for name in names if given[f"size_{name}"] == large)
    return Question(
        "parameters",
        seed,
        given | _told("right", small, offered[names.index(right)]),
        right,
        choices=names,
        mistakes={name: name for name in names},
    )


def same(seed: int) -> Question:
    """Ask what TensorFlow's ``same`` crops at the beginning."""
    source = generator("same", seed)
    kernel_size, stride = source.choice(((3, 2), (5, 2), (4, 2), (6, 3), (4, 3), (7, 4), (6, 2)))
    length = source.randint(3, 8)
    crop = same_crop(kernel_size, stride)
    return Question(
        "same",
        seed,
        {
            "length": length,
            "stride": stride,
            "kernel_size": kernel_size,
            "whole": (length - 1) * stride + kernel_size,
            "wanted": length * stride,
            "over": kernel_size - stride,
            "after": crop.after,
        },
        crop.before,
        mistakes={
            "pytorch": same_size_in_pytorch(kernel_size, stride).padding,
            "all": kernel_size - stride,
        },
    )


def _if_padded(
    position: int, length: int, stride: int, padding: int, output_padding: int
) -> dict[str, str]:
    """Name the kind that a cell would be of if the border were P wide; nothing beyond its end."""
    border = [CellKind.BORDER] * padding
    data = ([CellKind.DATUM] + [CellKind.INSERTED_ZERO] * (stride - 1)) * length
    kinds = border + data[: (length - 1) * stride + 1] + border
    kinds += [CellKind.OUTPUT_PADDING] * output_padding
    return {"padded": KIND_NAMES[kinds[position]]} if position < len(kinds) else {}


def _column(source: random.Random, stored: list[int], columns: int) -> int:
    """Pick a column for an entry: three times in four one that is stored in this row."""
    if stored and source.random() < 0.75:
        return source.choice(stored)
    return source.randrange(columns)


def _tap(kernel: np.ndarray, place: int) -> float:
    return float(kernel[place]) if 0 <= place < kernel.size else 0.0


def _ways(small: int, large: int) -> list[Choice]:
    """Return the usual ways from one size to the other: strided, and dropping no input."""
    return [
        way
        for way in ranked_parameters(small, large, 3, 5)
        if way.parameters.stride > 1 and not way.parameters.drops_inputs
    ]


def _told(name: str, small: int, way: Choice) -> dict[str, int]:
    """Return the parameters of a choice and the size that they give, by names of its own."""
    s, k, p, op, d = (
        way.parameters.stride,
        way.parameters.kernel_size,
        way.parameters.padding,
        way.parameters.output_padding,
        way.parameters.dilation,
    )
    return {
        f"stride_{name}": s,
        f"kernel_{name}": k,
        f"padding_{name}": p,
        f"extra_{name}": op,
        f"size_{name}": conv_transpose_output_size(small, k, s, p, op, d),
    }


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        size,
        virtual_cell,
        entry,
        overlap,
        output_padding,
        phase_taps,
        phase_count,
        phase_kernel,
        parameters,
        same,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""
