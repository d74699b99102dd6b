"""What is compared, by its name: methods, and trained networks among them."""

from __future__ import annotations

from ui.compare.trained import FAMILY, NETWORKS
from ui.labels import METHOD_WORDS
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.methods import has_weights

FAMILIES = {
    "interpolation": N_("Interpolation"),
    "learned": N_("Layers with weights"),
    "unpooling": N_("Unpooling"),
    FAMILY: N_("Trained networks"),
}
"""The families of methods that enlarge; and of networks, which stand after them."""


def is_trained(name: str) -> bool:
    """Whether it is a trained network."""
    return name in NETWORKS


def is_layer(name: str) -> bool:
    """Whether it is a layer with weights that nobody trained."""
    return not is_trained(name) and has_weights(METHODS[name])


def title(name: str) -> str:
    """Return what it is called, in the session's language."""
    return _(NETWORKS[name].title if is_trained(name) else METHOD_WORDS[name].title)


def family(name: str) -> str:
    """Return the family that it belongs to, one of `FAMILIES`."""
    return FAMILY if is_trained(name) else METHODS[name].family
