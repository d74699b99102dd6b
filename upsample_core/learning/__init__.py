"""Layers that learn: how an enlarging kernel moves when it is trained, computed exactly.

Read `enlarging_layers` first: the layers, and what each of their weights alone makes of a picture.
`least_squares` is the error that follows, a quadratic in the weights; `descent` is gradient descent
on it, every step of which has a formula; `stochastic` the same with a few patches a step.
`two_layers` is a network that is not linear, trained step by step.
"""

from upsample_core.learning.descent import Descent, descend
from upsample_core.learning.enlarging_layers import KINDS, STARTS, EnlargingLayer
from upsample_core.learning.least_squares import SquaredError, squared_error
from upsample_core.learning.stochastic import descend_by_patches
from upsample_core.learning.two_layers import PatchTraining, TwoLayers

__all__ = [
    "KINDS",
    "STARTS",
    "Descent",
    "EnlargingLayer",
    "PatchTraining",
    "SquaredError",
    "TwoLayers",
    "descend",
    "descend_by_patches",
    "squared_error",
]
