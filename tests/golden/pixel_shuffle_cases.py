"""Pixel shuffle and its reverse, as PyTorch computes them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case


def cases() -> Iterator[Case]:
    """Yield both directions for several factors."""
    rng = np.random.default_rng(20160905)
    for factor, shape in [(1, (2, 3, 4, 5)), (2, (2, 12, 3, 5)), (3, (1, 18, 2, 4))]:
        x = rng.standard_normal(shape)
        shuffled = functional.pixel_shuffle(torch.tensor(x), factor).numpy()
        options = {"upscale_factor": factor}
        yield Case(f"shuffle by {factor}", "pixel_shuffle", {"x": x}, options, [shuffled])
    for factor, shape in [(2, (2, 3, 4, 10)), (3, (1, 2, 9, 6))]:
        x = rng.standard_normal(shape).astype(np.float32)
        folded = functional.pixel_unshuffle(torch.tensor(x), factor).numpy()
        options = {"downscale_factor": factor}
        yield Case(f"unshuffle by {factor}", "pixel_unshuffle", {"x": x}, options, [folded])
