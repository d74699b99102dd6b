"""The small networks with random weights, by the modules that they are trained as."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from tests.golden.generative_weights import random_weights
from tests.golden_values import Case
from training.nets import Enlarger, Flow

NETWORKS = {
    "least-squares": lambda: Enlarger(),
    "least-squares-x4": lambda: Enlarger(doublings=2),
    "gan": lambda: Enlarger(8),
    "gan-x4": lambda: Enlarger(8, doublings=2),
    "flow": lambda: Flow(),
}


def cases() -> Iterator[Case]:
    """Yield what each kind of network answers to pictures whose sizes all differ."""
    rng = np.random.default_rng(20261121)
    for seed, (kind, make) in enumerate(NETWORKS.items()):
        network = make()
        shapes = {name: tuple(array.shape) for name, array in network.state_dict().items()}
        weights = random_weights(shapes, seed)
        network.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
        inputs = {"small": rng.random((3, 1, 4, 5), np.float32)}
        if kind.startswith("gan"):
            inputs["noise"] = rng.standard_normal((3, 8, 4, 5), np.float32)
        if kind == "flow":
            inputs = {"noisy": rng.standard_normal((3, 1, 32, 40), np.float32)} | inputs
        options = {"seed": seed} | ({"time": 0.375} if kind == "flow" else {})
        given = [torch.tensor(array) for array in inputs.values()]
        given += [torch.full((3,), 0.375)] if kind == "flow" else []
        with torch.no_grad():
            yield Case(kind, kind, inputs, options, [network(*given).numpy()])
