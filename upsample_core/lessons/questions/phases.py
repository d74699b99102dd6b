"""Questions about the phases of a transposed convolution: their taps, their number, their kernels.

References
----------
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
"""

from __future__ import annotations

import random

import numpy as np

from upsample_core.analysis.overlap import coverage_phases
from upsample_core.checks import Array
from upsample_core.lessons.questions.question import Question, generator
from upsample_core.operations.phases import phase_kernels

Taps = tuple[float, ...]


def phase_taps(seed: int) -> Question:
    """Ask which taps reach one output cell in one dimension, far from every border."""
    source = generator("phase_taps", seed)
    stride = source.choice((2, 3))
    kernel_size = source.randint(2 * stride, 2 * stride + 3)
    padding, cell = source.choice((0, 1, 1)), source.randrange(20, 40)
    rest = (cell + padding) % stride
    answer = _taps(kernel_size, stride, rest)
    slips = {
        "no_padding": _taps(kernel_size, stride, cell % stride),
        "other_sign": _taps(kernel_size, stride, (cell - padding) % stride),
        "turned": tuple(sorted(kernel_size - 1 - tap for tap in answer)),
        "neighbours": tuple(float(tap) for tap in range(len(answer))),
    }
    return Question(
        "phase_taps",
        seed,
        {
            "kernel_size": kernel_size,
            "stride": stride,
            "padding": padding,
            "cell": cell,
            "before": cell + padding,
            "rest": rest,
        },
        answer,
        # A reply has as many numbers as the answer.
        mistakes={name: taps for name, taps in slips.items() if len(taps) == len(answer)},
    )


def phase_count(seed: int) -> Question:
    """Ask how many phase kernels there are in two dimensions, and how large the largest is."""
    source = generator("phase_count", seed)
    strides = (source.choice((2, 3, 4)), source.choice((2, 3, 4)))
    sizes = tuple(source.randint(stride + 1, 2 * stride + 1) for stride in strides)
    counts = [phase.taps.size for phase in phase_kernels(np.ones(sizes), strides)]
    most = [int(coverage_phases(*axis).max()) for axis in zip(sizes, strides, strict=True)]
    phases, largest = float(len(counts)), float(max(counts))
    return Question(
        "phase_count",
        seed,
        {
            "kernel": sizes,
            "stride_down": strides[0],
            "stride_across": strides[1],
            "most_down": most[0],
            "most_across": most[1],
            "phases": len(counts),
            "largest": max(counts),
        },
        (phases, largest),
        mistakes={
            "added": (float(sum(strides)), float(sum(most))),
            "whole": (phases, float(np.prod(sizes))),
            "smallest": (phases, float(min(counts))),
            "turned": (largest, phases),
        },
    )


def phase_kernel(seed: int) -> Question:
    """Ask for the small kernel that makes one phase, as a convolution slides it."""
    source = generator("phase_kernel", seed)
    stride = source.choice((2, 2, 3))
    kernel_size = source.randint(2 * stride, 2 * stride + 2)
    kernel = np.array(source.sample(range(1, 10), kernel_size), dtype=float)
    phases = [_sliding(phase.weights) for phase in phase_kernels(kernel, stride)]
    residue = source.randrange(stride)
    answer = phases[residue]
    slips = {
        "as_stamped": answer[::-1],
        "other_phase": _other(source, phases, residue),
        "run": tuple(np.array_split(kernel, stride)[residue].tolist()),
    }
    return Question(
        "phase_kernel",
        seed,
        {
            "kernel": kernel.tolist(),
            "stride": stride,
            "residue": residue,
            "second": residue + stride,
            "third": residue + 2 * stride,
            "stamped": answer[::-1],
        },
        answer,
        mistakes={name: taps for name, taps in slips.items() if len(taps) == len(answer)},
    )


def _taps(kernel_size: int, stride: int, residue: int) -> Taps:
    """Return the taps that land on cells of one residue, counted before P cells are cropped."""
    phases = list(phase_kernels(np.ones(kernel_size), stride))
    return tuple(float(tap) for tap in phases[residue].taps)


def _sliding(weights: Array) -> Taps:
    """Return a phase's weights as a convolution that does not turn its kernel needs them."""
    return tuple(float(weight) for weight in weights[::-1])


def _other(source: random.Random, phases: list[Taps], residue: int) -> Taps:
    return source.choice([taps for place, taps in enumerate(phases) if place != residue])
