"""The gradient of max pooling with windows that overlap, by PyTorch's autograd."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

WINDOWS = [((6, 7), 3, 2), ((5, 8), 2, 1), ((7, 6), 3, 1), ((6, 8), 2, 2)]


def cases() -> Iterator[Case]:
    """Yield what a gradient of ones becomes on its way back, with many equal values."""
    rng = np.random.default_rng(20151207)
    for shape, kernel_size, stride in WINDOWS:
        x = rng.integers(0, 5, shape).astype(float)
        data = torch.tensor(x)[None, None].requires_grad_()
        functional.max_pool2d(data, kernel_size, stride).sum().backward()
        options = {"kernel_size": kernel_size, "stride": stride}
        name = f"{shape[0]} x {shape[1]} by K {kernel_size} S {stride}"
        yield Case(name, "max_pool_gradient", {"x": x}, options, [data.grad[0, 0].numpy()])
