"""Weights drawn at random for the small networks, alike with and without PyTorch."""

from __future__ import annotations

import numpy as np


def random_weights(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    """Draw every array of a network, of the size that keeps features near 1."""
    rng = np.random.default_rng(seed)
    return {
        name: (rng.standard_normal(shape) / np.sqrt(np.prod(shape[1:]) or 1)).astype(np.float32)
        for name, shape in sorted(shapes.items())
    }
