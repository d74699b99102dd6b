"""Questions about halving: sizes, padding, and what a window at the border is divided by."""

from __future__ import annotations

import random

import numpy as np

from upsample_core.lessons.halving import STRIDE, same_padding
from upsample_core.lessons.questions.question import Question, generator
from upsample_core.operations.pooling import avg_pool2d
from upsample_core.shapes import conv_output_size, pool_output_size


def halving(seed: int) -> Question:
    """Ask what is left of a size after several convolutions with stride 2."""
    source = generator("halving", seed)
    kernel_size, padding = source.choice(((2, 0), (3, 0), (3, 1), (4, 1), (5, 2)))
    times, size = source.choice((2, 3)), source.randrange(33, 120)
    sizes = _chain(size, times, kernel_size, padding)
    return Question(
        "halving",
        seed,
        {
            "size": size,
            "times": times,
            "kernel_size": kernel_size,
            "padding": padding,
            "sizes": sizes,
            "sizes_text": " → ".join(map(str, sizes)),
            "first": sizes[1],
        },
        sizes[-1],
        mistakes={
            "once": sizes[1],
            "no_padding": _chain(size, times, kernel_size, 0)[-1],
            "rounded_up": _up(size, times, kernel_size, padding),
            "same_padding": _same_chain(size, times),
        },
    )


def ceil_mode(seed: int) -> Question:
    """Ask how many windows a pooling has in ceil mode."""
    source = generator("ceil_mode", seed)
    kernel_size = source.choice((2, 3))
    stride = source.choice((2, 3)) if kernel_size == 3 else 2
    padding = source.choice((0, 1))
    size = source.randint(5, 20)
    floor = pool_output_size(size, kernel_size, stride, padding)
    count = pool_output_size(size, kernel_size, stride, padding, ceil_mode=True)
    every = -(-(size + 2 * padding - kernel_size) // stride) + 1
    return Question(
        "ceil_mode",
        seed,
        {
            "size": size,
            "kernel_size": kernel_size,
            "stride": stride,
            "padding": padding,
            "padded": size + 2 * padding,
            "floor": floor,
            "last_start": (count - 1) * stride - padding,
        },
        count,
        mistakes={
            "floor": floor,
            "in_padding": every,
            **({"one_more": floor + 1} if every == floor else {}),
        },
    )


def same(seed: int) -> Question:
    """Ask for the padding before and after that SAME takes."""
    source = generator("same_halving", seed)
    kernel_size, stride = source.choice((2, 3, 4, 5)), source.choice((2, 3))
    size = source.randint(7, 30)
    before, after = same_padding(size, kernel_size, stride)
    windows = -(-size // stride)
    return Question(
        "same",
        seed,
        {
            "size": size,
            "kernel_size": kernel_size,
            "stride": stride,
            "windows": windows,
            "needed": (windows - 1) * stride + kernel_size,
            "total": before + after,
        },
        (before, after),
        mistakes={
            "turned": (after, before),
            "half_kernel": (kernel_size // 2, kernel_size // 2),
            "all_each": (before + after, before + after),
        },
    )


def border_mean(seed: int) -> Question:
    """Ask for the first output of an average pooling with padding."""
    source = generator("border_mean", seed)
    counted = source.choice((True, False))
    x = _digits(source, 6)
    first = {flag: _first_mean(x, flag) for flag in (True, False)}
    return Question(
        "border_mean",
        seed,
        {
            "x": x,
            "flag": str(counted),
            "sum": x[0] + x[1],
            "divisor": 3 if counted else 2,
        },
        first[counted],
        mistakes={
            "other_flag": first[not counted],
            "no_padding": float(np.mean(x[:3])),
            "sum": x[0] + x[1],
        },
    )


def _chain(size: int, times: int, kernel_size: int, padding: int) -> tuple[int, ...]:
    sizes = [size]
    for _time in range(times):
        sizes.append(conv_output_size(sizes[-1], kernel_size, STRIDE, padding))
    return tuple(sizes)


def _up(size: int, times: int, kernel_size: int, padding: int) -> int:
    """Halve as often, each time rounding up where the formula rounds down."""
    for _time in range(times):
        size = -(-(size + 2 * padding - kernel_size) // STRIDE) + 1
    return size


def _same_chain(size: int, times: int) -> int:
    for _time in range(times):
        size = -(-size // STRIDE)
    return size


def _digits(source: random.Random, count: int) -> list[float]:
    """Return different digits from 1 to 9."""
    return [float(digit) for digit in source.sample(range(1, 10), count)]


def _first_mean(x: list[float], counted: bool) -> float:
    pooled = avg_pool2d([[[x]]], (1, 3), (1, STRIDE), (0, 1), count_include_pad=counted)
    return float(pooled[0, 0, 0, 0])
