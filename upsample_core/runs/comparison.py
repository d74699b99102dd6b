"""Methods side by side: each enlarges the same reduced picture, and is judged by the original.

Trained networks stand among them; what they are is none of this file's business.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from upsample_core.analysis.metrics import SSIM_WINDOW, overshoot, psnr, ssim
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, one_of
from upsample_core.methods import (
    METHODS,
    Definition,
    EnlargingError,
    Method,
    Obstacle,
    enlarging_method,
    has_weights,
    keeps_size,
)
from upsample_core.resampling.edge_directed import LUMA
from upsample_core.resampling.interpolation import resize
from upsample_core.runs.layer_costs import Costs, costs_of
from upsample_core.runs.probes import Enlarger, Probe, probe, probe_trained
from upsample_core.runs.reduction import CUBIC_A, Reduced
from upsample_core.runs.trace import run

WEIGHTS = ("bilinear", "perturbed")
"""The weights that layers have here, since nobody trained them: presets by name."""

ROUNDING = 1e-6
"""Differences that are only rounding, in units of white: single precision has seven digits."""

NOTABLE_OFFSET = 0.25
"""Pixels: a method that moves a picture further takes its samples to lie elsewhere."""

_BRIEF = 0.5  # seconds


@dataclass(frozen=True, eq=False)
class Enlarged:
    """What a method, or a trained network, made of a reduced picture.

    Attributes
    ----------
    method : Method or None
        With its parameters; None for a network.
    given : ndarray, shape (C, h, w)
        The reduced picture, its samples where the method takes them to lie, if the reduction has
        them there; the original, where the method reduces by itself.
    answers : Probe
        What the method does to the simplest pictures.
    output : ndarray, shape (C, H, W) of the original
        As computed; of a method with weights divided by its gain, since the scale of untrained
        weights means nothing.
    costs : Costs
    seconds : float
        That the run took.
    """

    method: Method | None
    given: Array
    answers: Probe
    output: Array
    costs: Costs
    seconds: float


@dataclass(frozen=True)
class Score:
    """How a method did, in numbers.

    Attributes
    ----------
    psnr : float
        In decibels, against the original; infinity where they differ by rounding at most.
    ssim : float or None
        None where the picture is smaller than the window of 11 × 11.
    artifacts : float or None
        The share of the energy at multiples of 1/factor beyond the original's; None where the
        picture has fewer than four blocks along an axis.
    overshoot : float
        How far values lie outside the range of what the method was given, in units of white.
    phase_difference : float or None
        See `Probe`.
    offset : float or None
        See `Probe`.
    parameters : int
        Weights for one channel of input and one of output.
    multiplications : float
        An output pixel's, for one channel of input and one of output.
    seconds : float
    """

    psnr: float
    ssim: float | None
    artifacts: float | None
    overshoot: float
    phase_difference: float | None
    offset: float | None
    parameters: int
    multiplications: float
    seconds: float


def enlarged(
    name: str, pair: Reduced, weights: str = "bilinear", seed: int = 0, runs: int = 1
) -> Enlarged:
    """Let a method enlarge a reduced picture to the size of its original.

    Parameters
    ----------
    name : str
        One of `METHODS`. A method that reduces by itself is given the original.
    pair : Reduced
    weights : str
        One of `WEIGHTS`: how weights begin, where the method has some.
    seed : int
        Of weights that are off by chance.
    runs : int
        How often it is run for its time, of which the least counts: the first is the slowest. What
        takes long is run once.

    Raises
    ------
    EnlargingError
        If the method does not enlarge, not this many times, or not so small a picture.
    ParameterError
        If a parameter is invalid.
    """
    definition = METHODS[one_of("name", name, METHODS)]
    preset = one_of("weights", weights, WEIGHTS)
    method, corner, answers = _fitted(definition, pair, preset, seed)
    given = pair.original if keeps_size(definition) else pair.samples[corner]
    if method.output_shape != pair.original.shape[1:]:
        raise EnlargingError(
            f"{name} gives {method.output_shape}, not the original's {pair.original.shape[1:]}",
            Obstacle.FACTOR,
        )
    output, seconds = _timed(lambda: run(method, given), runs)
    if has_weights(definition):
        output = output / output.dtype.type(answers.gain)
    return Enlarged(method, given, answers, output, costs_of(method), seconds)


def enlarged_by_trained(
    enlarger: Enlarger, pair: Reduced, seed: int = 0, runs: int = 1
) -> Enlarged:
    """Let a trained network enlarge a reduced picture to the size of its original.

    It was taught on greys: of a picture in colour it is given the luminance (Rec. 601), as it was
    taught, and what the channels differ from that is enlarged by bicubic interpolation.

    Parameters
    ----------
    enlarger : Enlarger
    pair : Reduced
        It is given samples that lie in the middle of their blocks, if the reduction has them there.
    seed : int
        Of the noise, where chance takes part.
    runs : int
        As of `enlarged`.

    Raises
    ------
    EnlargingError
        If the network does not enlarge this many times.

    References
    ----------
    Dong, Loy, He and Tang, "Image super-resolution using deep convolutional networks", 2016 (the
    network sees luminance alone, colour is enlarged by bicubic interpolation).
    """
    factor = pair.factor
    if factor not in enlarger.factors:
        raise EnlargingError(
            f"the network enlarges {enlarger.factors} times, not {factor} times", Obstacle.FACTOR
        )
    corner, given = next(iter(pair.samples.items()))
    output, seconds = _timed(lambda: _in_colour(enlarger, given, factor, seed), runs)
    costs = Costs(enlarger.parameters, enlarger.multiplications(factor))
    answers = probe_trained(enlarger, factor, corner)
    return Enlarged(None, given, answers, output, costs, seconds)


def _in_colour(enlarger: Enlarger, picture: Array, factor: int, seed: int) -> Array:
    """Return a picture (C, H, W) enlarged: its luminance by a network, the rest bicubically."""
    if len(picture) != len(LUMA):  # no colour: each channel is a grey picture
        return np.stack([enlarger.enlarge(channel, factor, seed) for channel in picture])
    grey = np.tensordot(LUMA.astype(picture.dtype), picture, 1)
    size = tuple(factor * side for side in grey.shape)
    rest = resize((picture - grey)[None], size, "cubic", cubic_a=CUBIC_A)[0]
    return np.asarray(rest + enlarger.enlarge(grey, factor, seed), picture.dtype)


def _fitted(
    definition: Definition, pair: Reduced, preset: str, seed: int
) -> tuple[Method, bool, Probe]:
    """Return the method, and the place of the samples for which it moves the picture least."""
    shape = pair.original.shape[1:] if keeps_size(definition) else pair.small.shape[1:]
    fits = []
    for corner in pair.samples:
        method = enlarging_method(definition, shape, pair.factor, corner, preset, seed)
        fits.append((method, corner, probe(method, pair.factor, corner)))
    return min(fits, key=lambda fit: abs(fit[2].offset or 0) > NOTABLE_OFFSET)


def score(result: Enlarged, pair: Reduced) -> Score:
    """Judge what a method made of a reduced picture by its original."""
    original, output = pair.original, result.output
    smallest = min(original.shape[1:])
    beyond = max(overshoot(result.given, output))
    return Score(
        psnr=_psnr(original, output),
        ssim=ssim(original, output) if smallest >= SSIM_WINDOW else None,
        artifacts=_artifacts(output, pair) if smallest >= 4 * pair.factor else None,
        overshoot=beyond if beyond > ROUNDING else 0.0,
        phase_difference=result.answers.phase_difference,
        offset=result.answers.offset,
        parameters=result.costs.parameters,
        multiplications=result.costs.multiplications,
        seconds=result.seconds,
    )


def deviation(original: Array, output: Array) -> NDArray[np.float32]:
    """Return how much lighter each pixel is than in the original, (H, W): the mean of channels."""
    lighter = (output - original).mean(axis=0, dtype=np.float32)
    return np.asarray(lighter)


def _artifacts(output: Array, pair: Reduced) -> float:
    """Return the artifact score with the original as reference, which is measured but once."""
    return max(0.0, artifact_score(output, pair.factor) - pair.own_share)


def _psnr(original: Array, output: Array) -> float:
    """Return the PSNR; what is only rounding is no difference."""
    if np.abs(output - original).max() <= ROUNDING:
        return math.inf
    return psnr(original, output)


def _timed(work: Callable[[], Array], runs: int) -> tuple[Array, float]:
    """Do something for its result and its time; where that is brief, more than once."""
    begin = time.perf_counter()
    output = work()
    seconds = time.perf_counter() - begin
    for _again in range(runs - 1 if seconds < _BRIEF else 0):
        begin = time.perf_counter()
        work()
        seconds = min(seconds, time.perf_counter() - begin)
    return output, seconds
