"""The trained networks that are compared: their names, their files, and what taught them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ui.words import N_
from upsample_core import ParameterError
from upsample_core.generative import TRAINED, TrainedEnlarger, read_weights
from upsample_core.inputs import PICTURES

_WEIGHTS = Path(__file__).parents[2] / "assets" / "weights"

FAMILY = "trained"
"""The family of networks among those of methods, and its name in an address."""

_TAUGHT_BY = ("astronaut", "brick", "cat", "coffee")
_FLOW_TAUGHT_BY = (*_TAUGHT_BY, *PICTURES)


class Shipped(NamedTuple):
    """A trained network as it is shipped.

    Attributes
    ----------
    title : str
        A message to translate, which says what taught it.
    file : str
        The name of its file of weights.
    taught_by : tuple of str
        The samples of the app that it saw in its training.
    """

    title: str
    file: str
    taught_by: tuple[str, ...] = ()


NETWORKS = {
    "two_layers": Shipped(N_("Two layers (photographs)"), "photographs-two-layers.npz", _TAUGHT_BY),
    "photographs_flow_1": Shipped(
        N_("Diffusion, 1 step (photographs)"), "photographs-flow.npz", _FLOW_TAUGHT_BY
    ),
    "photographs_flow_8": Shipped(
        N_("Diffusion, 8 steps (photographs)"), "photographs-flow.npz", _FLOW_TAUGHT_BY
    ),
    "letters_least_squares": Shipped(N_("Least squares (letters)"), "letters-least-squares.npz"),
    "letters_gan": Shipped(N_("GAN (letters)"), "letters-gan.npz"),
    "letters_flow_8": Shipped(N_("Diffusion, 8 steps (letters)"), "letters-flow.npz"),
}
"""The networks by the names of `TRAINED`, in their order."""


class DamagedError(Exception):
    """A file of weights is missing, or not what it must be."""


@lru_cache(maxsize=len(NETWORKS))
def enlarger(name: str) -> TrainedEnlarger:
    """Return a network with its weights, read once.

    Raises
    ------
    DamagedError
        If its file is missing, damaged, or holds another network.
    """
    try:
        return TRAINED[name].by(read_weights(_WEIGHTS / NETWORKS[name].file))
    except ParameterError as error:
        raise DamagedError(str(error)) from error


def take_chances(names: Iterable[str], factor: int) -> bool:
    """Whether chance takes part in what some methods make at a factor."""
    ways = [TRAINED[name] for name in names if name in TRAINED]
    return any(way.noisy and factor in way.passes for way in ways)
