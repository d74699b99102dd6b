"""Questions about the spectrum of a checkerboard: its frequency, and the copies of a wave.

References
----------
Oppenheim and Schafer, "Discrete-time signal processing", 3rd edition, section 4.6.
"""

from __future__ import annotations

import numpy as np

from upsample_core.analysis.evenness import make_flat, phase_sums
from upsample_core.analysis.overlap import coverage_phases
from upsample_core.lessons.questions.question import Question, generator
from upsample_core.lessons.waves import copies


def frequency(seed: int) -> Question:
    """Ask for the slowest wave of the checkerboard of stride S, and for its bin of the FFT."""
    source = generator("checkerboard frequency", seed)
    stride, inputs = source.choice((2, 3, 4, 5)), source.randint(8, 32)
    kernel_size = source.choice([k for k in range(stride + 1, 3 * stride) if k % stride])
    cells = stride * inputs
    counts = np.resize(coverage_phases(kernel_size, stride), cells)
    lines = np.flatnonzero(np.abs(np.fft.rfft(counts)) > 1e-9 * cells)
    place = int(lines[1])  # bin 0 is the mean
    return Question(
        "frequency",
        seed,
        {
            "stride": stride,
            "kernel_size": kernel_size,
            "cells": cells,
            "inputs": inputs,
            "place": place,
        },
        (place / cells, float(place)),
        mistakes={
            "halved": (place / cells / 2, place / 2),
            "period": (float(stride), float(place)),
            "fastest": (0.5, cells / 2),
            "input_cells": (1.0, float(place)),
            "turned": (float(place), place / cells),
        },
    )


def copy_place(seed: int) -> Question:
    """Ask where a wave and the lowest of its copies stand after zeros were inserted."""
    source = generator("copy_place", seed)
    stride, wave = source.choice((2, 4, 5)), source.choice((0.1, 0.2, 0.3, 0.4))
    places = sorted(copies([1.0], stride, wave).places.tolist())
    lowest = round(places[0], 9), round(places[1], 9)
    return Question(
        "copy_place",
        seed,
        {
            "stride": stride,
            "wave": wave,
            "rest": round(1 - wave, 9),
            "low": lowest[0],
            "copy": lowest[1],
            "line": 1 / stride,
        },
        lowest,
        mistakes={
            "input_cells": (wave, round(1 - wave, 9)),
            "mirror": (lowest[0], round((1 + wave) / stride, 9)),
            "of_constant": (lowest[0], 1 / stride),
            "doubled": (lowest[0], 2 * lowest[0]),
        },
    )


def copy_of_constant(seed: int) -> Question:
    """Ask how strong the copy of a constant comes out of a kernel with stride 2."""
    source = generator("copy_of_constant", seed)
    size = source.choice((3, 4, 5))
    kernel = np.array([source.randint(1, 6) for _ in range(size)], dtype=float)
    if source.random() < 0.4:
        flat = make_flat(2 * kernel, 2)
        whole = all(float(weight).is_integer() and weight > 0 for weight in flat)
        kernel = flat if whole else kernel
    sums = phase_sums(kernel, 2)
    found = copies(kernel, 2, 0.0)
    most, least = coverage_phases(size, 2).max(), coverage_phases(size, 2).min()
    return Question(
        "copy_of_constant",
        seed,
        {
            "kernel": kernel.tolist(),
            "even": float(sums[0]),
            "odd": float(sums[1]),
            "mean": float(sums.mean()),
        },
        round(found.strongest, 9),
        mistakes={
            "difference": float(np.ptp(sums)),
            "wave": round(float(found.strengths[0]), 9),
            "counts": float(most - least) / 2,
            "zeros": found.before,
        },
    )
