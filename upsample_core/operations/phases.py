"""The phases of a transposed convolution: why it is a sub-pixel convolution.

Along an axis input cell i adds ``x[i] * w[k]`` to output cell ``f = i*S + k*D`` (f counts cells
before P are cropped). All cells with one residue f mod S are reached by the same taps. They form a
phase, and a phase is an ordinary convolution at the resolution of the input.

References
----------
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, Axes, check_size, number_array, per_axis

MAX_PHASES = 2**16
"""Most phases that are listed: a stride of 256 on both axes."""


@dataclass(frozen=True, eq=False)
class PhaseKernel:
    """The part of a kernel that one phase of the output sees.

    Output ``f = m*S + residue`` is the sum over j of ``x[m - shift - j*dilation] * weights[j]``,
    axis by axis.

    Attributes
    ----------
    residue, shift, dilation : tuple of int
    taps : ndarray of int
        Flat indices into the whole kernel; no element where no tap reaches the phase.
    weights : ndarray, same shape
    """

    residue: Axes
    shift: Axes
    dilation: Axes
    taps: NDArray[np.intp]
    weights: Array


def phase_kernels(
    kernel: ArrayLike, stride: int | Axes, dilation: int | Axes = 1
) -> Iterator[PhaseKernel]:
    """Return the kernel of each phase: one for each residue modulo S, in C order.

    There are S of them (S² in two dimensions), whether S divides K or not. Where K < S, or S and
    D have a common factor, some have no taps: they are the holes of the output.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW)
    stride, dilation : int or tuple of int

    Returns
    -------
    iterator of PhaseKernel

    Raises
    ------
    ParameterError
        If a parameter is out of range, or there would be more than `MAX_PHASES` phases.
    """
    weights = number_array("kernel", kernel, (1, 2))
    strides = per_axis("stride", stride, weights.ndim)
    dilations = per_axis("dilation", dilation, weights.ndim)
    check_size("the list of phases", strides, MAX_PHASES)
    taps = np.arange(weights.size).reshape(weights.shape)
    axes = zip(weights.shape, strides, dilations, strict=True)
    every = itertools.product(*(_with_holes(*axis) for axis in axes))
    return (
        PhaseKernel(
            tuple(p.residue for p in phase),
            tuple(p.shift for p in phase),
            tuple(p.dilation for p in phase),
            taps[tuple(p.taps for p in phase)],
            weights[tuple(p.taps for p in phase)],
        )
        for phase in every
    )


def _with_holes(kernel_size: int, stride: int, dilation: int) -> list[AxisPhase]:
    """Return the phase of every residue; one that no tap reaches starts beyond the kernel."""
    reached = {phase.residue: phase for phase in axis_phases(kernel_size, stride, dilation)}
    hole = AxisPhase(0, kernel_size, 1, 0, 1)
    return [reached.get(residue, replace(hole, residue=residue)) for residue in range(stride)]


@dataclass(frozen=True)
class AxisPhase:
    """Every S-th output cell of one axis, and the taps that reach those cells.

    With f counting output cells before cropping, ``f = m*S + residue`` is the sum over j of
    ``x[m - shift - j*dilation] * w[first + j*step]``.
    """

    residue: int
    first: int
    step: int
    shift: int
    dilation: int

    @property
    def taps(self) -> slice:
        """The taps of this phase, as a slice of the kernel's axis."""
        return slice(self.first, None, self.step)


def axis_phases(kernel_size: int, stride: int, dilation: int) -> Iterator[AxisPhase]:
    """Yield the phases that any tap reaches, in the order of their first taps.

    Taps k and k' share a phase if kD ≡ k'D (mod S), that is if they are a multiple of
    S / gcd(S, D) apart. Residues that no tap reaches are the holes of the output.
    """
    common = math.gcd(stride, dilation)
    step = stride // common
    for first in range(min(kernel_size, step)):
        shift, residue = divmod(first * dilation, stride)
        yield AxisPhase(residue, first, step, shift, dilation // common)
