"""Overlap in a chain: how evenly each upsampling layer reaches its phases.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from upsample_core.analysis import coverage_phases, is_even, phase_sums
from upsample_core.inputs import preset_kernel
from upsample_core.networks.chain import Chain
from upsample_core.networks.layer import Layer

VERDICTS = ("even", "uneven", "bilinear", "filtered", "shuffled", "interpolated", "unpooled")
"""What there is to say of an upsampling layer: a transposed convolution whose taps reach all phases
alike, or not; not, but its fixed weights sum to the same in each phase; not, but a filter behind it
makes the sums equal; a pixel shuffle, even as transposed convolution; an interpolation; an
unpooling, which overlaps nothing."""


class Upsampling(NamedTuple):
    """An upsampling layer of a chain, along one axis.

    Attributes
    ----------
    place : int
        Of the layer, in the chain.
    kernel, stride : int
        Of the transposed convolution that it is, or is the same as; 0 where there is none.
    counts : tuple of int
        Taps that reach each phase.
    verdict : str
        One of `VERDICTS`.
    sums : tuple of float
        What the weights of each phase sum to, where they are fixed; empty where they are learned.
    """

    place: int
    kernel: int
    stride: int
    counts: tuple[int, ...]
    verdict: str
    sums: tuple[float, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether the layer itself can draw a pattern of uneven overlap."""
        return self.verdict == "uneven"


def upsamplings(chain: Chain) -> tuple[Upsampling, ...]:
    """Return the overlap of every upsampling layer, in the order of the chain.

    A 3 × 3 convolution and a shuffle by r are a transposed convolution 3r, r; a nearest ×2 and a
    3 × 3 convolution are one of 4, 2, with equal sums whatever the weights.
    """
    layers = chain.layers
    return tuple(
        _upsampling(layers, place, layer) for place, layer in enumerate(layers) if layer.enlarges
    )


def _upsampling(layers: Sequence[Layer], place: int, layer: Layer) -> Upsampling:
    if layer.kind == "convt":
        return _transposed(layers, place, layer)
    if layer.kind == "shuffle":
        before = layers[place - 1] if place else Layer("skip")
        kernel = before.kernel * layer.factor if before.kind == "conv" else layer.factor
        return Upsampling(place, kernel, layer.factor, _counts(kernel, layer.factor), "shuffled")
    if layer.kind == "up" and layer.mode == "nearest":
        after = _convolution_after(layers, place)
        kernel = layer.factor + (after.kernel if after else 1) - 1
        return Upsampling(
            place, kernel, layer.factor, _counts(kernel, layer.factor), "interpolated"
        )
    verdict = "unpooled" if layer.kind == "unpool" else "interpolated"
    return Upsampling(
        place, 0, layer.stride if layer.kind == "unpool" else layer.factor, (), verdict
    )


def _transposed(layers: Sequence[Layer], place: int, layer: Layer) -> Upsampling:
    kernel, stride = layer.kernel, layer.stride
    counts = tuple(coverage_phases(kernel, stride, layer.dilation).tolist())
    after = layers[place + 1] if place + 1 < len(layers) else Layer("skip")
    if layer.fixed:
        sums = _sums(preset_kernel("bilinear", (kernel,)), stride)
        return Upsampling(place, kernel, stride, counts, "bilinear", sums)
    if is_even(kernel, stride, layer.dilation):
        return Upsampling(place, kernel, stride, counts, "even")
    if after.kind == "blur":
        sums = _sums(np.convolve(np.ones(kernel), after.taps), stride)
        if max(sums) == min(sums):
            return Upsampling(place, kernel, stride, counts, "filtered", sums)
    return Upsampling(place, kernel, stride, counts, "uneven")


def _counts(kernel: int, stride: int) -> tuple[int, ...]:
    return tuple(coverage_phases(kernel, stride).tolist())


def _sums(taps: object, stride: int) -> tuple[float, ...]:
    """Return the sums of the weights of each phase, rounding aside."""
    return tuple(round(float(each), 9) for each in phase_sums(np.asarray(taps), stride))


def _convolution_after(layers: Sequence[Layer], place: int) -> Layer | None:
    after = layers[place + 1] if place + 1 < len(layers) else None
    return after if after is not None and after.kind == "conv" and after.stride == 1 else None
