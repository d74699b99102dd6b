"""How many pairs of kernel size and stride are even, counted for two pieces of advice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from upsample_core.analysis.overlap_table import OverlapTable


class PairCounts(NamedTuple):
    """How many pairs of K and S follow an advice, and how many of those are even.

    Attributes
    ----------
    coprime, coprime_even : int
        K and S have no common factor.
    dividing, dividing_even : int
        S divides K.
    """

    coprime: int
    coprime_even: int
    dividing: int
    dividing_even: int


def pair_counts(table: OverlapTable) -> PairCounts:
    """Count the pairs of a table, and the even ones among them."""
    masks = (
        table.coprime,
        table.coprime & table.even,
        table.divides,
        table.divides & table.even,
    )
    return PairCounts(*(int(np.count_nonzero(mask)) for mask in masks))


def fallen_strides(table: OverlapTable) -> tuple[int, ...]:
    """Return the strides of a table that divide some kernel size and yet are uneven with it."""
    uneven = table.divides & ~table.even
    return tuple(stride for stride, row in zip(table.strides, uneven, strict=True) if row.any())
