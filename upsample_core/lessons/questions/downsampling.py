"""Questions about making pictures smaller: false waves, moved inputs, sums, shares of cells."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

import numpy as np

from upsample_core.lessons.box_averages import averaged
from upsample_core.lessons.questions.halving import border_mean, ceil_mode, halving, same
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.lessons.sampled_waves import lasting_waves, seen_frequency, vanishing_waves
from upsample_core.lessons.shifts import blur_pool, moved


def false_wave(seed: int) -> Question:
    """Ask how fast a wave seems to be once every S-th cell is kept."""
    source = generator("false_wave", seed)
    stride = source.choice((2, 3, 4))
    fast = [n for n in range(5, 50) if n / 100 > lasting_waves(stride)]
    wave = source.choice([n for n in fast if 0.02 < seen_frequency(n / 100, stride) < 0.48]) / 100
    turns = round(wave * stride, 6)
    seen = round(seen_frequency(wave, stride), 6)
    return Question(
        "false_wave",
        seed,
        {"wave": wave, "stride": stride, "turns": turns, "whole": round(turns)},
        seen,
        mistakes={
            "turns": turns,
            "unfolded": round(turns % 1, 6),
            "per_cell": seen / stride,
            "divided": wave / stride,
            "unchanged": wave,
        },
    )


def vanishing(seed: int) -> Question:
    """Ask which wave is seen as a constant."""
    source = generator("vanishing", seed)
    stride = source.choice((2, 4, 5))
    limit = lasting_waves(stride)
    grid = [n / 100 for n in range(2, 50)]
    folded = [f for f in grid if f > limit and 0.05 < seen_frequency(f, stride) < 0.45]
    waves = {
        "right": source.choice(vanishing_waves(stride)),
        "slow": source.choice([f for f in grid if f < 0.8 * limit]),
        "limit": limit,
        "folded": source.choice(folded),
    }
    names = list(waves)
    source.shuffle(names)
    return Question(
        "vanishing",
        seed,
        {
            "stride": stride,
            "limit": limit,
            **{f"wave_{name}": wave for name, wave in waves.items()},
            "turns": round(waves["right"] * stride),
            "seen_folded": round(seen_frequency(waves["folded"], stride), 6),
        },
        "right",
        tuple(names),
        {name: name for name in names},
    )


def offset(seed: int) -> Question:
    """Ask how far off a decimated picture comes back from a half-pixel resize."""
    source = generator("offset", seed)
    stride, index = source.choice((2, 3, 4, 5, 6)), source.randint(2, 9)
    kept, taken = index * stride, index * stride + (stride - 1) / 2
    return Question(
        "offset",
        seed,
        {"stride": stride, "index": index, "kept": kept, "taken": taken},
        taken - kept,
        mistakes={"none": 0, "half": stride / 2, "stride": stride, "one_less": stride - 1},
    )


def moved_maxima(seed: int) -> Question:
    """Ask what max pooling makes of a signal that has moved by one cell."""
    source = generator("moved_maxima", seed)
    x, before, after = _until_it_matters(source)
    left = blur_pool(np.roll(x, -1), "max", "none")
    return Question(
        "moved_maxima",
        seed,
        {
            "x": x,
            "moved": moved(x, 1).tolist(),
            "before": list(before),
        },
        after,
        mistakes={
            "not_moved": before,
            "other_way": tuple(left.tolist()),
            "first_of_two": tuple(blur_pool(moved(x, 1), "none", "none").tolist()),
            "means": tuple(blur_pool(moved(x, 1), "none", "rect2").tolist()),
        },
    )


def blurred(seed: int) -> Question:
    """Ask for one output of a blur of three taps that keeps every second cell."""
    source = generator("blurred", seed)
    x = [float(source.randint(0, 9)) for _cell in range(8)]
    place = source.choice((1, 2, 3))
    at = 2 * place
    window = x[at - 1 : at + 2]
    return Question(
        "blurred",
        seed,
        {"x": x, "place": place, "at": at, "window": window},
        float(blur_pool(x, "none", "tri3")[place]),
        mistakes={
            "no_blur": x[at],
            "not_divided": window[0] + 2 * window[1] + window[2],
            "equal": sum(window) / 3,
            "no_stride": (x[place - 1] + 2 * x[place] + x[place + 1]) / 4,
        },
    )


def sums(seed: int) -> Question:
    """Ask for the largest of a sum of two windows, and for the sum of the largest of each."""
    source = generator("sums", seed)
    a, b = _windows(source)
    whole = [p + q for p, q in zip(a, b, strict=True)]
    return Question(
        "sums",
        seed,
        {"a": a, "b": b, "whole": whole, "most_a": max(a), "most_b": max(b)},
        (max(whole), max(a) + max(b)),
        mistakes={
            "linear": (max(a) + max(b), max(a) + max(b)),
            "turned": (max(a) + max(b), max(whole)),
            "means": (sum(whole) / 4, sum(whole) / 4),
        },
    )


def shares(seed: int) -> Question:
    """Ask for one exact average over a stretch that cuts cells."""
    source = generator("shares", seed)
    size, outputs = source.choice(((3, 2), (5, 2), (5, 3), (7, 3), (5, 4)))
    x = [float(digit) for digit in source.sample(range(1, 10), size)]
    place = source.randrange(outputs)
    begin, end = place * size / outputs, (place + 1) * size / outputs
    wholly = x[math.ceil(begin) : math.floor(end)]
    return Question(
        "shares",
        seed,
        {
            "x": x,
            "size": size,
            "outputs": outputs,
            "place": place,
            "begin": begin,
            "end": end,
            "length": size / outputs,
        },
        float(averaged(x, outputs, "exact").output[place]),
        mistakes={
            "adaptive": float(averaged(x, outputs, "adaptive").output[place]),
            "not_divided": float(averaged(x, outputs, "exact").output[place]) * size / outputs,
            **({"whole_cells": float(np.mean(wholly))} if wholly else {}),
        },
    )


def _until_it_matters(
    source: random.Random,
) -> tuple[list[float], tuple[float, ...], tuple[float, ...]]:
    """Draw a signal whose maxima change when it moves, whichever way."""
    while True:
        x = [float(source.choice((0, 1, 2, 5))) for _cell in range(8)]
        before, after = (blur_pool(moved(x, by), "max", "none").tolist() for by in (0, 1))
        if before != after:
            return x, tuple(before), tuple(after)


def _windows(source: random.Random) -> tuple[list[float], list[float]]:
    """Draw two windows of 2 × 2 whose largest cells stand at different places."""
    while True:
        a, b = ([float(n) for n in source.sample(range(10), 4)] for _window in range(2))
        if a.index(max(a)) != b.index(max(b)):
            return a, b


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        false_wave,
        vanishing,
        halving,
        ceil_mode,
        same,
        border_mean,
        offset,
        moved_maxima,
        blurred,
        sums,
        shares,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""
