"""The shipped networks, by the modules that they were trained as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from tests.golden_values import Case
from training.checking import SHIPPED, module_of

FOLDER = Path(__file__).parents[2] / "assets/weights"


def cases() -> Iterator[Case]:
    """Yield what each shipped network answers to two random pictures."""
    rng = np.random.default_rng(20261122)
    for name in SHIPPED:
        module = module_of(FOLDER / f"{name}.npz")
        kind = type(module).__name__.lower()
        inputs = {"small": rng.random((2, 1, 4, 4), np.float32)}
        options = {}
        if kind == "flow":
            inputs = {"noisy": rng.standard_normal((2, 1, 32, 32), np.float32)} | inputs
            options = {"time": 0.625}
        elif "gan" in name:
            inputs["noise"] = rng.standard_normal((2, 8, 4, 4), np.float32)
        given = [torch.tensor(array) for array in inputs.values()]
        given += [torch.full((2,), time) for time in options.values()]
        with torch.no_grad():
            yield Case(name, kind, inputs, options, [module(*given).numpy()])
