"""Blocks written out: the convolutions that they stand for, and the sum around them.

References
----------
He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, figure 5: the block of
two convolutions, and the bottleneck of three. The stride is that of the k × k convolution.
"""

from __future__ import annotations

from dataclasses import replace

from upsample_core.networks.layer import BLOCKS, Layer

_INSIDE, _BESIDE = "·inside", "·beside"
"""Names of kept maps that nobody can type."""


def written_out(layer: Layer, channels: int) -> tuple[Layer, ...]:
    """Return the layers that one line stands for, each of them once.

    Parameters
    ----------
    layer : Layer
    channels : int
        Of the map before it. Where a block changes them or has a stride, a 1 × 1 convolution stands
        beside it.
    """
    once = replace(layer, times=1)
    if layer.kind not in BLOCKS:
        return (once,) * layer.times
    found = _block(once, channels)
    return found + _block(replace(once, stride=1), layer.channels) * (layer.times - 1)


def _block(layer: Layer, channels: int) -> tuple[Layer, ...]:
    keep = replace(layer, kind="skip", name=_INSIDE, channels=0)
    join = replace(layer, kind="join", name=_INSIDE, mode="add", channels=0)
    if layer.stride == 1:
        project = replace(join, channels=0 if channels == layer.channels else layer.channels)
        return (keep, *_convolutions(layer), project)
    beside = replace(layer, kind="conv", kernel=1, dilation=1, padding=(0, 0))
    kept = replace(keep, name=_BESIDE)
    back = replace(keep, kind="from")
    return (keep, beside, kept, back, *_convolutions(layer), replace(join, name=_BESIDE))


def _convolutions(layer: Layer) -> tuple[Layer, ...]:
    before = layer.reach // 2
    wide = replace(layer, kind="conv", padding=(before, layer.reach - before))
    if layer.kind == "res":
        return wide, replace(wide, stride=1)
    one = replace(wide, kernel=1, dilation=1, stride=1, padding=(0, 0))
    return replace(one, channels=layer.middle), replace(wide, channels=layer.middle), one
