"""Layers that learn: how an enlarging kernel moves when it is trained, computed exactly.

Read `enlarging_layers` first: the layers, and what each of their weights alone makes of a picture.
`least_squares` is the error that follows, a quadratic in the weights; `descent` is gradient descent
on it, every step of which has a formula.
"""

from upsample_core.learning.descent import Descent, descend
from upsample_core.learning.enlarging_layers import KINDS, STARTS, EnlargingLayer
from upsample_core.learning.least_squares import SquaredError, squared_error

__all__ = [
    "KINDS",
    "STARTS",
    "Descent",
    "EnlargingLayer",
    "SquaredError",
    "descend",
    "squared_error",
]
