"""Gradients with respect to inputs and weights, by PyTorch's autograd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

CONVOLUTIONS: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((2, 3, 5, 7), (4, 3, 3, 2), {}),
    ((2, 3, 6, 8), (4, 3, 3, 2), {"stride": [2, 3], "padding": [1, 0]}),
    ((3, 4, 7, 9), (6, 2, 2, 3), {"stride": 2, "padding": [0, 2], "dilation": 2, "groups": 2}),
]
TRANSPOSED: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((2, 3, 4, 5), (3, 4, 3, 2), {}),
    ((2, 3, 4, 5), (3, 4, 3, 4), {"stride": 2, "padding": 1, "output_padding": [1, 0]}),
    (
        (3, 4, 3, 5),
        (4, 3, 2, 3),
        {"stride": [2, 1], "padding": [0, 1], "output_padding": [2, 1], "dilation": 3}
        | {"groups": 2},
    ),
]


def cases() -> Iterator[Case]:
    """Yield what a random gradient becomes on its way back through each layer."""
    rng = np.random.default_rng(20260711)
    for name, layers in (("conv2d", CONVOLUTIONS), ("conv_transpose2d", TRANSPOSED)):
        forward = getattr(functional, name)
        for shape, bank, options in layers:
            x = torch.tensor(rng.standard_normal(shape)).requires_grad_()
            weight = torch.tensor(rng.standard_normal(bank)).requires_grad_()
            y = forward(x, weight, **options)
            gradient = rng.standard_normal(tuple(y.shape))
            y.backward(torch.tensor(gradient))
            yield Case(
                f"{name} of {shape} with {bank}, {options}",
                name,
                {
                    "x": x.detach().numpy(),
                    "weight": weight.detach().numpy(),
                    "grad_output": gradient,
                },
                options,
                [x.grad.numpy(), weight.grad.numpy()],
            )
