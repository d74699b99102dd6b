"""Decoders of real networks with random weights: what they draw comes from their layers alone.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016: artifacts are
there before any training.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array
from upsample_core.lessons.generators import as_colours
from upsample_core.networks import (
    Chain,
    decoder_chain,
    decoder_side,
    noise_map,
    picture_map,
    run_decoder,
)

DECODERS = (
    "dcgan",
    "dcgan_pytorch",
    "vae",
    "cyclegan",
    "pggan",
    "stylegan2",
    "ldm_vae",
)
"""Networks whose decoders enlarge by 2 each time, and last of all."""


class RandomPicture(NamedTuple):
    """What a decoder with random weights makes.

    Attributes
    ----------
    start : ndarray, shape (3, side, side)
        What went in, brought to 0 … 1.
    picture : ndarray of float32, shape (3, H, W)
        What came out, brought to 0 … 1.
    score : float
        The artifact score of what came out: the share of its energy in patterns that repeat as
        often as the last layer that upsamples enlarges, mostly every two pixels.
    """

    start: Array
    picture: Array
    score: float


def random_decoder(
    chain: Chain, replace: str, seed: int = 0, picture: ArrayLike | None = None
) -> RandomPicture:
    """Run the decoder of a chain with random weights, as large as it may be.

    Parameters
    ----------
    chain : Chain
    replace : str
        What its upsampling layers are replaced by, one of `REPLACEMENTS`.
    seed : int
        Decides the weights, and the noise that goes in.
    picture : array_like, shape (H, W), optional
        What goes in instead of noise, averaged down.

    Raises
    ------
    ParameterError
        If nothing in the chain upsamples, or its decoder cannot be run within bounds.
    """
    side = decoder_side(chain, replace=replace)
    start = noise_map(side, seed) if picture is None else picture_map(picture, side) - 0.5
    *_before, last = run_decoder(chain, start, seed, replace=replace)
    made = np.asarray(last.values, float)
    colours = as_colours(made).astype(np.float32)
    score = artifact_score(made, _last_factor(decoder_chain(chain, replace)))
    return RandomPicture(as_colours(start), colours, score)


def _last_factor(decoder: Chain) -> int:
    """Return by how much the last layer that upsamples enlarges."""
    last = [layer for layer in decoder.layers if layer.enlarges][-1]
    return last.stride if last.kind in ("convt", "unpool") else last.factor
