"""What the page of comparisons computes: every method on one picture, and what judges them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from bench.core import SIZE
from bench.harness import Case
from ui.compare.trained import NETWORKS, enlarger
from upsample_core import METHODS
from upsample_core.generative import TRAINED
from upsample_core.methods import can_enlarge
from upsample_core.runs import Reduced, enlarged, enlarged_by_trained, reduced, score

FACTOR = 4
ADAPTIVE = "edge_directed"


def comparisons() -> Iterator[Case]:
    """Enlarge a picture by every method, one after another, and judge what comes of it.

    The picture is reduced to 256×256 first, so what the methods make has a megapixel; and then, as
    samples on the page are, from 256×256.
    """
    random = np.random.default_rng(3)
    large = reduced(random.random((3, FACTOR * SIZE, FACTOR * SIZE), np.float32), "bicubic", FACTOR)
    small = reduced(random.random((3, SIZE, SIZE), np.float32), "bicubic", FACTOR)
    names = [name for name, definition in METHODS.items() if can_enlarge(definition)]
    yield Case(f"all methods, {SIZE}×{SIZE} ×{FACTOR}", lambda: _enlarged(names, large), bound=3000)
    yield Case(
        f"{ADAPTIVE}, {SIZE}×{SIZE} ×{FACTOR}", lambda: _enlarged([ADAPTIVE], large), bound=1000
    )
    judged = f"all methods judged, to {SIZE}×{SIZE}"
    yield Case(judged, lambda: _judged(names, small), bound=3000)
    original = random.random((3, SIZE, SIZE), np.float32)
    for network in NETWORKS:
        factor = TRAINED[network].own
        pair = reduced(original, "average", factor)
        yield Case(
            f"{network}, to {SIZE}×{SIZE} ×{factor}",
            partial(enlarged_by_trained, enlarger(network), pair),
            bound=5000,
        )


def _enlarged(names: list[str], pair: Reduced) -> list[Any]:
    return [enlarged(name, pair).seconds for name in names]


def _judged(names: list[str], pair: Reduced) -> list[Any]:
    return [score(enlarged(name, pair), pair) for name in names]
