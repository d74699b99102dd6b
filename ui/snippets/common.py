"""What the calls of all libraries have in common: defaults, and numbers that they ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.snippets.layout import indices, options, statement, value
from upsample_core import Trace

CONVOLUTION = {"stride": 1, "padding": 0, "dilation": 1}
TRANSPOSED = {"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1}
POOLING = {"padding": 0, "dilation": 1, "ceil_mode": False, "count_include_pad": True}
"""The defaults of PyTorch's functions, which are also the core's."""


def kernel_of(trace: Trace) -> NDArray[Any]:
    """Return the weights of a method that has some."""
    if trace.kernel is None:
        raise ValueError(f"{trace.method.name} has no kernel")
    return trace.kernel


def same_padding(kernel_size: Sequence[int]) -> tuple[int, ...]:
    """Return the padding that keeps the size of an odd kernel's convolution."""
    return tuple(k // 2 for k in kernel_size)


def pool_options(chosen: Mapping[str, Any]) -> list[str]:
    """Return the arguments of a pooling: the window, then what is not the default."""
    given = {name: entry for name, entry in chosen.items() if name != "kernel_size"}
    kernel_size = chosen["kernel_size"]
    return [value(kernel_size), *options({**POOLING, "stride": kernel_size}, given)]


def border(strides: Sequence[int]) -> tuple[int, ...]:
    """Return the padding that the blur before decimation needs on either side."""
    return tuple(s - 1 for s in strides)


def sample_indices(trace: Trace) -> list[Any]:
    """Return, along each axis, the input index that nearest copies to every output index."""
    cells = trace.map.inputs.reshape(trace.output.shape)
    if trace.method.axes == 1:
        return [cells]
    width = trace.input.shape[1]
    return [cells[:, 0] // width, cells[0] % width]


def picks(trace: Trace, opening: str) -> list[str]:
    """Return the statements that list the samples to pick: `rows`, and `columns` of an image."""
    return [
        statement(name, opening, [indices(cells)])
        for name, cells in zip(("rows", "columns"), sample_indices(trace), strict=False)
    ]


def repeats(trace: Trace) -> tuple[int, ...] | None:
    """Return how often each sample stands in the output, if nearest repeats them all alike."""
    scales = []
    for before, after, cells in zip(
        trace.input.shape, trace.output.shape, sample_indices(trace), strict=True
    ):
        scale = after // before
        if scale * before != after or not np.array_equal(cells, np.arange(after) // scale):
            return None
        scales.append(scale)
    return tuple(scales)


def exact_ratio(trace: Trace) -> bool:
    """Whether the sizes are in the ratio of the scale factors, which floats hold exactly.

    Then 32-bit coordinates are exact too, and none is rounded to the wrong side.
    """
    sizes = zip(trace.input.shape, trace.output.shape, trace.method["scale_factor"], strict=True)
    return all(before * scale == after for before, after, scale in sizes)


def torch_antialias_errs(trace: Trace) -> bool:
    """Whether PyTorch's antialiasing goes wrong: to one column, in the same call as other rows.

    Seen in PyTorch 2.13, in both precisions; each axis by itself comes out right.
    """
    smooth = trace.method.chosen.get("antialias", False)
    if trace.method.axes == 1 or not smooth:
        return False
    (height, _), (rows, columns) = trace.input.shape, trace.output.shape
    return bool(columns == 1 and rows != height)
