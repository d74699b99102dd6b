"""Questions about a convolution as a matrix: its shape, entries, zeros, columns and transpose."""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np

from upsample_core.checks import Array
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import conv_map
from upsample_core.shapes import conv_output_size


def matrix_shape(seed: int) -> Question:
    """Ask for the rows and columns of C."""
    source = generator("matrix_shape", seed)
    stride, kernel_size, padding = (
        source.choice((1, 2, 3)),
        source.choice((2, 3, 4)),
        source.choice((0, 1)),
    )
    height, width = source.sample(range(kernel_size + 1, 9), 2)
    output = tuple(conv_output_size(size, kernel_size, stride, padding) for size in (height, width))
    bare = [conv_output_size(size, kernel_size, stride) for size in (height, width)]
    rows, columns = output[0] * output[1], height * width
    return Question(
        "matrix_shape",
        seed,
        {
            "input": (height, width),
            "kernel_size": kernel_size,
            "stride": stride,
            "padding": padding,
            "output": output,
            "rows": rows,
            "columns": columns,
            "taps": kernel_size**2,
        },
        (rows, columns),
        mistakes={
            "transposed": (columns, rows),
            "no_padding": (bare[0] * bare[1], columns),
            "grids": output,
            "kernel": (rows, kernel_size**2),
        },
    )


def entry(seed: int) -> Question:
    """Ask for one entry of C in one dimension."""
    source = generator("entry", seed)
    size, stride, padding = source.randint(5, 8), source.choice((1, 2)), source.choice((0, 1))
    kernel = _kernel(source, 3)
    whole = conv_map((size,), kernel, stride, padding)
    row = source.randrange(whole.shape[0])
    column = _column(source, whole, row)
    tap = column - row * stride + padding
    dense = whole.matrix.toarray()
    answer = float(dense[row, column])
    return Question(
        "entry",
        seed,
        {
            "size": size,
            "kernel": kernel.tolist(),
            "stride": stride,
            "padding": padding,
            "row": row,
            "column": column,
            "first": row * stride - padding,
            "last": row * stride - padding + 2,
        },
        answer,
        mistakes={
            "rotated": _tap(kernel, 2 - tap),
            "no_padding": _tap(kernel, column - row * stride),
            "no_stride": _tap(kernel, column - row + padding),
            "repeated": _tap(kernel, tap % 3),
        },
    )


def stored(seed: int) -> Question:
    """Ask how many entries of C are stored."""
    source = generator("stored", seed)
    stride, padding = source.choice((1, 2)), source.choice((0, 1))
    size = source.randint(4, 9)
    whole = conv_map((size,), np.ones(3), stride, padding)
    rows, columns = whole.shape
    return Question(
        "stored",
        seed,
        {
            "size": size,
            "stride": stride,
            "padding": padding,
            "rows": rows,
            "columns": columns,
            "per_row": whole.overlap().tolist(),
            "terms": " + ".join(map(str, whole.overlap().tolist())),
        },
        whole.nnz,
        mistakes={"full_rows": rows * 3, "all": rows * columns, "kernel": 3},
    )


def column_count(seed: int) -> Question:
    """Ask how many outputs one input cell takes part in; at least one."""
    source = generator("column_count", seed)
    stride, padding = source.choice((1, 2)), source.choice((0, 1))
    shape = tuple(source.sample(range(4, 8), 2))
    whole = conv_map(shape, np.ones((3, 3)), stride, padding)
    # With stride 2 no window may reach the last row or column; those cells are not asked for.
    cell = source.choice([tuple(each) for each in np.argwhere(whole.T.overlap() > 0).tolist()])
    reached = whole.footprint(cell).cells.tolist()
    return Question(
        "column_count",
        seed,
        {
            "input": shape,
            "output": whole.output_shape,
            "stride": stride,
            "padding": padding,
            "row": cell[0],
            "column": cell[1],
            "flat": cell[0] * shape[1] + cell[1],
            "outputs": _cells(reached),
            "windows": whole.shape[0],
        },
        len(reached),
        mistakes={"every_tap": 9, "one": 1, "outputs": whole.shape[0]},
    )


def null_space(seed: int) -> Question:
    """Ask how many dimensions of the input a convolution loses."""
    source = generator("null_space", seed)
    stride, kernel_size = source.choice((1, 2)), source.choice((2, 3))
    size = source.randint(kernel_size + 2, 9)
    kernel = np.array([1.0, 2.0, 1.0][:kernel_size])
    whole = conv_map((size,), kernel, stride)
    rows, columns = whole.shape
    rank = int(np.linalg.matrix_rank(whole.matrix.toarray()))
    return Question(
        "null_space",
        seed,
        {
            "size": size,
            "kernel": kernel.tolist(),
            "stride": stride,
            "rows": rows,
            "columns": columns,
            "rank": rank,
        },
        columns - rank,
        mistakes={"rank": rank, "none": 0, "columns": columns},
    )


def adjoint(seed: int) -> Question:
    """Ask for ⟨x, Cᵀy⟩ where ⟨Cx, y⟩ is known."""
    source = generator("adjoint", seed)
    stride = source.choice((1, 2))
    size = source.randint(4, 6)
    kernel = _kernel(source, 3)
    whole = conv_map((size,), kernel, stride, 1)
    x = np.array([source.randint(1, 5) for _ in range(size)], dtype=float)
    y = np.array([source.choice((-2, -1, 1, 2, 3)) for _ in range(whole.shape[0])], dtype=float)
    product = float(whole.apply(x) @ y)
    return Question(
        "adjoint",
        seed,
        {
            "size": size,
            "kernel": kernel.tolist(),
            "stride": stride,
            "x": x.tolist(),
            "y": y.tolist(),
            "forward": whole.apply(x).tolist(),
            "product": product,
            "backward": whole.T.apply(y).tolist(),
        },
        product,
        mistakes={
            "norm": float(whole.T.apply(y) @ whole.T.apply(y)),
            "sums": float(x.sum() * y.sum()),
            "none": 0.0,
        },
    )


def _kernel(source: random.Random, size: int) -> Array:
    """Return different whole numbers from 1 to 9, not the same read backwards."""
    return np.array(source.sample(range(1, 10), size), dtype=float)


def _tap(kernel: Array, place: int) -> float:
    return float(kernel[place]) if 0 <= place < kernel.size else 0.0


def _column(source: random.Random, whole: LinearMap, row: int) -> int:
    """Pick a column for an entry: three times in four one that is stored in this row."""
    if source.random() < 0.75:
        return int(source.choice(whole.contributions(row).cells[:, 0].tolist()))
    return source.randrange(whole.shape[1])


def _cells(places: list[list[int]]) -> str:
    return ", ".join(f"({', '.join(map(str, place))})" for place in places)


KINDS: Mapping[str, Maker] = {
    make.__name__: make for make in (matrix_shape, entry, stored, column_count, null_space, adjoint)
}
"""The kinds of questions of the lesson, in the order they are asked."""
