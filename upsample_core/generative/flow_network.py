"""The denoiser of a flow: a small U-Net that says which picture a noisy one was.

It works at half and at quarter size (pixel unshuffle on the way down, pixel shuffle on the way up)
and sees the small picture, enlarged bilinearly, beside the noisy one. Called at t = 0, where the
noisy picture tells nothing, its answer is the least-squares one.

References
----------
Ronneberger, Fischer and Brox, "U-Net", 2015; Saharia et al., "Image super-resolution via iterative
refinement", 2021, for the small picture beside the noisy one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array
from upsample_core.generative.consistency import FACTOR
from upsample_core.generative.enlargers import pictures
from upsample_core.generative.layers import (
    Shapes,
    Weights,
    conv_shapes,
    convolve,
    dense,
    dense_shapes,
    products_of,
    residual,
    residual_shapes,
    silu,
    size_of,
)
from upsample_core.operations import pixel_shuffle, pixel_unshuffle
from upsample_core.resampling import interpolate

TIME_WAVES, TIME_WIDTH = 8, 64
WIDTH, WIDE = 32, 64


@dataclass(frozen=True, eq=False)
class FlowNetwork:
    """A trained denoiser; `sample_flow` guesses with it.

    Attributes
    ----------
    weights : mapping of str to ndarray
        By the names in `flow_shapes`.
    """

    weights: Weights

    @property
    def size(self) -> int:
        """How many weights there are."""
        return size_of(self.weights)

    @property
    def multiplications(self) -> float:
        """How often its convolutions multiply for an output pixel of one answer."""
        half = products_of(self.weights, "inward.", "before.", "after.", "outward.")
        return half / 4 + products_of(self.weights, "down.", "middle.", "up.") / 16

    def predict(self, noisy: ArrayLike, small: ArrayLike, time: float) -> Array:
        """Return which picture each noisy one was.

        Parameters
        ----------
        noisy : array_like, shape (N, 1, 8h, 8w)
            x_t; grey noise at t = 0.
        small : array_like, shape (N, 1, h, w) or (1, 1, h, w)
            From 0 to 1; h and w even or odd alike.
        time : float
            t, from 0 to 1.

        Returns
        -------
        ndarray, shape (N, 1, 8h, 8w), float32
            Answers may pass 0 and 1 by a little.

        Raises
        ------
        ParameterError
            If the shapes do not fit.
        """
        x, asked = number_array("noisy", noisy, 4).astype(np.float32), pictures(small)
        sizes = (1, FACTOR * asked.shape[2], FACTOR * asked.shape[3])
        if x.shape[1:] != sizes or asked.shape[0] not in (1, x.shape[0]):
            raise ParameterError(
                f"noisy must have the shape (N, 1, {sizes[1]}, {sizes[2]}) for small of shape "
                f"{asked.shape}, got {x.shape}"
            )
        large = interpolate(asked, scale_factor=FACTOR, mode="bilinear")
        return self._run(x, np.broadcast_to(large, x.shape), _waves(time))

    def _run(self, noisy: Array, large: Array, waves: Array) -> Array:
        """Run the layers; all sizes fit."""
        weights = self.weights
        time = silu(dense(weights, "time", waves))
        both = np.concatenate([pixel_unshuffle(2 * p - 1, 2) for p in (noisy, large)], axis=1)
        half = residual(weights, "before", convolve(weights, "inward", both), time)
        x = convolve(weights, "down", pixel_unshuffle(half, 2))
        x = residual(weights, "middle.1", residual(weights, "middle.0", x, time), time)
        x = pixel_shuffle(convolve(weights, "up", x), 2) + half
        x = residual(weights, "after.1", residual(weights, "after.0", x, time), time)
        return (pixel_shuffle(convolve(weights, "outward", silu(x)), 2) + 1) / 2


def flow_shapes() -> Shapes:
    """Return the shape of every array of a flow network's weights."""
    shapes = dense_shapes("time", 2 * TIME_WAVES, TIME_WIDTH)
    shapes |= conv_shapes("inward", 8, WIDTH) | residual_shapes("before", WIDTH, TIME_WIDTH)
    shapes |= conv_shapes("down", 4 * WIDTH, WIDE, side=1)
    shapes |= conv_shapes("up", WIDE, 4 * WIDTH, side=1)
    for block in ("middle.0", "middle.1"):
        shapes |= residual_shapes(block, WIDE, TIME_WIDTH)
    for block in ("after.0", "after.1"):
        shapes |= residual_shapes(block, WIDTH, TIME_WIDTH)
    return shapes | conv_shapes("outward", WIDTH, 4)


def _waves(time: float) -> Array:
    """Return a time as cosines and sines of rising frequency, shape (1, 16)."""
    angles = np.pi * float(time) * np.arange(1, TIME_WAVES + 1)
    return np.concatenate([np.cos(angles), np.sin(angles)])[None].astype(np.float32)
