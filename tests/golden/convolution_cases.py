"""Convolutions and transposed convolutions, as PyTorch computes them in float64 and float32."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

Options = dict[str, Any]
Shape = tuple[int, ...]

# (name, function, shape of x, shape of weight, options)
CALLS: list[tuple[str, str, Shape, Shape, Options]] = [
    ("conv1d plain", "conv1d", (2, 3, 11), (5, 3, 4), {}),
    ("conv1d stride padding", "conv1d", (2, 3, 11), (5, 3, 4), {"stride": 3, "padding": 2}),
    (
        "conv1d dilated groups",
        "conv1d",
        (1, 6, 13),
        (4, 3, 3),
        {"stride": 2, "padding": 4, "dilation": 3, "groups": 2},
    ),
    ("conv2d preset A", "conv2d", (1, 1, 4, 4), (1, 1, 3, 3), {}),
    ("conv2d preset B", "conv2d", (1, 1, 4, 4), (1, 1, 3, 3), {"stride": 2, "padding": 1}),
    (
        "conv2d all different",
        "conv2d",
        (2, 6, 9, 11),
        (8, 3, 3, 5),
        {"stride": [2, 3], "padding": [1, 4], "dilation": [3, 2], "groups": 2},
    ),
    ("conv2d padding over kernel", "conv2d", (1, 2, 3, 4), (3, 2, 2, 1), {"padding": [5, 3]}),
    ("conv2d depthwise", "conv2d", (2, 3, 7, 8), (3, 1, 3, 4), {"groups": 3, "padding": [1, 2]}),
    ("conv2d pointwise", "conv2d", (2, 5, 3, 4), (7, 5, 1, 1), {"stride": [1, 2]}),
    ("conv_transpose1d plain", "conv_transpose1d", (2, 3, 5), (3, 4, 6), {"stride": 2}),
    (
        "conv_transpose1d stride over kernel",
        "conv_transpose1d",
        (1, 2, 5),
        (2, 3, 2),
        {"stride": 5, "output_padding": 4},
    ),
    (
        "conv_transpose1d dilated",
        "conv_transpose1d",
        (2, 4, 7),
        (4, 3, 3),
        {"stride": 3, "padding": 4, "output_padding": 2, "dilation": 4, "groups": 2},
    ),
    (
        "conv_transpose1d padding over kernel",
        "conv_transpose1d",
        (1, 1, 9),
        (1, 1, 3),
        {"stride": 2, "padding": 7},
    ),
    (
        "conv_transpose2d worked example",
        "conv_transpose2d",
        (1, 1, 2, 2),
        (1, 1, 3, 3),
        {"stride": 2, "padding": 1, "output_padding": 1},
    ),
    ("conv_transpose2d stride one", "conv_transpose2d", (1, 2, 4, 3), (2, 3, 3, 2), {}),
    (
        "conv_transpose2d all different",
        "conv_transpose2d",
        (2, 6, 5, 4),
        (6, 4, 3, 2),
        {
            "stride": [2, 3],
            "padding": [3, 1],
            "output_padding": [1, 2],
            "dilation": [2, 4],
            "groups": 2,
        },
    ),
    (
        "conv_transpose2d phases do not divide",
        "conv_transpose2d",
        (1, 3, 5, 6),
        (3, 2, 5, 4),
        {"stride": [3, 2], "padding": [1, 2], "output_padding": [2, 0]},
    ),
    (
        "conv_transpose2d common factor",
        "conv_transpose2d",
        (1, 2, 4, 5),
        (2, 1, 4, 3),
        {"stride": [4, 6], "padding": [2, 1], "output_padding": [5, 3], "dilation": [6, 4]},
    ),
    (
        "conv_transpose2d depthwise",
        "conv_transpose2d",
        (2, 3, 6, 7),
        (3, 1, 4, 3),
        {"stride": 2, "padding": 1, "groups": 3},
    ),
]


def cases() -> Iterator[Case]:
    """Yield every call in float64 and, for one of each kind, in float32."""
    rng = np.random.default_rng(20240229)
    for name, function, x_shape, weight_shape, options in CALLS:
        inputs = {"x": rng.standard_normal(x_shape), "weight": rng.standard_normal(weight_shape)}
        yield _answered(name, function, inputs, options)
        if "all different" in name:
            single = {key: array.astype(np.float32) for key, array in inputs.items()}
            yield _answered(f"{name} float32", function, single, options)
    yield from _special_weights(rng)


def _special_weights(rng: np.random.Generator) -> Iterator[Case]:
    """Weights that are no finite numbers: which outputs do they reach, and what do zeros make?"""
    for word, special in [("nan", np.nan), ("infinity", np.inf)]:
        x = rng.integers(-2, 3, (2, 4, 4, 5)).astype(np.float64)  # some are zero
        weight = rng.standard_normal((4, 3, 3, 2))
        weight[1, 2, 0, 1] = weight[3, 0, 2, 0] = special
        options: Options = {"stride": [2, 3], "padding": [1, 2], "output_padding": 1, "groups": 2}
        inputs = {"x": x, "weight": weight}
        yield _answered(
            f"conv_transpose2d {word} in the weight", "conv_transpose2d", inputs, options
        )
        inputs = {"x": x, "weight": weight.swapaxes(0, 1)}
        yield _answered(f"conv2d {word} in the weight", "conv2d", inputs, {"padding": [2, 1]})


def _answered(name: str, function: str, inputs: dict[str, np.ndarray], options: Options) -> Case:
    tensors = {"input": torch.tensor(inputs["x"]), "weight": torch.tensor(inputs["weight"])}
    result = getattr(functional, function)(**tensors, **options)
    return Case(name, function, inputs, options, [result.numpy()])
