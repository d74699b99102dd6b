"""Networks that are well known, each as a chain and where it is published.

The tables themselves stand in `segmentation`, `generators` and `super_resolution`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from upsample_core.networks.generators import GENERATORS
from upsample_core.networks.segmentation import SEGMENTATION
from upsample_core.networks.super_resolution import SUPER_RESOLUTION
from upsample_core.networks.text import Chain, read_chain


@dataclass(frozen=True)
class Network:
    """A published network.

    Attributes
    ----------
    name, title : str
    family : str
        ``segmentation``, ``generators`` or ``super_resolution``.
    text : str
        The chain, as `read_chain` reads it.
    size : (int, int)
        Height and width that it is published for.
    otherwise : str
        What its code does with a size that does not fit: one of `OTHERWISE`.
    source : str
        Whose code, and which file of it.
    widths : bool
        Whether the numbers of channels were read there too; else they are as commonly described.
    """

    name: str
    title: str
    family: str
    text: str
    size: tuple[int, int]
    otherwise: str
    source: str
    widths: bool

    @property
    def chain(self) -> Chain:
        """The chain of the network."""
        return read_chain(self.text)


def _networks() -> dict[str, Network]:
    tables = {
        "segmentation": SEGMENTATION,
        "generators": GENERATORS,
        "super_resolution": SUPER_RESOLUTION,
    }
    return {
        name: Network(name, title, family, text.strip(), size, otherwise, source, known)
        for family, table in tables.items()
        for name, (title, size, otherwise, source, known, text) in table.items()
    }


OTHERWISE = ("any", "tile", "pad_map", "pin", "refuse", "other_size", "fixed")
"""What the code of a network does with a size that does not fit: there is none; it says which sizes
to take; it pads maps, or pins their sizes; it stops; it returns another size; or it is made for one
size alone."""

NETWORKS: Mapping[str, Network] = _networks()
"""Every network by name."""
