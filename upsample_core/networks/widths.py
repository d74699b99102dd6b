"""Channels through a chain, and what its layers cost by them: weights and multiplications."""

from __future__ import annotations

import math

import numpy as np

from upsample_core.networks.blocks import written_out
from upsample_core.networks.chain import Chain, ChainError
from upsample_core.networks.layer import (
    BLOCKS,
    CONVOLUTIONS,
    INPUT,
    MAX_CHANNELS,
    Layer,
    sizes_after,
)

Sizes = tuple[int, int]


def widths(chain: Chain) -> tuple[tuple[int, int, int], ...]:
    r"""Return for every layer the channels before it, after it, and of the map kept for it.

    Raises
    ------
    ChainError
        If groups or a shuffle do not divide the channels, or a sum joins unequal ones, or an
        unpooling has the switches of others, or there are more than `MAX_CHANNELS`.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> widths(read_chain("input 4\nskip a\nconv 8 k1\njoin a cat"))
    ((4, 4, 0), (4, 8, 0), (8, 12, 4))
    """
    kept, channels, found = {INPUT: chain.channels}, chain.channels, []
    for layer in chain.layers:
        beside = kept[layer.name] if layer.kind in ("join", "from") else 0
        after = width_after(layer, channels, kept)
        found.append((channels, after, beside))
        channels = after
    return tuple(found)


def width_after(layer: Layer, channels: int, kept: dict[str, int]) -> int:
    """Return the channels after a layer; what a skip keeps is entered in `kept`."""
    if layer.kind == "skip":
        kept[layer.name] = channels
    after = _width_after(layer, channels, kept)
    if after > MAX_CHANNELS:
        raise ChainError(
            "line {line}: a map can have at most {most} channels, got {channels}",
            line=layer.line,
            most=MAX_CHANNELS,
            channels=after,
        )
    return after


def _width_after(layer: Layer, channels: int, kept: dict[str, int]) -> int:
    if layer.kind == "from":
        return kept[layer.name]
    if layer.kind == "unpool" and layer.name and kept[layer.name] != channels:
        raise ChainError(
            "line {line}: the switches of {name} are those of {beside} channels, {channels} come",
            line=layer.line,
            name=layer.name,
            beside=kept[layer.name],
            channels=channels,
        )
    return _after(layer, channels, kept[layer.name] if layer.kind == "join" else 0)


def _after(layer: Layer, channels: int, beside: int) -> int:
    if layer.kind in (*CONVOLUTIONS, "dense"):
        if channels % layer.groups or layer.channels % layer.groups:
            raise ChainError(
                "line {line}: {groups} groups must divide {given} channels and {channels}",
                line=layer.line,
                groups=layer.groups,
                given=channels,
                channels=layer.channels,
            )
        return layer.channels
    if layer.kind == "join":
        return _joined(layer, channels, layer.channels or beside)
    if layer.kind == "unshuffle":
        return channels * layer.factor**2
    if layer.kind == "shuffle":
        if channels % layer.factor**2:
            raise ChainError(
                "line {line}: to be shuffled by {factor}, {given} channels must be a multiple of "
                "{square}",
                line=layer.line,
                factor=layer.factor,
                given=channels,
                square=layer.factor**2,
            )
        return channels // layer.factor**2
    return channels


def _joined(layer: Layer, channels: int, beside: int) -> int:
    if layer.mode == "cat":
        return channels + beside
    if channels != beside:
        raise ChainError(
            "line {line}: {channels} channels cannot be joined with the {beside} of {name}; cat "
            "joins any, and proj{channels} brings {name} to {channels}",
            line=layer.line,
            channels=channels,
            beside=beside,
            name=layer.name,
        )
    return channels


def cost(layer: Layer, width: tuple[int, int, int], before: Sizes, kept: Sizes) -> tuple[int, int]:
    """Return the weights of a layer, and how many multiplications it takes.

    Biases, normalisation and attention are left out, as in the figures of papers on
    super-resolution. Every weight is counted wherever it is applied, also where it meets padding; a
    transposed convolution multiplies every input by every tap.

    Parameters
    ----------
    layer : Layer
    width : (int, int, int)
        As `widths` returns it.
    before, kept : (int, int)
        Height and width of the map before the layer, and of the kept one that a join brings in.
    """
    weights = products = 0
    channels, size = width[0], before
    inside: dict[str, tuple[int, Sizes]] = {}
    for one in written_out(layer, channels):
        if layer.kind in BLOCKS and one.kind == "skip":
            inside[one.name] = channels, size
        elif layer.kind in BLOCKS and one.kind == "from":
            channels, size = inside[one.name]
        else:
            beside = inside.get(one.name, (width[2], kept))
            spent = _cost_of_one(one, channels, size, beside)
            weights, products = weights + spent[0], products + spent[1]
            if one.kind in CONVOLUTIONS:
                channels, size = one.channels, size_after(one, size)
    return weights, products


def _cost_of_one(
    layer: Layer, channels: int, size: Sizes, kept: tuple[int, Sizes]
) -> tuple[int, int]:
    if layer.kind in CONVOLUTIONS:
        weights = layer.kernel**2 * channels * layer.channels // layer.groups
        height, width = size if layer.kind == "convt" else size_after(layer, size)
        return weights, weights * height * width
    if layer.kind == "join":
        weights, (height, width) = kept[0] * layer.channels, kept[1]
        return weights, weights * height * width
    if layer.kind == "dense":
        weights = channels * math.prod(size) * layer.channels * math.prod(layer.shape)
        return weights, weights
    if layer.kind == "adain":
        return 2 * channels * layer.style, 2 * channels * layer.style
    return (channels, channels * math.prod(size)) if layer.kind == "noise" else (0, 0)


def size_after(layer: Layer, size: Sizes) -> Sizes:
    """Return height and width after a layer that needs no kept map; 0 for none."""
    if layer.neutral:
        return size
    height, width = sizes_after(layer, np.array(size), np.arange(2)).tolist()
    return height, width
