"""Pooling and max unpooling, as PyTorch computes them in float64 and float32."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

Options = dict[str, Any]
Shape = tuple[int, ...]

# (name, shape of x, options)
MAX_POOL: list[tuple[str, Shape, Options]] = [
    ("max plain", (2, 3, 6, 8), {"kernel_size": 2}),
    ("max overlapping", (1, 2, 7, 9), {"kernel_size": 3, "stride": 2, "padding": 1}),
    (
        "max all different",
        (2, 3, 11, 13),
        {"kernel_size": [3, 4], "stride": [2, 3], "padding": [1, 2], "dilation": [2, 3]},
    ),
    ("max ceil partly inside", (1, 2, 6, 5), {"kernel_size": 3, "stride": 2, "ceil_mode": True}),
    (
        "max ceil drops a window in the padding",
        (1, 2, 7, 4),
        {"kernel_size": 2, "stride": [7, 3], "padding": 1, "ceil_mode": True},
    ),
    (
        "max ceil drops no partial window",
        (1, 1, 8, 10),
        {"kernel_size": [2, 3], "stride": [3, 4], "padding": [1, 0], "ceil_mode": True},
    ),
    (
        "max ceil window larger than the padded input",
        (1, 2, 4, 3),
        {"kernel_size": [5, 6], "stride": [3, 4], "padding": [0, 1], "ceil_mode": True},
    ),
    (
        "max ceil dilated window larger than the padded input",
        (1, 2, 4, 3),
        {
            "kernel_size": [4, 2],
            "stride": [5, 7],
            "padding": [1, 0],
            "dilation": [3, 8],
            "ceil_mode": True,
        },
    ),
    ("max window of the whole", (1, 2, 5, 7), {"kernel_size": [5, 7], "stride": 1}),
]

AVG_POOL: list[tuple[str, Shape, Options]] = [
    ("avg plain", (2, 3, 6, 8), {"kernel_size": 2}),
    (
        "avg all different",
        (2, 3, 11, 13),
        {"kernel_size": [3, 5], "stride": [2, 4], "padding": [1, 2]},
    ),
    (
        "avg without the padding",
        (1, 2, 7, 9),
        {"kernel_size": [3, 4], "stride": 2, "padding": [1, 2], "count_include_pad": False},
    ),
    (
        "avg ceil",
        (1, 2, 6, 8),
        {"kernel_size": [3, 4], "stride": [2, 3], "padding": 1, "ceil_mode": True},
    ),
    (
        "avg ceil window larger than the padded input",
        (1, 2, 4, 3),
        {"kernel_size": [5, 6], "stride": [3, 4], "padding": [0, 1], "ceil_mode": True},
    ),
    (
        "avg ceil window larger than the padded input, without the padding",
        (1, 2, 4, 3),
        {
            "kernel_size": [5, 6],
            "stride": [3, 4],
            "padding": [0, 1],
            "ceil_mode": True,
            "count_include_pad": False,
        },
    ),
    (
        "avg ceil without the padding",
        (1, 2, 6, 8),
        {
            "kernel_size": [3, 4],
            "stride": [2, 3],
            "padding": 1,
            "ceil_mode": True,
            "count_include_pad": False,
        },
    ),
]

# (name, shape of x, shape of the plane that indices are drawn from, options)
MAX_UNPOOL: list[tuple[str, Shape, Shape, Options]] = [
    ("unpool plain", (2, 3, 4, 5), (8, 10), {"kernel_size": 2}),
    (
        "unpool all different",
        (2, 3, 4, 5),
        (7, 14),
        {"kernel_size": [3, 4], "stride": [2, 3], "padding": [1, 1]},
    ),
    (
        "unpool larger than the default",
        (1, 2, 4, 3),
        (8, 8),
        {"kernel_size": 3, "stride": [2, 3], "padding": 1, "output_size": [8, 8]},
    ),
    (
        "unpool smaller than the default",
        (1, 2, 4, 3),
        (11, 8),
        {"kernel_size": [3, 2], "stride": [3, 3], "output_size": [1, 2, 11, 8]},
    ),
    (
        "unpool to a size where the default is empty",
        (1, 2, 1, 1),
        (1, 4),
        {"kernel_size": 2, "stride": [3, 5], "padding": [1, 0], "output_size": [1, 4]},
    ),
    ("unpool many to one cell", (2, 2, 5, 7), (2, 3), {"kernel_size": 2, "output_size": [9, 13]}),
]


def cases() -> Iterator[Case]:
    """Yield every call in float64 and, for one of each kind, in float32."""
    rng = np.random.default_rng(19690720)
    for name, shape, options in MAX_POOL:
        x = rng.integers(0, 7, shape).astype(np.float64)  # few values: many ties
        yield _max_pool(name, x, options)
    for name, shape, options in AVG_POOL:
        yield from _in_both("avg_pool2d", name, {"x": rng.standard_normal(shape)}, options)
    for name, shape, plane, options in MAX_UNPOOL:
        indices = rng.integers(0, plane[0] * plane[1], shape)
        inputs = {"x": rng.standard_normal(shape), "indices": indices}
        yield from _in_both("max_unpool2d", name, inputs, options)
    yield from _special_maxima(rng)


def _special_maxima(rng: np.random.Generator) -> Iterator[Case]:
    """Maxima that no comparison finds: NaN, and windows of nothing but minus infinity."""
    options = {"kernel_size": [2, 3], "stride": 1, "padding": 1}
    for name, special in [("max of nan", np.nan), ("max of minus infinity", -np.inf)]:
        x = rng.standard_normal((1, 2, 5, 6))
        x[rng.random(x.shape) < 0.6] = special
        yield _max_pool(name, x, options)
        yield _max_pool(f"{name} float32", x.astype(np.float32), options)


def _max_pool(name: str, x: np.ndarray, options: Options) -> Case:
    values, indices = functional.max_pool2d(torch.tensor(x), **options, return_indices=True)
    return Case(name, "max_pool2d", {"x": x}, options, [values.numpy(), indices.numpy()])


def _in_both(
    function: str, name: str, inputs: dict[str, np.ndarray], options: Options
) -> Iterator[Case]:
    """Yield one call in float64 and, where every option is in use, in float32 also."""
    yield _answered(function, name, inputs, options)
    if "all different" in name:
        single = {**inputs, "x": inputs["x"].astype(np.float32)}
        yield _answered(function, f"{name} float32", single, options)


def _answered(function: str, name: str, inputs: dict[str, np.ndarray], options: Options) -> Case:
    tensors = [torch.tensor(array) for array in inputs.values()]
    result = getattr(functional, function)(*tensors, **options)
    return Case(name, function, inputs, options, [result.numpy()])
