"""Overlap of a whole decoder: how many paths reach each phase of what it makes.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array
from upsample_core.networks.blocks import written_out
from upsample_core.networks.chain import Chain
from upsample_core.networks.decoder import rises
from upsample_core.networks.layer import INPUT, Layer

MAX_PERIOD = 1024
MAX_WORK = 2**20
"""Most phases, and most sums of counts, that are gone through."""

_SUPPORT = {"nearest": 1, "bilinear": 2, "bicubic": 4}
_UNKNOWN = ("unpool", "resize", "dense", "bins")


class _Map(NamedTuple):
    """Counts of the cells of a map, which repeat, and how many of its cells stand for one at first.

    `rate` is None of a map that the encoder kept: it fits whatever it is joined to.
    """

    counts: Array
    rate: Fraction | None


class _UncountableError(Exception):
    """Paths that depend on the data or the picture, or are too many."""


def stacked(chain: Chain) -> tuple[int, ...] | None:
    r"""Return how many paths reach each phase of the output of a decoder.

    Along one axis and away from borders, through every layer, skip and sum, from the first layer
    that upsamples after the last that reduces. To each cell there and to each cell of a map that
    the encoder kept leads one path. An interpolation counts as its weights' support, and a product
    of maps as their sum: each factor is a way to reach the output.

    Returns
    -------
    tuple of int, or None
        None where nothing upsamples, places depend on the data (an unpooling) or on the picture's
        size, or there are more phases than can be gone through.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> stacked(read_chain("convt 8 k3 s2"))
    (2, 1)
    >>> stacked(read_chain("convt 8 k3 s2\nskip a\nconv 8 k3 p1\njoin a add"))
    (6, 6)
    """
    found = rises(chain)
    if not found:
        return None
    start = found[0]
    one = np.array([1], object)
    kept = {layer.name: _Map(one, None) for layer in chain.layers[:start] if layer.kind == "skip"}
    kept[INPUT] = _Map(one, None)
    now, work = _Map(one, Fraction(1)), 0
    try:
        for line in chain.layers[start:]:
            for layer in written_out(line, line.channels):
                work += now.counts.size * min(layer.kernel, now.counts.size)
                now = _through(layer, now, kept, work)
        period = math.lcm(now.rate.numerator if now.rate else 1, now.counts.size)
        if period > MAX_PERIOD:
            raise _UncountableError
    except _UncountableError:
        return None
    return tuple(_tiled(now.counts, period).tolist())


def _through(layer: Layer, now: _Map, kept: dict[str, _Map], work: int) -> _Map:
    if layer.kind in _UNKNOWN or work > MAX_WORK:
        raise _UncountableError
    match layer.kind:
        case "skip":
            kept[layer.name] = now
        case "from":
            return kept[layer.name]
        case "join":
            return _joined(layer, now, kept[layer.name])
        case "crop":
            start = layer.offset if layer.offset is not None else 0
            return now._replace(counts=np.roll(now.counts, -start))
        case "conv" | "blur" | "maxpool" | "avgpool":
            return _slid(layer, now)
        case "convt":
            apart = _spread(now, layer.stride)
            return apart._replace(counts=_summed(apart.counts, layer.padding[0], layer, -1))
        case "up" | "shuffle":
            return _enlarged(layer, now)
        case "unshuffle":
            return _slid(Layer("conv", kernel=layer.factor, stride=layer.factor), now)
    return now


def _slid(layer: Layer, now: _Map) -> _Map:
    """Sum the cells that each window reads."""
    first = -layer.padding[0]
    if layer.same:
        first = -(max(layer.reach + 1 - layer.stride, 0) // 2)
    counts = _summed(now.counts, first, layer, 1)
    every = math.lcm(counts.size, layer.stride)
    fewer = _tiled(counts, every)[:: layer.stride]
    return _Map(_reduced(fewer), None if now.rate is None else now.rate / layer.stride)


def _summed(counts: Array, first: int, layer: Layer, way: int) -> Array:
    """Add up for every cell those from `first` on, a dilation apart, one for each tap."""
    period = counts.size
    taps = np.bincount((first + way * layer.dilation * np.arange(layer.kernel)) % period)
    total = sum(int(often) * np.roll(counts, -place) for place, often in enumerate(taps) if often)
    return _reduced(np.asarray(total))


def _spread(now: _Map, stride: int) -> _Map:
    """Put zeros between cells."""
    if now.counts.size * stride > MAX_PERIOD:
        raise _UncountableError
    apart = np.zeros(now.counts.size * stride, object)
    apart[::stride] = now.counts
    return _Map(apart, None if now.rate is None else now.rate * stride)


def _enlarged(layer: Layer, now: _Map) -> _Map:
    """Sum the cells that each new one is interpolated from."""
    factor, support = layer.factor, _SUPPORT.get(layer.mode, 1)
    places = np.arange(_spread(now, factor).counts.size)
    nearest = support == 1 or layer.between
    base = places // factor if nearest else (2 * places + 1 - factor) // (2 * factor)
    offsets = np.arange(support) - (support // 2 - 1 if support > 1 else 0)
    counts = now.counts[(base[:, None] + offsets) % now.counts.size].sum(axis=1)
    return _Map(_reduced(counts), None if now.rate is None else now.rate * factor)


def _joined(layer: Layer, now: _Map, beside: _Map) -> _Map:
    if None not in (now.rate, beside.rate) and now.rate != beside.rate:
        raise _UncountableError
    counts = beside.counts
    if layer.fit == "crop" and counts.size > 1:
        if layer.offset is None:  # where it begins depends on the size
            raise _UncountableError
        counts = np.roll(counts, -layer.offset)
    every = math.lcm(now.counts.size, counts.size)
    if every > MAX_PERIOD:
        raise _UncountableError
    total = _tiled(now.counts, every) + _tiled(counts, every)
    return _Map(_reduced(total), now.rate if beside.rate is None else beside.rate)


def _tiled(counts: Array, size: int) -> Array:
    return np.tile(counts, size // counts.size)


def _reduced(counts: Array) -> Array:
    """Return one count where all are equal: most maps of a decoder are even."""
    return counts[:1] if (counts == counts[0]).all() else counts
