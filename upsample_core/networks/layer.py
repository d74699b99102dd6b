"""What a chain is made of: its layers, as data.

A chain is a list of layers, from the input to the output, beside which skips carry kept maps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from upsample_core.checks import Array

MAX_SIZE = 4096
"""Longest side of a picture that a chain is planned for."""

MAX_MAP = 2**20
"""Longest side of a map that a plan goes on with."""

MAX_CHANNELS = 2**17
"""Most channels of a map."""

INPUT = "input"
"""The name by which the input is kept from the beginning."""

BLOCKS = ("res", "bottleneck")
"""Layers that stand for several, with a sum around them; `blocks` writes them out."""

CONVOLUTIONS = ("conv", "convt", *BLOCKS)
"""Layers that convolve with weights."""

UPSAMPLERS = ("convt", "up", "shuffle", "unpool", "resize")
"""Kinds that make a map larger; a transposed convolution only where its stride is over 1."""

KEPT_SIZES = ("from", "resize")
"""Layers behind which the map is as large as a kept one."""

JOINS = ("join", "unpool", "crop", "returns")
"""Layers where a map meets a kept one, whose size it must fit."""


@dataclass(frozen=True)
class Layer:
    """One layer, as a line of a chain says it.

    Attributes
    ----------
    kind : str
        The word that a line begins with; `text` lists them.
    line : int
        Where it stands in the text, from 1.
    channels : int
        Channels that come out of a layer with weights; of a join, those that the kept map is
        brought to by a 1 × 1 convolution, or 0.
    kernel, stride, dilation, groups, output_padding : int
    padding : (int, int)
        Cells before and after.
    same : bool
        Padding as TensorFlow's SAME chooses it.
    ceil : bool
        Whether the last window of a pooling may hang over the end.
    times : int
        How often the layer stands one after another. A block's stride is that of the first.
    middle : int
        Channels within a ``bottleneck``.
    style : int
        Numbers from which ``adain`` makes a scale and a shift for every channel.
    bins : int
        Cells along an axis that ``bins`` averages a map to.
    between : bool
        Whether ``up`` puts new cells between the old only: (n − 1)·f + 1 come out of n.
    factor : int
        Of ``up``, ``shuffle``, ``unshuffle`` and ``returns``.
    mode : str
        ``nearest``, ``bilinear`` or ``bicubic``; of a join ``add``, ``cat`` or ``mul``; of a
        shuffle ``icnr``, where the filters of the convolution before it begin alike.
    corners : bool
        Whether interpolation aligns corners.
    fixed : bool
        Whether a transposed convolution has the weights of bilinear interpolation, not learned.
    name : str
        Of the kept map. An unpooling without one puts values anywhere in their windows.
    fit : str
        How a join fits maps: ``exact``, ``crop``, ``pad`` or ``resize``, see `meeting`.
    offset : int or None
        Where a crop begins; None for the middle.
    shape : (int, int)
        Height and width that come out of ``dense``.
    taps : tuple of int
        Weights of ``blur`` along one axis.
    """

    kind: str
    line: int = 0
    channels: int = 0
    kernel: int = 1
    stride: int = 1
    padding: tuple[int, int] = (0, 0)
    output_padding: int = 0
    dilation: int = 1
    groups: int = 1
    same: bool = False
    ceil: bool = False
    times: int = 1
    middle: int = 0
    style: int = 0
    bins: int = 0
    between: bool = False
    factor: int = 1
    mode: str = ""
    corners: bool = False
    fixed: bool = False
    name: str = ""
    fit: str = "exact"
    offset: int | None = None
    shape: tuple[int, int] = (1, 1)
    taps: tuple[int, ...] = ()

    @property
    def enlarges(self) -> bool:
        """Whether the layer makes a map larger."""
        return self.kind in UPSAMPLERS and not (self.kind == "convt" and self.stride == 1)

    @property
    def reduces(self) -> bool:
        """Whether the layer makes a map smaller by a stride."""
        return self.kind == "unshuffle" or (self.stride > 1 and not self.enlarges)

    @property
    def reach(self) -> int:
        """Cells from the first tap of the kernel to the last."""
        return self.dilation * (self.kernel - 1)

    @cached_property
    def neutral(self) -> bool:
        """Whether the layer keeps every size, as most convolutions do."""
        if self.kind in ("conv", "blur"):
            return self.stride == 1 and (self.same or sum(self.padding) == self.reach)
        return self.kind in BLOCKS and self.stride == 1


def sizes_after(layer: Layer, sizes: Array, axis: Array) -> Array:
    """Return sizes along an axis after a layer that needs no kept map.

    Parameters
    ----------
    layer : Layer
    sizes : ndarray of int
        Each from 1 on, or 0 for none.
    axis : ndarray of int
        For each size, 0 if it is a height and 1 if it is a width.

    Returns
    -------
    ndarray of int
        0 where a map is too small for the layer, does not divide, or is larger than `MAX_MAP`.
    """
    if layer.neutral:
        return sizes
    rule = _RULES.get(layer.kind)
    if rule is None:
        return sizes
    for _time in range(1 if layer.kind in BLOCKS else layer.times):
        after = rule(layer, sizes, axis)
        sizes = np.where((sizes > 0) & (after > 0) & (after <= MAX_MAP), after, 0)
    return sizes


def _slid(layer: Layer, sizes: Array, _axis: Array) -> Array:
    """Windows of a convolution that lie inside, or as many as SAME makes."""
    if layer.same:
        return -(-sizes // layer.stride)
    return (sizes + sum(layer.padding) - layer.reach - 1) // layer.stride + 1


def _pooled(layer: Layer, sizes: Array, _axis: Array) -> Array:
    """Windows of a pooling; with `ceil` the last may hang over, but not begin, behind the map."""
    padded = sizes + 2 * layer.padding[0]
    if 2 * layer.padding[0] > layer.kernel:
        return np.zeros_like(sizes)
    if not layer.ceil:
        return (padded - layer.kernel) // layer.stride + 1
    windows = -((layer.kernel - padded) // layer.stride) + 1
    return windows - ((windows - 1) * layer.stride >= sizes + layer.padding[0])


def _stamped(layer: Layer, sizes: Array, _axis: Array) -> Array:
    if layer.output_padding >= max(layer.stride, layer.dilation):
        return np.zeros_like(sizes)
    full = (sizes - 1) * layer.stride + layer.reach + 1 + layer.output_padding
    return full - 2 * layer.padding[0]


def _multiplied(layer: Layer, sizes: Array, _axis: Array) -> Array:
    return (sizes - 1) * layer.factor + 1 if layer.between else sizes * layer.factor


def _divided(layer: Layer, sizes: Array, _axis: Array) -> Array:
    return np.where(sizes % layer.factor, 0, sizes // layer.factor)


_RULES: Mapping[str, Callable[[Layer, Array, Array], Array]] = {
    "conv": _slid,
    "blur": _slid,
    "res": lambda layer, sizes, _axis: -(-sizes // layer.stride),
    "bottleneck": lambda layer, sizes, _axis: -(-sizes // layer.stride),
    "maxpool": _pooled,
    "avgpool": _pooled,
    "convt": _stamped,
    "unpool": lambda layer, sizes, _axis: (sizes - 1) * layer.stride + layer.kernel,
    "up": _multiplied,
    "shuffle": _multiplied,
    "unshuffle": _divided,
    "dense": lambda layer, _sizes, axis: np.asarray(layer.shape)[axis],
    "bins": lambda layer, sizes, _axis: np.full_like(sizes, layer.bins),
}


def inputs_of(layer: Layer, cells: tuple[int, int], before: int, after: int) -> tuple[int, int]:
    """Return the first and last input along an axis that a run of output cells depends on.

    Cells of padding count as inputs, with numbers below 0 or from `before` on.

    Parameters
    ----------
    layer : Layer
    cells : (int, int)
        The first and last output cell.
    before, after : int
        Sizes of the map before and after the layer.
    """
    if layer.kind in BLOCKS:
        return _inputs_of_blocks(layer, cells)
    if layer.same and layer.stride > 1:
        missing = max((after - 1) * layer.stride + layer.reach + 1 - before, 0)
        first, last = (cell * layer.stride - missing // 2 for cell in cells)
        return first, last + layer.reach
    for _time in range(layer.times):
        cells = _inputs_of_one(layer, cells, before, after)
    return cells


def _inputs_of_one(
    layer: Layer, cells: tuple[int, int], before: int, after: int
) -> tuple[int, int]:
    first, last = cells
    reach, stride, border = layer.reach, layer.stride, layer.padding[0]
    match layer.kind:
        case "conv" | "blur" | "maxpool" | "avgpool":
            border = reach // 2 if layer.same else border
            return first * stride - border, last * stride - border + reach
        case "convt":
            least = -((reach - first - border) // stride)
            return least, max(least, (last + border) // stride)
        case "up" | "resize":
            return _interpolated(layer, cells, before, after)
        case "shuffle":
            return first // layer.factor, last // layer.factor
        case "unshuffle":
            return first * layer.factor, (last + 1) * layer.factor - 1
        case "unpool":
            return first // stride, last // stride
        case "dense":
            return 0, before - 1
        case "bins":
            return first * before // after, -(-(last + 1) * before // after) - 1
    return cells


def _inputs_of_blocks(layer: Layer, cells: tuple[int, int]) -> tuple[int, int]:
    """Go back through the convolutions of each block; the sum around them adds no cell."""
    first, last = cells
    before, after = layer.reach // 2, layer.reach - layer.reach // 2
    for time in reversed(range(layer.times)):
        if layer.kind == "res":
            first, last = first - before, last + after
        stride = 1 if time else layer.stride
        first, last = first * stride - before, last * stride + after
    return first, last


def _interpolated(layer: Layer, cells: tuple[int, int], before: int, after: int) -> tuple[int, int]:
    """Return the first and last input that a run of interpolated cells is made of.

    A cell that lies on an input is made of that alone, and its neighbour inside the run may reach
    further; the next but one never does.
    """
    first, last = cells
    ends = {first, min(first + 1, last), max(last - 1, first), last}
    reached = [_made_of(layer, cell, before, after) for cell in ends]
    return min(low for low, _high in reached), max(high for _low, high in reached)


def _made_of(layer: Layer, cell: int, before: int, after: int) -> tuple[int, int]:
    """Return the first and last input that an interpolated cell is made of."""
    if layer.mode == "nearest":
        place = cell * before // after
        return place, place
    if layer.corners:
        where = Fraction(cell * (before - 1), max(after - 1, 1))
    else:
        where = Fraction((2 * cell + 1) * before, 2 * after) - Fraction(1, 2)
    low, high = math.floor(where), math.ceil(where)
    wider = int(layer.mode == "bicubic" and low != high)
    return low - wider, high + wider
