"""Uneven overlap: where the checkerboards of transposed convolutions come from.

The output of a transposed convolution falls into phases, and each phase is computed by kernel
taps of its own. Two things can differ between the phases:

- *coverage*, how many taps reach a phase (see `overlap`);
- *phase sums*, the sum of the weights that reach a phase, which is the response to a constant
  input. Weights can hide uneven coverage, and can break even coverage.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016.
Vaidyanathan, "Multirate systems and filter banks", 1993, section 4.3 (polyphase components).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.analysis.overlap import (
    AxisCoverage,
    Counts,
    axis_coverage,
    coverage,
    residues,
)
from upsample_core.checks import (
    Axes,
    ParameterError,
    check_size,
    finite_number,
    number_array,
    per_axis,
)

Floats = NDArray[np.float64]

FLAT_TOLERANCE = 1e-6
"""Phase sums closer than this share of the kernel's weight are equal: far below 8-bit steps, and
above what float32 weights can keep apart."""


@dataclass(frozen=True, eq=False)
class Evenness:
    """The verdict on one transposed convolution, all of it about the interior.

    Attributes
    ----------
    axes : tuple of AxisCoverage
    counts : ndarray of int, shape `stride`
        Taps that reach each phase: the outer product of the counts of the axes.
    phase_sums : ndarray of float, shape `stride`
        Response of each phase to a constant input of ones.
    flat : bool
        Whether the phase sums are equal, so that a constant stays constant.
    """

    axes: tuple[AxisCoverage, ...]
    counts: Counts
    phase_sums: Floats
    flat: bool

    @property
    def even(self) -> bool:
        """Whether every phase is reached by equally many taps."""
        return all(axis.even for axis in self.axes)

    @property
    def levels(self) -> tuple[int, ...]:
        """The distinct counts, ascending: (1, 2, 4) for K = 3, S = 2 on two axes."""
        return tuple(int(count) for count in np.unique(self.counts))

    @property
    def ratio(self) -> tuple[int, int]:
        """Largest and smallest count, reduced: (4, 1); (1, 0) where there are holes."""
        most, least = self.levels[-1], self.levels[0]
        shared = math.gcd(most, least)
        return most // shared, least // shared

    @property
    def has_holes(self) -> bool:
        """Whether some output cells are reached by no tap."""
        return self.levels[0] == 0

    @property
    def pattern_share(self) -> float:
        """Share of the energy that is pattern, from 0 to 1, when the input is constant.

        The variance of the phase sums divided by their mean square; 0 for a zero kernel.
        """
        energy = float(np.mean(self.phase_sums**2))
        return float(np.var(self.phase_sums)) / energy if energy > 0 else 0.0


def phase_sums(
    kernel: ArrayLike, stride: int | Sequence[int], dilation: int | Sequence[int] = 1
) -> Floats:
    """Add up the weights that reach each phase: the interior row sums of the matrix.

    Parameters
    ----------
    kernel : array_like, shape (K,) or (KH, KW) or with more axes
    stride, dilation : int or sequence of int
        One for all axes, or one for each axis of `kernel`.

    Returns
    -------
    ndarray of float64, shape (S_1, …, S_n)
        Entry (q_1, …, q_n) sums the taps (k_1, …, k_n) with k_a D_a ≡ q_a (mod S_a) on every axis.

    Raises
    ------
    ParameterError
        If `kernel` is no array of numbers, or `stride` or `dilation` do not fit it.

    Examples
    --------
    >>> phase_sums([0.5, 1.0, 0.5], stride=2)
    array([1., 1.])
    """
    weights, strides, dilations = _checked(kernel, stride, dilation)
    phases = _tap_phases(weights.shape, strides, dilations)
    sums = np.bincount(phases.ravel(), weights.ravel(), minlength=math.prod(strides))
    return np.asarray(sums.reshape(strides), dtype=np.float64)


def is_flat(
    kernel: ArrayLike,
    stride: int | Sequence[int],
    dilation: int | Sequence[int] = 1,
    tolerance: float = FLAT_TOLERANCE,
) -> bool:
    """Whether a constant input gives a constant interior: all phase sums are equal.

    Parameters
    ----------
    kernel, stride, dilation
        As for `phase_sums`.
    tolerance : float
        Largest difference of two phase sums that counts as none, as a share of the mean over the
        phases of the summed absolute weights.

    Raises
    ------
    ParameterError
        As `phase_sums`, and if `tolerance` is no finite number.
    """
    weights, strides, dilations = _checked(kernel, stride, dilation)
    share = finite_number("tolerance", tolerance)
    sums = phase_sums(weights, strides, dilations)
    scale = phase_sums(np.abs(weights), strides, dilations).mean()
    return bool(np.ptp(sums) <= share * scale)


def assess(
    kernel: ArrayLike, stride: int | Sequence[int], dilation: int | Sequence[int] = 1
) -> Evenness:
    """Judge a transposed convolution by the overlap and by the weights of its kernel.

    Parameters
    ----------
    kernel, stride, dilation
        As for `phase_sums`; pass ones of the kernel's shape to judge sizes alone.

    Raises
    ------
    ParameterError
        As `phase_sums`.

    Examples
    --------
    >>> verdict = assess([[1, 1, 1]] * 3, stride=2)
    >>> verdict.levels, verdict.ratio, verdict.axes[0].reason.value
    ((1, 2, 4), (4, 1), 'stride_does_not_divide_kernel')
    """
    weights, strides, dilations = _checked(kernel, stride, dilation)
    parameters = zip(weights.shape, strides, dilations, strict=True)
    return Evenness(
        tuple(axis_coverage(k, s, d) for k, s, d in parameters),
        coverage(weights.shape, strides, dilations, axes=weights.ndim),
        phase_sums(weights, strides, dilations),
        is_flat(weights, strides, dilations),
    )


def make_flat(
    kernel: ArrayLike, stride: int | Sequence[int], dilation: int | Sequence[int] = 1
) -> Floats:
    """Remove the differences of the phase sums, and change the kernel no more than that takes.

    Every phase's share of what is missing is spread evenly over its own taps. Of all kernels with
    equal phase sums and the same total weight this is the nearest (in the sum of squares): the
    mean response stays as it was and only the pattern goes.

    Parameters
    ----------
    kernel, stride, dilation
        As for `phase_sums`.

    Returns
    -------
    ndarray of float64, shape of `kernel`

    Raises
    ------
    ParameterError
        As `phase_sums`, and where a phase has no tap, so that no weights could fill it.

    Examples
    --------
    >>> make_flat([1.0, 1.0, 1.0], stride=2)
    array([0.75, 1.5 , 0.75])
    """
    weights, strides, dilations = _checked(kernel, stride, dilation)
    phases = _tap_phases(weights.shape, strides, dilations)
    taps = np.bincount(phases.ravel(), minlength=math.prod(strides))
    if not taps.all():
        raise ParameterError(
            f"kernel of shape {weights.shape} with stride {strides} and dilation {dilations} "
            f"reaches only {np.count_nonzero(taps)} of {taps.size} phases; no weights can make "
            "it flat"
        )
    sums = phase_sums(weights, strides, dilations).ravel()
    change: Floats = (sums.mean() - sums) / taps
    return weights + change[phases]


def _checked(
    kernel: ArrayLike, stride: int | Sequence[int], dilation: int | Sequence[int]
) -> tuple[Floats, Axes, Axes]:
    """Return the kernel in float64 and a stride and a dilation for each of its axes."""
    weights = number_array("kernel", kernel, range(1, 33)).astype(np.float64, copy=False)
    strides = per_axis("stride", stride, weights.ndim)
    check_size("the table of phases", strides)
    return weights, strides, per_axis("dilation", dilation, weights.ndim)


def _tap_phases(shape: Axes, strides: Axes, dilations: Axes) -> Counts:
    """Flat phase (C order over the strides) of every tap, shape of the kernel."""
    by_axis = [residues(k, s, d) for k, s, d in zip(shape, strides, dilations, strict=True)]
    return np.asarray(np.ravel_multi_index(np.ix_(*by_axis), strides), dtype=np.int64)
