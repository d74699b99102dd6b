"""Where the cells of a map stand in the picture, from which follows where a crop must begin.

References
----------
Long, Shelhamer and Darrell's code does the same along a whole network: Caffe, `coord_map.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from upsample_core.checks import whole_number
from upsample_core.networks import CONVOLUTIONS, Chain, Layer

_WINDOWS = (*CONVOLUTIONS, "maxpool", "avgpool", "blur")


class Standing(NamedTuple):
    """Where the first cell of a map has its middle, in pixels of the picture, and the next ones.

    Attributes
    ----------
    first : float
        0 is the middle of the first pixel.
    apart : float
        From one cell to the next.
    """

    first: float
    apart: float


def standing(chain: Chain, layers: int) -> Standing:
    r"""Return where the cells stand after some layers of a chain of convolutions and poolings.

    Parameters
    ----------
    chain : Chain
    layers : int
        How many of its layers; what only keeps or joins maps moves nothing.

    Examples
    --------
    >>> from upsample_core.networks import read_chain
    >>> standing(read_chain("conv 8 k3 p1\nmaxpool k2 s2"), 2)
    Standing(first=0.5, apart=2.0)
    """
    count = whole_number("layers", layers, minimum=0, maximum=len(chain.layers))
    first, apart = 0.0, 1.0
    for layer in chain.layers[:count]:
        if layer.kind in _WINDOWS and layer.kind != "res":
            for _time in range(layer.times):
                first, apart = _moved(layer, first, apart)
    return Standing(first, apart)


def _moved(layer: Layer, first: float, apart: float) -> Standing:
    """Move with the middle of a window; back with that of a stamp."""
    middle = layer.dilation * (layer.kernel - 1) / 2 - layer.padding[0]
    if layer.kind == "convt":
        apart /= layer.stride
        return Standing(first - apart * middle, apart)
    return Standing(first + apart * middle, apart * layer.stride)
