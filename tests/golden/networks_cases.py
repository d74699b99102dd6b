"""Sizes of networks as PyTorch has them: what the code for a chain prints, for every network.

The programs run on the meta device; those of small chains run on the CPU too, to the same sizes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator

import numpy as np

from tests.core.networks.chains import EVERY_LAYER, random_chain
from tests.golden_values import Case
from ui.snippets.network_code import network_code
from upsample_core.networks import NETWORKS, Plan, plan, read_chain

RANDOM = 150
LARGEST_MAP = 10**5


def cases() -> Iterator[Case]:
    """Yield every published network at two sizes, and chains of every layer and of random ones."""
    for name, network in NETWORKS.items():
        for size in dict.fromkeys((network.size, (384, 512))):
            planned = plan(network.chain, size)
            if planned.fits and not (network.otherwise == "fixed" and size != network.size):
                options = {"network": name, "size": size}
                yield _case(f"{name} at {size[0]} x {size[1]}", planned, options, computes=False)
    for number, text in enumerate(EVERY_LAYER):
        size = (15, 19)
        planned = plan(read_chain(text), size)
        yield _case(f"layers {number}", planned, {"text": text, "size": size}, computes=True)
    rng = np.random.default_rng(20151112)
    for number in range(RANDOM):
        text, size = random_chain(rng), tuple(int(n) for n in rng.integers(9, 20, 2))
        planned = plan(read_chain(text), size)
        if planned.fits and planned.largest_map < LARGEST_MAP:
            yield _case(f"random {number}", planned, {"text": text, "size": size}, computes=True)


def _case(name: str, planned: Plan, options: dict[str, object], computes: bool) -> Case:
    code = network_code(planned)
    sizes = _printed(code)
    if computes and _printed(code.replace('"meta"', '"cpu"')) != sizes:
        raise ValueError(f"{name} computes other sizes than it says")
    told = options | {"code": hashlib.sha256(code.encode()).hexdigest()}
    return Case(name, "network_code", {}, told, [np.array(sizes)])


def _printed(code: str) -> list[list[int]]:
    """Run a program, and read the sizes that it prints."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(code, "<network>", "exec"), {})
    return [[int(n) for n in line.split()[1:]] for line in told.getvalue().splitlines()]
