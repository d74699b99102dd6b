"""The layers of the small networks, by the core's own operations: nothing here is new arithmetic.

Features are (N, C, H, W) in float32. A network keeps its weights in a dictionary, by PyTorch's
names: ``blocks.0.first.weight`` is the kernel bank of the first convolution of the first block.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from upsample_core.checks import Array
from upsample_core.operations import conv2d

Weights = Mapping[str, Array]
"""Arrays by their names."""
Shapes = dict[str, tuple[int, ...]]
"""The shape that each array must have."""


def silu(x: Array) -> Array:
    """Return ``x / (1 + exp(-x))``, the activation of all the networks."""
    half = x / 2  # 1 / (1 + exp(-x)) is (1 + tanh(x/2)) / 2, which NumPy computes fastest
    return np.asarray(half * np.tanh(half) + half)


def convolve(weights: Weights, name: str, x: Array) -> Array:
    """Convolve with the bank of that name, so that the size stays, and add its bias."""
    bank = weights[f"{name}.weight"]
    return conv2d(x, bank, padding=bank.shape[2] // 2) + weights[f"{name}.bias"][:, None, None]


def dense(weights: Weights, name: str, x: Array) -> Array:
    """Multiply rows (N, C) by the matrix of that name, and add its bias."""
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])


def residual(weights: Weights, name: str, x: Array, time: Array | None = None) -> Array:
    """Add to x what two convolutions make of it; the time, if any, scales and shifts between."""
    inner = convolve(weights, f"{name}.first", silu(x))
    if time is not None:
        scale, shift = np.split(dense(weights, f"{name}.timed", time)[:, :, None, None], 2, axis=1)
        inner = inner * (1 + scale) + shift
    return x + convolve(weights, f"{name}.second", silu(inner))


def size_of(weights: Weights) -> int:
    """Return how many numbers there are."""
    return sum(array.size for array in weights.values())


def products_of(weights: Weights, *places: str) -> int:
    """Return how often the convolutions whose names begin so multiply at one place of their grid.

    Dense layers are left out: they are run once, however large the picture.
    """
    banks = (array for name, array in weights.items() if name.startswith(places))
    return sum(array.size for array in banks if array.ndim == 4)


def conv_shapes(name: str, inputs: int, outputs: int, side: int = 3) -> Shapes:
    """Return the shapes of a convolution's weights."""
    return {f"{name}.weight": (outputs, inputs, side, side), f"{name}.bias": (outputs,)}


def dense_shapes(name: str, inputs: int, outputs: int) -> Shapes:
    """Return the shapes of a dense layer's weights."""
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def residual_shapes(name: str, width: int, timed: int = 0) -> Shapes:
    """Return the shapes of a residual block's weights; `timed` is the width of the time."""
    shapes = conv_shapes(f"{name}.first", width, width) | conv_shapes(
        f"{name}.second", width, width
    )
    return shapes | (dense_shapes(f"{name}.timed", timed, 2 * width) if timed else {})
