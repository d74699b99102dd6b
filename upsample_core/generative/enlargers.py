"""The least-squares network and the GAN's generator: one form, trained for two different ends.

Features are worked out at the small size; each doubling is nearest neighbour and a convolution.
The generator takes noise beside the picture, so that it can give many answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array
from upsample_core.generative.layers import (
    Shapes,
    Weights,
    conv_shapes,
    convolve,
    products_of,
    residual,
    residual_shapes,
    silu,
    size_of,
)
from upsample_core.resampling import interpolate

NOISE_CHANNELS = 8
"""How many channels of noise a generator takes beside the small picture."""
WIDTHS, BLOCKS = (48, 32, 24), 4


@dataclass(frozen=True, eq=False)
class _Enlarger:
    """What both networks are: their weights, and what these cost."""

    weights: Weights
    doublings: int = 3

    @property
    def size(self) -> int:
        """How many weights there are."""
        return size_of(self.weights)

    @property
    def multiplications(self) -> float:
        """How often its convolutions multiply for an output pixel, borders included."""
        return _multiplications(self.weights, self.doublings)


@dataclass(frozen=True, eq=False)
class LeastSquaresNetwork(_Enlarger):
    """Trained for the least squared error: its answer is the mean of all plausible ones.

    Attributes
    ----------
    weights : mapping of str to ndarray
        By the names in `enlarger_shapes`.
    doublings : int
        How often it doubles the size: three make ×8.
    """

    def enlarge(self, small: ArrayLike) -> Array:
        """Enlarge pictures (N, 1, h, w) from 0 to 1 to (N, 1, 8h, 8w), float32.

        Answers may pass 0 and 1 by a little.

        Raises
        ------
        ParameterError
            If `small` has another number of axes or channels.
        """
        return (_enlarge(self.weights, self.doublings, 2 * pictures(small) - 1) + 1) / 2


@dataclass(frozen=True, eq=False)
class GanGenerator(_Enlarger):
    """Trained against a discriminator: sharp, and one of the answers that look real.

    Attributes
    ----------
    weights : mapping of str to ndarray
        By the names in `enlarger_shapes`.
    doublings : int
        How often it doubles the size: three make ×8, two make ×4.
    """

    def enlarge(self, small: ArrayLike, noise: ArrayLike) -> Array:
        """Enlarge pictures, each with its noise.

        Parameters
        ----------
        small : array_like, shape (N, 1, h, w) or (1, 1, h, w)
            From 0 to 1.
        noise : array_like, shape (N, 8, h, w)
            Standard normal, as from ``noise_for(seeds, (8, h, w))``.

        Returns
        -------
        ndarray, shape (N, 1, 8h, 8w), float32
            From -0.1 to 1.1: the last layer is bounded.

        Raises
        ------
        ParameterError
            If the shapes do not fit.
        """
        chance = number_array("noise", noise, 4).astype(np.float32)
        asked = pictures(small)
        if chance.shape[1] != NOISE_CHANNELS or asked.shape[0] not in (1, chance.shape[0]):
            raise ParameterError(
                f"noise must have the shape (N, {NOISE_CHANNELS}, h, w) for small of shape "
                f"(N, 1, h, w), got {chance.shape} for {asked.shape}"
            )
        if chance.shape[2:] != asked.shape[2:]:
            raise ParameterError(
                f"noise and small must have one height and width, got {chance.shape} and "
                f"{asked.shape}"
            )
        both = np.broadcast_to(2 * asked - 1, (len(chance), *asked.shape[1:]))
        y = _enlarge(self.weights, self.doublings, np.concatenate([both, chance], axis=1))
        return np.asarray((np.float32(1.2) * np.tanh(y / np.float32(1.2)) + 1) / 2)


def enlarger_shapes(noise: int, doublings: int) -> Shapes:
    """Return the shape of every array of weights, for so many channels of noise and doublings."""
    wide, half, narrow = WIDTHS
    shapes = conv_shapes("inward", 1 + noise, wide)
    for block in range(BLOCKS):
        shapes |= residual_shapes(f"blocks.{block}", wide)
    widths = [wide] * (doublings - 1) + [half, narrow]
    for doubling in range(doublings):
        shapes |= conv_shapes(f"doublings.{doubling}", widths[doubling], widths[doubling + 1])
    return shapes | conv_shapes("last", narrow, narrow) | conv_shapes("outward", narrow, 1)


def pictures(small: ArrayLike) -> Array:
    """Return pictures of one channel (N, 1, h, w) as float32, or refuse what is none."""
    x = number_array("small", small, 4)
    if x.shape[1] != 1:
        raise ParameterError(f"small must have the shape (N, 1, h, w), got {x.shape}")
    return x.astype(np.float32)


def _enlarge(weights: Weights, doublings: int, x: Array) -> Array:
    """Run the layers from what goes in to the one channel that comes out."""
    x = convolve(weights, "inward", x)
    for block in range(BLOCKS):
        x = residual(weights, f"blocks.{block}", x)
    for doubling in range(doublings):
        x = interpolate(silu(x), scale_factor=2, mode="nearest")
        x = convolve(weights, f"doublings.{doubling}", x)
    return convolve(weights, "outward", silu(convolve(weights, "last", silu(x))))


def _multiplications(weights: Weights, doublings: int) -> float:
    """Count from the layers: a grid half as fine has a quarter of the places."""
    found = float(products_of(weights, "last.", "outward."))
    for doubling in range(doublings):
        found += products_of(weights, f"doublings.{doubling}.") / 4 ** (doublings - 1 - doubling)
    return float(found + products_of(weights, "inward.", "blocks.") / 4**doublings)
