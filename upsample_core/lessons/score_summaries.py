"""Scores over many seeds, in three numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from upsample_core.checks import ParameterError


class Summary(NamedTuple):
    """The least, the mean and the largest of some scores."""

    least: float
    mean: float
    most: float


def summary(scores: Sequence[float]) -> Summary:
    """Return the least, the mean and the largest of some scores.

    Raises
    ------
    ParameterError
        If there are none.

    Examples
    --------
    >>> summary([1.0, 5.0, 3.0])
    Summary(least=1.0, mean=3.0, most=5.0)
    """
    if not scores:
        raise ParameterError("scores must not be empty")
    return Summary(min(scores), sum(scores) / len(scores), max(scores))
