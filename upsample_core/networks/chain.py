"""A chain: its layers, with the repeats from which they came; and the error of a wrong text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from upsample_core.checks import ParameterError
from upsample_core.networks.layer import Layer


class ChainError(ParameterError):
    """Text that is not read as a chain.

    Attributes
    ----------
    template : str
        The message with `{placeholders}`, so that an interface can say it in another language.
    values : dict
        What belongs in the placeholders, `line` and `column` among them.
    """

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class Repeat(NamedTuple):
    """Layers that come several times: the first from `start` on, so many at a time, so often."""

    start: int
    layers: int
    times: int


@dataclass(frozen=True)
class Chain:
    """Layers from the input to the output.

    Attributes
    ----------
    channels : int
        Of the input.
    layers : tuple of Layer
        All of them, repeats written out.
    repeats : tuple of Repeat
        Where layers are those of a repeat, outer before inner, and these in the first pass alone.
    """

    channels: int
    layers: tuple[Layer, ...]
    repeats: tuple[Repeat, ...] = ()

    @cached_property
    def _hash(self) -> int:
        return hash((self.channels, self.layers))

    def __hash__(self) -> int:
        """Return a number that is computed once: chains are looked up often, and are long."""
        return self._hash


def with_fit(chain: Chain, fit: str) -> Chain:
    """Return the chain with every join fitted in one way."""
    layers = (
        replace(layer, fit=fit, offset=None) if layer.kind in ("join", "unpool") else layer
        for layer in chain.layers
    )
    return Chain(chain.channels, tuple(layers))
