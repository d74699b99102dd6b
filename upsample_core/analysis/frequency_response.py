"""How the phases of a transposed convolution answer a wave: how strongly, and how late.

The output falls into phases, each computed by taps of its own. Where they answer a wave alike it
stays a wave; where they differ in strength, copies of its spectrum come through; where one answers
later than another, there are steps where there was a slope.

References
----------
Oppenheim and Schafer, "Discrete-time signal processing", 3rd edition, section 4.6.
Vaidyanathan, "Multirate systems and filter banks", 1993, section 4.3 (polyphase components).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from upsample_core.analysis.overlap import residues
from upsample_core.checks import ParameterError, check_size, number_array, per_axis, whole_number

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]


def phase_response(
    kernel: ArrayLike,
    stride: int | Sequence[int],
    frequencies: ArrayLike,
    dilation: int | Sequence[int] = 1,
) -> Complexes:
    """Return the frequency response of each phase of a transposed convolution.

    A wave exp(2πi f·n) in the input comes out, at cells o of phase q, as the same wave at position
    o / S times the response of phase q. If all phases respond alike the wave stays a wave; if they
    do not, copies of it appear. At frequency zero the responses are the phase sums.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW)
    stride, dilation : int or sequence of int
    frequencies : array_like, shape (M,) for a kernel with one axis, else (M, axes)
        In cycles per *input* cell.

    Returns
    -------
    ndarray of complex128, shape (S,) + (M,) or (SH, SW) + (M,)

    Raises
    ------
    ParameterError
        If the shapes do not fit, or a parameter is no positive whole number.
    """
    weights = number_array("kernel", kernel, (1, 2)).astype(np.float64, copy=False)
    strides = per_axis("stride", stride, weights.ndim)
    dilations = per_axis("dilation", dilation, weights.ndim)
    waves = number_array("frequencies", frequencies, weights.ndim)
    if weights.ndim == 2 and waves.shape[1] != 2:
        raise ParameterError(f"frequencies must have shape (M, 2), got {waves.shape}")
    waves = waves.reshape(-1, weights.ndim)
    check_size("the response", (*strides, *weights.shape, len(waves)))
    factors = [
        _axis_factors(*axis)
        for axis in zip(weights.shape, strides, dilations, waves.T, strict=True)
    ]
    if weights.ndim == 1:
        return np.asarray(np.einsum("k,qkm->qm", weights, *factors))
    return np.asarray(np.einsum("kl,qkm,rlm->qrm", weights, *factors, optimize=True))


def copy_response(
    kernel: ArrayLike,
    stride: int | Sequence[int],
    frequencies: ArrayLike,
    dilation: int | Sequence[int] = 1,
) -> Complexes:
    """Return how strongly each copy of the input's spectrum comes through.

    Entry 0 (or (0, 0)) is the response to the wave itself, entry m to its copy at (f + m) / S. It
    is the Fourier transform of `phase_response` over the phases: copies vanish exactly where all
    phases respond alike.

    Parameters
    ----------
    kernel, stride, frequencies, dilation
        As for `phase_response`.

    Returns
    -------
    ndarray of complex128, shape (S,) + (M,) or (SH, SW) + (M,)

    Raises
    ------
    ParameterError
        As `phase_response`.
    """
    phases = phase_response(kernel, stride, frequencies, dilation)
    axes = tuple(range(phases.ndim - 1))
    return np.asarray(fft.fftn(phases, axes=axes, norm="forward"))


def phase_shifts(kernel: ArrayLike, stride: int, frequencies: ArrayLike) -> NDArray[np.float64]:
    """Return by how much each phase moves a wave, beside the middle of the kernel.

    Parameters
    ----------
    kernel : array_like, shape (K,)
    stride : int
        S.
    frequencies : array_like, shape (M,)
        In cycles per input cell, above 0 and up to a half.

    Returns
    -------
    ndarray of float64, shape (S, M)
        In input cells, positive to the right. Phases without taps, which let no wave through,
        have NaN.

    Raises
    ------
    ParameterError
        If a parameter is invalid.

    Examples
    --------
    Nearest moves one phase a quarter of a cell to the right, the other as far to the left.

    >>> phase_shifts([1.0, 1.0], 2, [0.25])
    array([[-0.25],
           [ 0.25]])
    """
    weights = number_array("kernel", kernel, 1)
    waves = number_array("frequencies", frequencies, 1)
    step = whole_number("stride", stride)
    if waves.min() <= 0 or waves.max() > 0.5:
        raise ParameterError(
            f"frequencies must be above 0 and at most 0.5, got {waves.min():g} to {waves.max():g}"
        )
    responses = phase_response(weights, step, waves)
    # The middle of the kernel is where the whole picture moves to; only the rest differs.
    middle = np.exp(2j * np.pi * waves * (weights.size - 1) / (2 * step))
    shifts = -np.angle(responses * middle) / (2 * np.pi * waves)
    return np.where(np.abs(responses) > 1e-12, shifts, np.nan)


def _axis_factors(size: int, stride: int, dilation: int, frequencies: Floats) -> Complexes:
    """exp(-2πi f·kD/S) where tap k belongs to phase q, else 0; shape (S, K, M)."""
    offsets = np.arange(size) * float(dilation)
    waves = np.exp(-2j * np.pi * np.outer(offsets, frequencies) / stride)
    belongs = residues(size, stride, dilation) == np.arange(stride)[:, None]
    return np.asarray(belongs[:, :, None] * waves)
