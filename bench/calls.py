"""Which calls of the core's functional interface are measured, at three sizes.

A lesson works on 8×8 cells of one channel, a network on feature maps of 64 channels and 64×64, and
a picture has three of 512×512. All in float32.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import upsample_core as core

SIZES = {"lesson": (1, 8), "feature": (64, 64), "picture": (3, 512)}
"""Channels, and height and width."""


@dataclass(frozen=True)
class Call:
    """A call of a function that has the same name and arguments in the core and in PyTorch.

    Attributes
    ----------
    size : str
        One of `SIZES`.
    function : str
    given : tuple
        The arguments by position: arrays, and for some a number.
    options : dict
        The arguments by name.
    """

    size: str
    function: str
    given: tuple[Any, ...]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The call in short, such as ``conv2d K=3 padding=1``."""
        shown = [f"{name}={_short(value)}" for name, value in self.options.items()]
        if self.function.startswith("conv"):
            shown.insert(0, f"K={_short(self.weight.shape[2:])}")
        elif not isinstance(self.given[-1], np.ndarray):
            shown.insert(0, str(self.given[-1]))
        return " ".join([self.function, *shown])

    @property
    def x(self) -> Any:
        """The input."""
        return self.given[0]

    @property
    def weight(self) -> Any:
        """The weight of a convolution."""
        return self.given[1]

    @property
    def spatial(self) -> tuple[int, ...]:
        """Height and width of the input, or its length."""
        return tuple(self.x.shape[2:])

    def pair(self, option: str, default: int) -> tuple[int, ...]:
        """Return an option of a convolution, one number for each axis."""
        value = self.options.get(option, default)
        return tuple(value) if isinstance(value, tuple) else (value,) * len(self.spatial)

    def run(self) -> Any:
        """Let the core do it."""
        return getattr(core, self.function)(*self.given, **self.options)


def _short(value: Any) -> str:
    if isinstance(value, tuple):
        return "×".join(map(str, value)) if len(set(value)) > 1 else str(value[0])
    return str(value)


def calls(size: str) -> Iterator[Call]:
    """Make all calls of one size, with numbers that are the same every time."""
    channels, side = SIZES[size]
    random = np.random.default_rng(0)
    x = random.standard_normal((1, channels, side, side), np.float32)
    yield from _convolutions(size, x, random)
    yield from _transposed(size, x, random)
    yield from _resampled(size, x)
    yield from _pooled(size, x)
    many = random.standard_normal((1, 4 * channels, side // 2, side // 2), np.float32)
    yield Call(size, "pixel_shuffle", (many, 2))
    yield Call(size, "pixel_unshuffle", (x, 2))


def _convolutions(size: str, x: Any, random: Any) -> Iterator[Call]:
    channels = x.shape[1]

    def weight(*taps: int, groups: int = 1) -> Any:
        return random.standard_normal((channels, channels // groups, *taps), np.float32)

    yield Call(size, "conv1d", (_as_signals(x), weight(3)), {"padding": 1})
    for taps in (1, 3, 5):
        yield Call(size, "conv2d", (x, weight(taps, taps)), {"padding": taps // 2})
    yield Call(size, "conv2d", (x, weight(3, 3)), {"stride": 2, "padding": 1})
    for dilation in (2, 8, 64):
        options = {"padding": dilation, "dilation": dilation}
        yield Call(size, "conv2d", (x, weight(3, 3)), options)
    if size == "picture":  # so far apart that a row of taps is nearly the whole picture away
        yield Call(size, "conv2d", (x, weight(2, 64)), {"padding": (190, 32), "dilation": (380, 1)})
    if channels > 1:
        for groups in sorted({channels, min(4, channels)}):
            if channels % groups == 0:
                bank = weight(3, 3, groups=groups)
                yield Call(size, "conv2d", (x, bank), {"padding": 1, "groups": groups})


def _as_signals(x: Any) -> Any:
    """Return the rows of each channel one after the other; a lesson's signal is one row."""
    return x[:, :, 0] if x.shape[2] == SIZES["lesson"][1] else x.reshape(1, x.shape[1], -1)


def _transposed(size: str, x: Any, random: Any) -> Iterator[Call]:
    channels = x.shape[1]
    name, half = "conv_transpose2d", x[:, :, ::2, ::2].copy() if size == "picture" else x

    def weight(*taps: int, outputs: int = channels) -> Any:
        return random.standard_normal((channels, outputs, *taps), np.float32)

    options = {"stride": 2, "padding": 1}
    yield Call(size, "conv_transpose1d", (_as_signals(x), weight(4)), options)
    yield Call(size, name, (half, weight(4, 4)), {"stride": 2, "padding": 1})
    yield Call(size, name, (half, weight(3, 3)), {"stride": 2, "padding": 1, "output_padding": 1})
    for dilation in (2, 8, 64):
        yield Call(size, name, (half, weight(3, 3)), {"stride": 2, "dilation": dilation})
    if size == "feature":
        few = x[:, :16].copy()
        bank = random.standard_normal((16, 8, 5, 5), np.float32)
        yield Call(size, name, (few, bank), {"stride": 3, "dilation": 2})
    if size == "picture":
        yield Call(size, name, (half, weight(2, 64)), {"dilation": (190, 1)})
    if channels > 1:
        options = {"stride": 2, "padding": 1, "groups": channels}
        yield Call(size, name, (half, weight(4, 4, outputs=1)), options)


def _resampled(size: str, x: Any) -> Iterator[Call]:
    for factor in (2, 0.5):
        for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area"):
            yield Call(size, "interpolate", (x,), {"scale_factor": factor, "mode": mode})
    for mode in ("bilinear", "bicubic"):
        options = {"scale_factor": 0.5, "mode": mode, "antialias": True}
        yield Call(size, "interpolate", (x,), options)
    target = (2 * x.shape[2], 2 * x.shape[3])
    for mode in ("nearest", "linear", "cubic"):
        yield Call(size, "resize", (x, target), {"mode": mode})


def _pooled(size: str, x: Any) -> Iterator[Call]:
    for function in ("max_pool2d", "avg_pool2d"):
        yield Call(size, function, (x, 2))
        yield Call(size, function, (x, 3), {"stride": 2, "padding": 1})
    yield Call(size, "max_pool2d", (x, 3), {"padding": 1, "stride": 1, "dilation": 2})
    yield Call(size, "max_pool2d", (x, 2), {"return_indices": True})
    values, indices = core.max_pool2d(x, 2, return_indices=True)
    yield Call(size, "max_unpool2d", (values, indices, 2))
