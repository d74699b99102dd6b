"""Networks that are well known, each as a chain and where it is published.

The tables themselves stand in `segmentation`, `detection`, `generators`, `diffusion` and
`super_resolution`.
"""

from __future__ import annotations

from collections.abc import Mapping

from upsample_core.networks.detection import DETECTION
from upsample_core.networks.diffusion import DIFFUSION
from upsample_core.networks.generators import GENERATORS
from upsample_core.networks.network import Network
from upsample_core.networks.segmentation import SEGMENTATION
from upsample_core.networks.super_resolution import SUPER_RESOLUTION

FAMILIES: Mapping[str, tuple[Network, ...]] = {
    "segmentation": SEGMENTATION,
    "detection": DETECTION,
    "generators": GENERATORS,
    "diffusion": DIFFUSION,
    "super_resolution": SUPER_RESOLUTION,
}
"""Networks by what they are for."""

NETWORKS: Mapping[str, Network] = {
    network.name: network for family in FAMILIES.values() for network in family
}
"""Every network by name."""
