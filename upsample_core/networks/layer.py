"""What a chain is made of: its layers, as data.

A chain is a list of layers, from the input to the output, beside which skips carry kept maps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from upsample_core.checks import ParameterError
from upsample_core.shapes import conv_size, conv_transpose_size, pool_size, unpool_size

MAX_SIZE = 4096
"""Longest side of a picture that a chain is planned for."""

MAX_MAP = 2**20
"""Longest side of a map that a plan goes on with."""

INPUT = "input"
"""The name by which the input is kept from the beginning."""

CONVOLUTIONS = ("conv", "convt", "res")
"""Layers that multiply by weights."""

UPSAMPLERS = ("convt", "up", "shuffle", "unpool", "resize")
"""Kinds that make a map larger; a transposed convolution only where its stride is over 1."""

JOINS = ("join", "unpool", "resize", "crop", "returns")
"""Layers whose size has to do with that of a kept map."""


@dataclass(frozen=True)
class Layer:
    """One layer, as a line of a chain says it.

    Attributes
    ----------
    kind : str
        ``conv``, ``convt``, ``res``, ``maxpool``, ``avgpool``, ``up``, ``resize``, ``shuffle``,
        ``unshuffle``, ``unpool``, ``dense``, ``blur``, ``skip``, ``join``, ``crop``, ``returns``.
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
        How often the layer stands one after another.
    factor : int
        Of ``up``, ``shuffle``, ``unshuffle`` and ``returns``.
    mode : str
        ``nearest``, ``bilinear`` or ``bicubic``; of a join ``add``, ``cat`` or ``mul``.
    corners : bool
        Whether interpolation aligns corners.
    fixed : bool
        Whether a transposed convolution has the weights of bilinear interpolation, not learned.
    name : str
        Of the kept map.
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


def size_after(layer: Layer, size: int, axis: int) -> int:
    """Return the size along an axis after a layer that needs no kept map.

    Raises
    ------
    ParameterError
        If the map is too small for the layer, or does not divide.
    """
    for _time in range(layer.times):
        size = _size_after_one(layer, size, axis)
    return size


def _size_after_one(layer: Layer, size: int, axis: int) -> int:
    kernel, stride = layer.kernel, layer.stride
    match layer.kind:
        case "conv" | "blur":
            if layer.same:
                return -(-size // stride)
            return conv_size(size + sum(layer.padding), kernel, stride, 0, layer.dilation)
        case "maxpool" | "avgpool":
            return pool_size(size, kernel, stride, layer.padding[0], 1, layer.ceil)
        case "convt":
            border, extra = layer.padding[0], layer.output_padding
            return conv_transpose_size(size, kernel, stride, border, extra, layer.dilation)
        case "unpool":
            return unpool_size(size, kernel, stride, 0)
        case "up" | "shuffle":
            return size * layer.factor
        case "unshuffle":
            return _divided(size, layer.factor)
        case "dense":
            return layer.shape[axis]
    return size  # a residual block, or a name


def _divided(size: int, factor: int) -> int:
    if size % factor:
        raise ParameterError(f"a size of {size} must be a multiple of {factor} to be unshuffled")
    return size // factor


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
    if layer.same and layer.stride > 1:
        missing = max((after - 1) * layer.stride + layer.kernel - before, 0)
        first, last = (cell * layer.stride - missing // 2 for cell in cells)
        return first, last + layer.kernel - 1
    for _time in range(layer.times):
        cells = _inputs_of_one(layer, cells, before, after)
    return cells


def _inputs_of_one(
    layer: Layer, cells: tuple[int, int], before: int, after: int
) -> tuple[int, int]:
    first, last = cells
    reach, stride, border = layer.dilation * (layer.kernel - 1), layer.stride, layer.padding[0]
    match layer.kind:
        case "conv" | "blur" | "maxpool" | "avgpool":
            border = reach // 2 if layer.same else border
            return first * stride - border, last * stride - border + reach
        case "res":  # two convolutions
            return first - reach, last + reach
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
    return cells


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
