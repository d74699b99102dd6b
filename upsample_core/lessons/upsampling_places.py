"""Where in a network for super-resolution to enlarge: the same layers, and what each then costs.

References
----------
Dong et al., "Image super-resolution using deep convolutional networks", TPAMI 2016 (enlarges
first); Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network", CVPR 2016 (enlarges last).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from upsample_core.checks import one_of, whole_number
from upsample_core.networks import NETWORKS, Chain, Plan, plan, reach, read_chain

UPSAMPLED_LAYERS = 5
"""Convolutions of the network."""

COLOURS = 3


class PlacedLayer(NamedTuple):
    """A convolution of the network.

    Attributes
    ----------
    channels_before, channels : int
    side : int
        Of the map that it makes.
    enlarges : bool
        Whether its channels become pixels, r² at a time.
    large : bool
        Whether it works at the resolution of the output.
    multiplications : int
    """

    channels_before: int
    channels: int
    side: int
    enlarges: bool
    large: bool
    multiplications: int


class CostAPixel(NamedTuple):
    """The weights of a network, and its multiplications for one pixel of the output."""

    weights: int
    multiplications: float


class Placed(NamedTuple):
    """The network with its upsampling at one place.

    Attributes
    ----------
    layers : tuple of PlacedLayer
    multiplications : int
        Of all layers.
    largest_map : int
        Numbers in the largest map.
    sees : int
        Cells of the small picture along an axis that an output depends on.
    """

    layers: tuple[PlacedLayer, ...]
    multiplications: int
    largest_map: int
    sees: int


def placed_upsampling(factor: int, place: int, channels: int, side: int) -> Placed:
    """Return what five 3 × 3 convolutions cost that enlarge at one place.

    Parameters
    ----------
    factor : int
        r, from 2 to 8.
    place : int
        0: by bicubic interpolation, before the first convolution. From 1 to 5: by the convolution
        of that number, which makes r² times as many channels for a pixel shuffle.
    channels : int
        Of the maps between the layers.
    side : int
        Of the small picture.

    Raises
    ------
    ParameterError
        If a number is out of range.
    """
    r = whole_number("factor", factor, minimum=2, maximum=8)
    where = whole_number("place", place, minimum=0, maximum=UPSAMPLED_LAYERS)
    wide = whole_number("channels", channels, minimum=1, maximum=512)
    return _placed(r, where, wide, whole_number("side", side, minimum=16, maximum=512))


@lru_cache(maxsize=64)
def _placed(r: int, place: int, channels: int, side: int) -> Placed:
    planned = plan(_chain(r, place, channels), side)
    convolutions = [row for row in planned.rows if row.layer.kind == "conv"]
    layers = tuple(
        PlacedLayer(
            row.channels_before,
            row.channels,
            row.after[0],
            number == place,
            row.after[0] > side,
            row.multiplications,
        )
        for number, row in enumerate(convolutions, start=1)
    )
    return Placed(layers, planned.multiplications, planned.largest_map, _sees(planned))


def _sees(planned: Plan) -> int:
    """Return the receptive field of the middle of the output, in cells of the small picture."""
    return reach(planned).size[0]


def _chain(r: int, place: int, channels: int) -> Chain:
    lines = [f"input {COLOURS}"] + ([f"up x{r} bicubic"] if place == 0 else [])
    for number in range(1, UPSAMPLED_LAYERS + 1):
        after = channels if number < UPSAMPLED_LAYERS else COLOURS
        enlarging = number == place
        lines.append(f"conv {after * r * r if enlarging else after} k3 p1")
        lines += [f"shuffle {r}"] if enlarging else []
    return read_chain("\n".join(lines))


def multiplications_a_pixel(name: str) -> CostAPixel:
    """Return what a published network takes for a pixel of its output, at its published size."""
    network = NETWORKS[one_of("name", name, tuple(NETWORKS))]
    planned = plan(network.chain, network.size)
    return CostAPixel(planned.weights, planned.multiplications / math.prod(planned.output))
