"""A wave through a transposed convolution: its copies, and what each phase answers.

References
----------
Oppenheim and Schafer, "Discrete-time signal processing", 3rd edition, section 4.6.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.frequency_response import copy_response, phase_response, phase_shifts
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import Array, number_array, one_of, whole_number
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.remedies import one_filter
from upsample_core.operations.transposed_convolution import conv_transpose1d

KERNELS = ("ones", "bilinear", "random", "icnr", "nearest")
"""Names of the kernels of `wave_kernel`."""

_POINTS = 129
_CELLS = 13


class Copies(NamedTuple):
    """What comes out where a wave goes in.

    Attributes
    ----------
    frequencies, response : ndarray, shape (M,)
        The kernel's response, at frequencies in cycles per output cell.
    places, strengths : ndarray, shape (S,)
        Of the wave first and then of its copies, in cycles per output cell.
    strongest : float
        The strength of the strongest copy; 0 where there is none.
    before : float
        The strength that each had before the kernel.
    """

    frequencies: Array
    response: Array
    places: Array
    strengths: Array
    strongest: float
    before: float


class Staircase(NamedTuple):
    """A wave, and what a transposed convolution makes of it cell by cell.

    Attributes
    ----------
    positions, wave : ndarray, shape (M,)
        The wave itself, at positions in input cells.
    cells, output : ndarray, shape (N,)
        The outputs, at the positions on the input where their stamps are centred.
    """

    positions: Array
    wave: Array
    cells: Array
    output: Array


class PhaseAnswers(NamedTuple):
    """How strongly each phase answers each wave, and how far it moves it.

    Attributes
    ----------
    frequencies : ndarray, shape (M,)
        In cycles per input cell.
    strengths, shifts : ndarray, shape (S, M)
    """

    frequencies: Array
    strengths: Array
    shifts: Array


class Stages(NamedTuple):
    """A picture on its way through a transposed convolution, with the scores of its spectra."""

    spread: Array
    output: Array
    spread_score: float
    output_score: float


def wave_kernel(name: str, kernel_size: int, stride: int) -> Array:
    """Return a kernel along one axis that turns a constant 1 into a mean of 1.

    Parameters
    ----------
    name : str
        - ones, bilinear: K weights of that shape.
        - random: K weights that deviate from 1.
        - icnr: the random filter at low resolution, then nearest: where ICNR starts.
        - nearest: nearest, then the random filter at high resolution. As one stamp it is S ones
          convolved with the filter turned round, S + K - 1 taps in all.
    kernel_size : int
        K.
    stride : int
        S.

    Returns
    -------
    ndarray, one axis

    Raises
    ------
    ParameterError
        If the name is unknown or a size invalid.
    """
    step = whole_number("stride", stride)
    if one_of("name", name, KERNELS) in ("ones", "bilinear"):
        kernel = preset_kernel(name, kernel_size)
    else:
        kernel = 1 + preset_kernel("random", kernel_size)
    if name == "icnr":
        kernel = one_filter(kernel, step)
    if name == "nearest":
        kernel = np.convolve(np.ones(step), kernel[::-1])
    return np.asarray(kernel * (step / kernel.sum()))


def copies(kernel: ArrayLike, stride: int, frequency: float) -> Copies:
    """Return where the copies of a wave stand after a transposed convolution, and how strong.

    Parameters
    ----------
    kernel : array_like, shape (K,)
    stride : int
        S.
    frequency : float
        From 0 to 0.5 cycles per input cell.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    step = whole_number("stride", stride)
    curve = np.linspace(0, 0.5, _POINTS)
    # Entry 0 at input frequency f is the kernel's response at f / S cycles per output cell.
    response = np.abs(copy_response(kernel, step, curve * step)[0])
    strengths = np.abs(copy_response(kernel, step, [frequency])[:, 0])
    places = (frequency + np.arange(step)) / step
    return Copies(
        curve,
        response,
        np.minimum(places, 1 - places),
        strengths,
        float(strengths[1:].max(initial=0)),
        1 / step,
    )


def staircase(kernel: ArrayLike, stride: int, frequency: float) -> Staircase:
    """Send a wave through a transposed convolution.

    Parameters
    ----------
    kernel : array_like, shape (K,)
    stride : int
        S.
    frequency : float
        From 0 to 0.5 cycles per input cell.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    taps = number_array("kernel", kernel, 1)
    step = whole_number("stride", stride)
    # So many cells on both sides that no stamp is missing from those that are shown.
    margin = taps.size // step + 1
    inputs = np.arange(-margin, _CELLS + margin)
    signal = np.cos(2 * np.pi * frequency * inputs)
    whole = conv_transpose1d(signal[None, None], taps[None, None], step)[0, 0]
    places = (np.arange(whole.size) - (taps.size - 1) / 2) / step - margin
    shown = (places >= 0) & (places <= _CELLS - 1)
    positions = np.linspace(0, _CELLS - 1, _POINTS)
    wave = np.cos(2 * np.pi * frequency * positions)
    return Staircase(positions, wave, places[shown], whole[shown])


def phase_answers(kernel: ArrayLike, stride: int) -> PhaseAnswers:
    """Return what every phase of a transposed convolution makes of every wave.

    Parameters
    ----------
    kernel : array_like, shape (K,)
    stride : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    waves = np.linspace(0, 0.5, _POINTS)[1:]
    strengths = np.abs(phase_response(kernel, stride, waves))
    return PhaseAnswers(waves, strengths, phase_shifts(kernel, stride, waves))


def phase_strengths(kernel: ArrayLike, stride: int, frequency: float) -> tuple[float, ...]:
    """Return how strongly each phase answers one wave.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    >>> phase_strengths([1.0, 1.0], 2, 0.25)
    (1.0, 1.0)
    """
    return tuple(np.abs(phase_response(kernel, stride, [frequency]))[:, 0].tolist())


def stages(picture: ArrayLike, kernel: ArrayLike, stride: int) -> Stages:
    """Return a picture with zeros inserted, and what a kernel makes of that.

    Parameters
    ----------
    picture : array_like, shape (H, W)
    kernel : array_like, shape (K,)
        Its product with itself is applied.
    stride : int

    Raises
    ------
    ParameterError
        If a parameter is invalid, or the picture smaller than 4 × 4.
    """
    spread = enlarge(picture, np.ones((1, 1)), stride)
    output = enlarge(picture, plane(kernel), stride, "replicate")
    return Stages(spread, output, artifact_score(spread, stride), artifact_score(output, stride))


def plane(kernel: ArrayLike) -> Array:
    """Return the product of a kernel along one axis with itself, over two.

    Raises
    ------
    ParameterError
        If `kernel` has not one axis.
    """
    taps = number_array("kernel", kernel, 1)
    return np.asarray(np.multiply.outer(taps, taps))
