"""What is read off the snapshots of a GAN's training."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array
from upsample_core.generative import GanTraining


def score_gaps(seen: GanTraining) -> tuple[float, ...]:
    """Return by how much the discriminator scores real letters higher, at every moment."""
    gaps = (seen.score_true - seen.score_made).mean(axis=1, dtype=np.float64)
    return tuple(float(gap) for gap in gaps)


def signed_grey(values: ArrayLike) -> Array:
    """Return values from -1 to 1 as greys from 0 to 1, nothing being half way."""
    return (np.asarray(values) + 1) / 2
