"""A chain run on an array, by the operations of the core, with weights drawn at random.

What a chain draws with weights that nobody has trained comes from its layers alone.

References
----------
He et al., "Delving deep into rectifiers", 2015 (the scale of the weights).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array
from upsample_core.inputs import preset_kernel
from upsample_core.networks.blocks import written_out
from upsample_core.networks.layer import INPUT, Layer
from upsample_core.networks.plan import Plan, Sizes
from upsample_core.operations import (
    avg_pool2d,
    conv2d,
    conv_transpose2d,
    icnr,
    max_pool2d,
    max_unpool2d,
    pixel_shuffle,
    pixel_unshuffle,
)
from upsample_core.resampling import interpolate

_LINEAR = ("blur", "noise", "shuffle", "join", "crop", "returns")
"""Layers before which a map is not rectified, but after."""


class Ran(NamedTuple):
    """A layer of a chain that has run.

    Attributes
    ----------
    layer : Layer
    done, total : int
        How many layers have run, and of how many.
    values : ndarray, shape (C, H, W)
        The map after the layer.
    """

    layer: Layer
    done: int
    total: int
    values: Array


@dataclass
class _State:
    """What a run goes on with: the map along the chain, and the maps that it keeps."""

    x: Array
    source: np.random.Generator
    kept: dict[str, Array] = field(default_factory=dict)
    signed: bool = False

    def rectified(self) -> None:
        """Apply the ReLU that the last weights are still to be followed by."""
        if self.signed:
            self.x = np.maximum(self.x, 0)
            self.signed = False


def run_plan(planned: Plan, x: Array, seed: int = 0) -> Iterator[Ran]:
    """Run the layers of a plan on an array, one at a time.

    Weights are drawn from a normal distribution whose variance keeps the values in scale. Each
    layer with weights is followed by a ReLU but the last; where a fixed filter, a pixel shuffle or
    a join comes next, the ReLU stands behind that.

    Parameters
    ----------
    planned : Plan
        Of a chain for the size of `x`; it must fit.
    x : ndarray, shape (C, H, W)
    seed : int
        Decides the weights.
    """
    state = _State(x[None].astype(np.float32), np.random.default_rng(seed))
    state.kept[INPUT] = state.x
    layers = [row.layer for row in planned.rows]
    for place, row in enumerate(planned.rows):
        layer, after = row.layer, layers[place + 1] if place + 1 < len(layers) else None
        if layer.kind not in _LINEAR and not layer.fixed:
            state.rectified()
        equal = after is not None and after.kind == "shuffle" and after.mode == "icnr"
        for one in written_out(layer, row.channels_before):
            _run_one(one, state, row.after, after.factor if equal and after else 1)
        yield Ran(layer, place + 1, len(layers), state.x[0])


def _run_one(layer: Layer, state: _State, size: Sizes, equal: int) -> None:
    match layer.kind:
        case "conv":
            state.rectified()
            state.x = _convolved(layer, state, equal)
            state.signed = True
        case "convt":
            state.x = _transposed(layer, state)
            state.signed = state.signed or not layer.fixed
        case "dense":
            state.x = _dense(layer, state)
            state.signed = True
        case "skip":
            state.rectified()
            state.kept[layer.name] = state.x
        case "from":
            state.x = state.kept[layer.name]
        case "join":
            _join(layer, state)
        case "adain":
            state.x = _styled(state)
        case "unpool":
            state.x = _unpooled(layer, state)
        case _:
            state.x = _without_weights(layer, state.x, size)


def _without_weights(layer: Layer, x: Array, size: Sizes) -> Array:
    match layer.kind:
        case "up" | "resize":
            corners = layer.corners and layer.mode != "nearest"
            return interpolate(x, size=size, mode=layer.mode, align_corners=corners)
        case "bins":
            return interpolate(x, size=size, mode="area")
        case "crop":
            return _cut(x, _middle(x.shape[2:], size, layer.offset), size)
        case "maxpool":
            return max_pool2d(x, layer.kernel, layer.stride, layer.padding[0], 1, layer.ceil)
        case "avgpool":
            return avg_pool2d(x, layer.kernel, layer.stride, layer.padding[0], layer.ceil)
        case "shuffle":
            return pixel_shuffle(x, layer.factor)
        case "unshuffle":
            return pixel_unshuffle(x, layer.factor)
        case "blur":
            taps = np.asarray(layer.taps, np.float32) / sum(layer.taps)
            weight = np.broadcast_to(np.outer(taps, taps), (x.shape[1], 1, len(taps), len(taps)))
            return conv2d(_padded(x, layer.padding), weight, groups=x.shape[1])
    return x


def _drawn(source: np.random.Generator, shape: tuple[int, ...], reached: float) -> Array:
    """Draw weights for a layer in which `reached` inputs add up to one output."""
    scale = np.float32(np.sqrt(2 / reached))
    return np.asarray(source.standard_normal(shape, dtype=np.float32) * scale)


def _convolved(layer: Layer, state: _State, equal: int = 1) -> Array:
    """Convolve; `equal` filters in a row begin alike, squared, where a shuffle asks for it."""
    x, k = state.x, layer.kernel
    reached = x.shape[1] // layer.groups * k * k
    shape = (layer.channels // equal**2, x.shape[1] // layer.groups, k, k)
    weight = icnr(_drawn(state.source, shape, reached), equal)
    return conv2d(
        _padded(x, _borders(layer, x.shape[2:])),
        weight,
        layer.stride,
        0,
        layer.dilation,
        layer.groups,
    )


def _borders(layer: Layer, size: tuple[int, ...]) -> Sizes | tuple[Sizes, Sizes]:
    """Return the cells before and after, along both axes or along each."""
    if not layer.same:
        return layer.padding
    found = []
    for cells in size:
        reach = layer.dilation * (layer.kernel - 1) + 1
        missing = max((-(-cells // layer.stride) - 1) * layer.stride + reach - cells, 0)
        found.append((missing // 2, missing - missing // 2))
    return found[0], found[1]


def _padded(x: Array, borders: Sizes | tuple[Sizes, Sizes]) -> Array:
    return np.pad(x, ((0, 0), (0, 0), *np.broadcast_to(borders, (2, 2)).tolist()))


def _styled(state: _State) -> Array:
    """Normalise every channel, and give it a mean and a spread drawn at random."""
    x = state.x
    drawn = state.source.standard_normal((2, 1, x.shape[1], 1, 1), dtype=np.float32)
    means, spreads = x.mean(axis=(2, 3), keepdims=True), x.std(axis=(2, 3), keepdims=True)
    return np.asarray((x - means) / (spreads + 1e-8) * (1 + drawn[0]) + drawn[1])


def _transposed(layer: Layer, state: _State) -> Array:
    x, k = state.x, layer.kernel
    numbers = (layer.stride, layer.padding[0], layer.output_padding)
    if layer.fixed:
        kernel = preset_kernel("bilinear", (k, k)).astype(np.float32)
        weight = np.broadcast_to(kernel, (x.shape[1], 1, k, k))
        return conv_transpose2d(x, weight, *numbers, layer.dilation, groups=x.shape[1])
    reached = x.shape[1] * max(k / layer.stride, 1) ** 2
    weight = _drawn(state.source, (x.shape[1], layer.channels, k, k), reached)
    return conv_transpose2d(x, weight, *numbers, layer.dilation)


def _dense(layer: Layer, state: _State) -> Array:
    flat = state.x.reshape(-1)
    shape = (layer.channels, *layer.shape)
    weight = _drawn(state.source, (int(np.prod(shape)), flat.size), flat.size)
    return np.asarray((weight @ flat).reshape(1, *shape))


def _unpooled(layer: Layer, state: _State) -> Array:
    """Put each value where the maximum of its window was, or anywhere in it if nobody knows."""
    x, k, s = state.x, layer.kernel, layer.stride
    if layer.name:
        _values, places = max_pool2d(state.kept[layer.name], k, s, return_indices=True)
    else:
        inside = state.source.integers(0, k, size=(2, *x.shape))
        rows = np.arange(x.shape[2])[:, None] * s + inside[0]
        places = rows * ((x.shape[3] - 1) * s + k) + np.arange(x.shape[3]) * s + inside[1]
    return max_unpool2d(x, places, k, s)


def _join(layer: Layer, state: _State) -> None:
    beside = state.kept[layer.name]
    if layer.channels:
        beside = _convolved(replace(layer, kernel=1), replace(state, x=beside))
    x, beside = _fitted(layer, state.x, beside)
    if layer.mode == "cat":
        state.x = np.concatenate((x, beside), axis=1)
    else:
        state.x = x + beside if layer.mode == "add" else x * beside


def _fitted(layer: Layer, x: Array, beside: Array) -> tuple[Array, Array]:
    """Bring the map along the chain and a kept one to one size, as their join does."""
    have, kept = x.shape[2:], beside.shape[2:]
    if have == kept:
        return x, beside
    if layer.fit == "resize":
        return interpolate(x, size=kept, mode="nearest"), beside
    if layer.fit == "pad":
        x = _cut(x, (0, 0), kept)
        missing = [more - cells for more, cells in zip(kept, x.shape[2:], strict=True)]
        borders = [(more // 2, more - more // 2) for more in missing]
        return np.pad(x, ((0, 0), (0, 0), *borders)), beside
    return x, _cut(beside, _middle(kept, have, layer.offset), have)


def _middle(whole: tuple[int, ...], part: tuple[int, ...], offset: int | None) -> list[int]:
    """Return where a crop begins: in the middle, or where it is told to."""
    return [(a - b) // 2 if offset is None else offset for a, b in zip(whole, part, strict=True)]


def _cut(x: Array, starts: tuple[int, ...] | list[int], size: tuple[int, ...]) -> Array:
    first, left = starts
    return x[:, :, first : first + size[0], left : left + size[1]]
