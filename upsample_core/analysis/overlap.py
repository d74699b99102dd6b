"""Coverage: how many kernel taps reach each output cell of a transposed convolution.

Tap k of a kernel lands on output cells o with o ≡ k·D (mod S), so the output falls into S phases
(residues) per axis, each computed by taps of its own. How many there are follows from the sizes
alone; a layer is uneven when the phases differ. Borders, which fewer stamps reach, are left aside.

Residues count from the first cell of the uncropped output: with padding P, cell o of the result
has residue (o + P) mod S, so padding only rotates what is returned here.

References
----------
Odena, Dumoulin and Olah, "Deconvolution and checkerboard artifacts", Distill, 2016.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import MAX_AXES, ParameterError, check_size, per_axis, shown, whole_number

Counts = NDArray[np.int64]

MAX_PATHS = 2**53
"""Most paths that a stack of layers may have per cell and still be counted exactly."""

MAX_LAYERS = 64


class Reason(StrEnum):
    """Why the overlap along one axis is even or uneven."""

    STRIDE_ONE = "stride_one"
    DIVIDES = "divides"
    STRIDE_DOES_NOT_DIVIDE_KERNEL = "stride_does_not_divide_kernel"
    KERNEL_SMALLER_THAN_STRIDE = "kernel_smaller_than_stride"
    DILATION_SHARES_FACTOR = "dilation_shares_factor"


@dataclass(frozen=True)
class AxisCoverage:
    """Coverage along one axis.

    Attributes
    ----------
    kernel_size, stride, dilation : int
    counts : tuple of int, length `stride`
        Taps that reach each residue.
    reason : Reason
        Why the counts are equal, or are not.
    """

    kernel_size: int
    stride: int
    dilation: int
    counts: tuple[int, ...]
    reason: Reason

    @property
    def even(self) -> bool:
        """Whether all residues are reached by equally many taps."""
        return self.reason in (Reason.STRIDE_ONE, Reason.DIVIDES)

    @property
    def holes(self) -> tuple[int, ...]:
        """Residues that no tap reaches: output cells that stay zero whatever the input."""
        return tuple(residue for residue, count in enumerate(self.counts) if count == 0)


def residues(kernel_size: int, stride: int, dilation: int) -> Counts:
    """Return the residue kD mod S of every tap along one axis, shape (kernel_size,).

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or is too large to count.
    """
    taps = whole_number("kernel_size", kernel_size)
    period = whole_number("stride", stride)
    check_size("the taps", (taps,))
    check_size("the phases", (period,))
    # Reduce the dilation first: a huge one would overflow the product.
    step = whole_number("dilation", dilation) % period
    return np.arange(taps, dtype=np.int64) * step % period


def coverage_phases(kernel_size: int, stride: int, dilation: int = 1) -> Counts:
    """Count the taps k with kD ≡ q (mod S), for each residue q of one axis.

    Returns
    -------
    ndarray of int, shape (stride,)
        For a dilation of 1 these are ⌈(K - q) / S⌉.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or is too large to count.

    Examples
    --------
    >>> coverage_phases(3, 2)
    array([2, 1])
    >>> coverage_phases(4, 2, dilation=2)
    array([4, 0])
    """
    return np.bincount(residues(kernel_size, stride, dilation), minlength=stride)


def is_even(kernel_size: int, stride: int, dilation: int = 1) -> bool:
    """Whether the overlap along one axis is uniform: gcd(S, D) = 1 and S divides K.

    The residues kD mod S visit S / gcd(S, D) values in turn, so they are all visited, and equally
    often, exactly under these two conditions.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.
    """
    return _reason(
        whole_number("kernel_size", kernel_size),
        whole_number("stride", stride),
        whole_number("dilation", dilation),
    ) in (Reason.STRIDE_ONE, Reason.DIVIDES)


def axis_coverage(kernel_size: int, stride: int, dilation: int = 1) -> AxisCoverage:
    """Return the coverage along one axis, with the reason.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or is too large to count.
    """
    counts = tuple(coverage_phases(kernel_size, stride, dilation).tolist())
    reason = _reason(kernel_size, stride, dilation)
    return AxisCoverage(kernel_size, stride, dilation, counts, reason)


def coverage(
    kernel_size: int | Sequence[int],
    stride: int | Sequence[int],
    dilation: int | Sequence[int] = 1,
    axes: int = 2,
) -> Counts:
    """Count the taps that reach each phase of a grid with `axes` axes.

    Returns
    -------
    ndarray of int, shape (S_1, …, S_axes)
        The outer product of the counts of the axes.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number, or has the wrong number of axes.

    Examples
    --------
    >>> coverage(3, 2)
    array([[4, 2],
           [2, 1]])
    """
    whole_number("axes", axes, maximum=MAX_AXES)
    strides = per_axis("stride", stride, axes)
    check_size("the table of phases", strides)
    parameters = zip(
        per_axis("kernel_size", kernel_size, axes),
        strides,
        per_axis("dilation", dilation, axes),
        strict=True,
    )
    return _outer([coverage_phases(k, s, d) for k, s, d in parameters])


class Layer(NamedTuple):
    """One layer of a stack: a transposed convolution, or with stride 1 any convolution."""

    kernel_size: int | Sequence[int]
    stride: int | Sequence[int] = 1
    dilation: int | Sequence[int] = 1


def stack_coverage(layers: Sequence[Sequence[int | Sequence[int]]], axes: int = 1) -> Counts:
    """Count the paths from inputs to each interior phase through a stack of layers.

    A stack of strides S_1, S_2, … has phases of period S_1·S_2·…; uneven layers multiply their
    patterns, and a last layer of stride 1 averages over neighbours.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output; plain tuples (kernel_size, stride, dilation) do as well.
    axes : int
        Number of axes.

    Returns
    -------
    ndarray of int, shape (period,) * axes (or one period for each axis)

    Raises
    ------
    ParameterError
        If there is no layer, a parameter does not fit, or there are too many phases or paths.

    Examples
    --------
    >>> stack_coverage([(3, 2), (3, 2)])
    array([3, 2, 3, 1])
    >>> stack_coverage([(3, 2), (3, 2), (4, 1)])
    array([9, 9, 9, 9])
    """
    whole_number("axes", axes, maximum=MAX_AXES)
    named = _entries(layers)
    if not 1 <= len(named) <= MAX_LAYERS:
        raise ParameterError(
            f"layers must be a list of 1 to {MAX_LAYERS} layers, got {shown(layers)}"
        )
    stack = [_layer_axes(layer, axes) for layer in named]
    periods = [math.prod(layer[a][1] for layer in stack) for a in range(axes)]
    check_size("the table of phases", periods)
    paths = math.prod(kernel_size for layer in stack for kernel_size, _, _ in layer)
    if paths > MAX_PATHS:
        raise ParameterError(f"layers must have at most {MAX_PATHS} paths to count, got {paths}")
    return _outer([_stack_axis([layer[a] for layer in stack]) for a in range(axes)])


def _reason(kernel_size: int, stride: int, dilation: int) -> Reason:
    if stride == 1:
        return Reason.STRIDE_ONE
    if math.gcd(stride, dilation) > 1:
        return Reason.DILATION_SHARES_FACTOR
    if kernel_size < stride:
        return Reason.KERNEL_SMALLER_THAN_STRIDE
    if kernel_size % stride:
        return Reason.STRIDE_DOES_NOT_DIVIDE_KERNEL
    return Reason.DIVIDES


def _outer(axes: Sequence[Counts]) -> Counts:
    return reduce(np.multiply.outer, axes)


def _layer_axes(layer: Sequence[int | Sequence[int]], axes: int) -> list[tuple[int, int, int]]:
    """Return (K, S, D) of a layer for every axis."""
    entries = _entries(layer)
    if not 1 <= len(entries) <= 3:
        raise ParameterError(f"a layer must be (kernel_size, stride, dilation), got {shown(layer)}")
    kernel_size, stride, dilation = Layer(*entries)
    return list(
        zip(
            per_axis("kernel_size", kernel_size, axes),
            per_axis("stride", stride, axes),
            per_axis("dilation", dilation, axes),
            strict=True,
        )
    )


def _entries(value: Any) -> Sequence[Any]:
    """Return the entries of a list, a tuple or an array; none of anything else."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    return value if isinstance(value, (list, tuple)) else ()


def _stack_axis(layers: Iterable[tuple[int, int, int]]) -> Counts:
    """Path counts by phase along one axis."""
    counts = np.ones(1, dtype=np.int64)
    for kernel_size, stride, dilation in layers:
        spread = np.zeros(counts.size * stride, dtype=np.int64)
        spread[::stride] = counts
        # Far from the borders the pattern repeats, so the layer is a circular convolution.
        taps = coverage_phases(kernel_size, spread.size, dilation)
        counts = np.zeros_like(spread)
        for shift in np.flatnonzero(taps):
            counts += taps[shift] * np.roll(spread, shift)
    return counts
