"""The sparse operator behind every view: output = M · input, with the kernel tap of every entry.

Read `linear_map` first. `entries` is the arithmetic on lists of entries that it stands on.
"""

from upsample_core.linear_map.linear_map import Indices, LinearMap, Links

__all__ = ["Indices", "LinearMap", "Links"]
