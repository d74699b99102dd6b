"""The lesson's emblem: the widths of U-Net's maps, down and up again."""

from ui.emblem import Emblem
from upsample_core.networks import NETWORKS, plan, silhouette


def emblem() -> Emblem:
    """Return the maps of U-Net as bars, each as wide as its map."""
    network = NETWORKS["unet"]
    return Emblem(silhouette(plan(network.chain, network.size), 42), "output")
