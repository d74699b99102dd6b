"""What is known of a published network: its chain, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from upsample_core.networks.chain import Chain
from upsample_core.networks.text import read_chain

OTHERWISE = (
    "any",
    "tile",
    "pad_map",
    "pad_picture",
    "pin",
    "refuse",
    "empty",
    "other_size",
    "one_size",
    "fixed",
)
"""What the code of a network does with a size that does not fit: there is none; it says which sizes
to take; it pads maps, or the picture, or pins the sizes of maps; it stops; it goes on with a map of
no size; it returns another size; it is written for one size, though its layers would take others;
or what goes in is no picture, or its layers take it in one size alone."""

SIZED = ("published", "described", "example")
"""How far the size is known for which a network is shown: it is published; it is as commonly
described; or the network takes any, and this is an example."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """A published network.

    Attributes
    ----------
    name, title : str
    text : str
        The chain, as `read_chain` reads it.
    size : (int, int)
        Height and width for which it is shown, see `sized`.
    otherwise : str
        What its code does with a size that does not fit: one of `OTHERWISE`.
    source : str
        Whose code, and which file of it.
    widths : bool
        Whether the numbers of channels were read there too; else they are as commonly described.
    layers_read : bool
        Whether the layers that change the resolution were read there; else sizes alone were.
    sized : str
        How far the size is known: one of `SIZED`.
    """

    name: str
    title: str
    text: str
    size: tuple[int, int]
    otherwise: str
    source: str
    widths: bool = False
    layers_read: bool = True
    sized: str = "published"

    @property
    def chain(self) -> Chain:
        """The chain of the network."""
        return read_chain(self.text)
