"""Halved sizes, small rows averaged at their borders, and blurs that keep every second cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

SIZES = range(4, 41)
LAYERS = {
    "pool": torch.nn.MaxPool1d(2),
    "pool_ceil": torch.nn.MaxPool1d(2, ceil_mode=True),
    "conv_4": torch.nn.Conv1d(1, 1, 4, stride=2, padding=1),
    "conv_3": torch.nn.Conv1d(1, 1, 3, stride=2, padding=1),
}
BLURS = {"rect2": (1, 1), "tri3": (1, 2, 1), "bin5": (1, 4, 6, 4, 1)}


def cases() -> Iterator[Case]:
    """Yield the sizes of every layer, every row of the lesson's step, and blurred pictures."""
    for rule, layer in LAYERS.items():
        sizes = np.array([layer(torch.zeros(1, 1, size)).shape[-1] for size in SIZES])
        yield Case(f"sizes {rule}", "sizes", {"sizes": np.array(SIZES)}, {"rule": rule}, [sizes])
    rng = np.random.default_rng(1990)
    for size, kernel_size, padding in product(range(5, 10), (2, 3), (0, 1)):
        for ceil_mode, counted in product((False, True), repeat=2):
            yield _mean(rng, size, kernel_size, padding, ceil_mode, counted)
    for first, (blur, taps) in product(("none", "max"), BLURS.items()):
        yield _blur_pool(rng, first, blur, taps)


def _mean(
    rng: np.random.Generator,
    size: int,
    kernel_size: int,
    padding: int,
    ceil_mode: bool,
    counted: bool,
) -> Case:
    x = rng.standard_normal(size)
    options = {
        "kernel_size": kernel_size,
        "stride": 2,
        "padding": padding,
        "ceil_mode": ceil_mode,
        "count_include_pad": counted,
    }
    result = functional.avg_pool1d(torch.tensor(x)[None, None], **options)[0, 0]
    name = f"mean of {size}: K{kernel_size} P{padding} ceil {ceil_mode} counted {counted}"
    return Case(name, "avg_pool1d", {"x": x}, options, [result.numpy()])


def _blur_pool(rng: np.random.Generator, first: str, blur: str, taps: tuple[int, ...]) -> Case:
    """Blur-pool as a depthwise convolution over a picture that goes round."""
    x = rng.random((8, 10))
    image = torch.tensor(x)[None, None]
    if first == "max":
        wide = functional.pad(image, (0, 1, 0, 1), mode="circular")
        image = functional.max_pool2d(wide, 2, stride=1)
    weights = torch.tensor(np.outer(taps, taps) / sum(taps) ** 2)[None, None]
    before, after = (len(taps) - 1) // 2, len(taps) // 2
    wide = functional.pad(image, (before, after, before, after), mode="circular")
    result = functional.conv2d(wide, weights, stride=2)[0, 0]
    options = {"first": first, "blur": blur}
    return Case(f"blur pool {first} {blur}", "blur_pool", {"values": x}, options, [result.numpy()])
