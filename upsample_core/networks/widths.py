"""Channels through a chain, and what its layers cost by them: weights and multiplications."""

from __future__ import annotations

from upsample_core.networks.layer import CONVOLUTIONS, INPUT, Layer, size_after
from upsample_core.networks.text import Chain, ChainError

Sizes = tuple[int, int]


def widths(chain: Chain) -> tuple[tuple[int, int, int], ...]:
    r"""Return for every layer the channels before it, after it, and of the map kept for it.

    Raises
    ------
    ChainError
        If groups or a shuffle do not divide the channels, or a sum joins unequal ones.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> widths(read_chain("input 4\nskip a\nconv 8 k1\njoin a cat"))
    ((4, 4, 0), (4, 8, 0), (8, 12, 4))
    """
    kept, channels, found = {INPUT: chain.channels}, chain.channels, []
    for layer in chain.layers:
        if layer.kind == "skip":
            kept[layer.name] = channels
        beside = kept[layer.name] if layer.kind == "join" else 0
        after = _after(layer, channels, beside)
        found.append((channels, after, beside))
        channels = after
    return tuple(found)


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

    Biases and normalisation are left out, as in the figures of papers on super-resolution. Every
    weight is counted wherever it is applied, also where it meets padding; a transposed convolution
    multiplies every input by every tap.

    Parameters
    ----------
    layer : Layer
    width : (int, int, int)
        As `widths` returns it.
    before, kept : (int, int)
        Height and width of the map before the layer, and of the kept one that a join brings in.
    """
    channels, after, beside = width
    if layer.kind == "join":
        weights = beside * layer.channels
        return weights, weights * kept[0] * kept[1]
    if layer.kind == "dense":
        weights = channels * before[0] * before[1] * after * layer.shape[0] * layer.shape[1]
        return weights, weights
    if layer.kind == "res":
        return _blocks(layer, channels, before)
    if layer.kind in CONVOLUTIONS:
        return _convolutions(layer, channels, before)
    return 0, 0


def _blocks(layer: Layer, channels: int, before: Sizes) -> tuple[int, int]:
    """Two convolutions a block, and 1 × 1 beside the first where channels change."""
    after, taps = layer.channels, layer.kernel**2
    first = taps * channels * after + (channels * after if channels != after else 0)
    weights = first + (2 * layer.times - 1) * taps * after * after
    return weights, weights * before[0] * before[1]


def _convolutions(layer: Layer, channels: int, before: Sizes) -> tuple[int, int]:
    one = Layer(**{**layer.__dict__, "times": 1})
    weights = products = 0
    for _time in range(layer.times):
        after = tuple(size_after(one, size, axis) for axis, size in enumerate(before))
        each = layer.kernel**2 * channels * layer.channels // layer.groups
        where = before if layer.kind == "convt" else after
        weights, products = weights + each, products + each * where[0] * where[1]
        channels, before = layer.channels, (after[0], after[1])
    return weights, products
