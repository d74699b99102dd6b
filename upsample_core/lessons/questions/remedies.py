"""A question about remedies: which decoder is even, whatever its weights become.

Each decoder is one stamp in the end, of which training may change some weights. It is even if the
phase sums of that stamp are equal.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from upsample_core.analysis.evenness import is_flat
from upsample_core.checks import Array
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.questions.question import Question, generator

Stamp = Callable[[np.random.Generator, int, int], Array]
"""Makes the stamp of a decoder with random weights, from its stride and its kernel size."""

_DRAWS = 4


def remedies(seed: int) -> Question:
    """Ask which of four decoders keeps a constant constant, whatever its weights become."""
    source = generator("remedies", seed)
    stride = source.choice((2, 3, 4))
    sizes = {
        "uneven": source.choice([k for k in range(stride + 1, 3 * stride) if k % stride]),
        "divides": stride * source.choice((2, 3)),
        "bilinear_start": _bilinear_size(stride),
        "sub_pixel": source.choice((3, 5)),
        "icnr": source.choice((3, 5)),
        "nearest": source.choice((3, 5)),
        "bilinear": source.choice((3, 5)),
        "smoothed": source.choice((stride + 1, stride + 2)),
    }
    even = [name for name in DECODERS if is_even_whatever(name, stride, sizes[name])]
    uneven = [name for name in DECODERS if name not in even]
    answer = source.choice(even)
    offered = [answer, *source.sample(uneven, 3)]
    source.shuffle(offered)
    return Question(
        "remedies",
        seed,
        {"stride": stride, **{f"size_{name}": size for name, size in sizes.items()}},
        answer,
        choices=tuple(offered),
        mistakes={name: name for name in offered if name != answer},
    )


def is_even_whatever(name: str, stride: int, kernel_size: int) -> bool:
    """Whether a decoder of `DECODERS` is even for weights drawn several times at random.

    Weights drawn at random are even by chance with probability zero.
    """
    draws = (np.random.default_rng(seed) for seed in range(_DRAWS))
    return all(is_flat(DECODERS[name](draw, stride, kernel_size), stride) for draw in draws)


def _transposed(weights: np.random.Generator, _stride: int, kernel_size: int) -> Array:
    """Whatever its start: training may move each weight on its own."""
    return weights.uniform(0.5, 1.5, kernel_size)


def _sub_pixel(weights: np.random.Generator, stride: int, kernel_size: int) -> Array:
    """One filter for each phase, and all of them free."""
    return weights.uniform(0.5, 1.5, (kernel_size, stride)).ravel()


def _nearest(weights: np.random.Generator, stride: int, kernel_size: int) -> Array:
    return np.convolve(np.ones(stride), weights.uniform(0.5, 1.5, kernel_size))


def _bilinear(weights: np.random.Generator, stride: int, kernel_size: int) -> Array:
    resize = preset_kernel("bilinear", _bilinear_size(stride))
    return np.convolve(resize, weights.uniform(0.5, 1.5, kernel_size))


def _bilinear_size(stride: int) -> int:
    """Return how many taps bilinear interpolation by S has as a transposed convolution."""
    return 2 * stride - stride % 2


DECODERS: dict[str, Stamp] = {
    "uneven": _transposed,
    "divides": _transposed,
    "bilinear_start": _transposed,
    "sub_pixel": _sub_pixel,
    "icnr": _sub_pixel,
    "nearest": _nearest,
    "bilinear": _bilinear,
    "smoothed": _nearest,
}
"""The decoders, by their names: `smoothed` is a mean over S cells after any stamp."""
