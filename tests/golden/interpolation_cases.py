"""Interpolation, as PyTorch computes it in float64 and, for some calls, in float32.

Left out is where PyTorch departs from its own definition: antialiasing to an output one sample
wide (it repeats the first row), and nearest by size where its float32 indices are rounded across a
whole number (see ``test_interpolation.py``). By scale factor its floats are the definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional

from tests.golden_values import Case

Options = dict[str, Any]

LINE, PICTURE = (2, 3, 7), (1, 2, 5, 8)
LINE_TARGETS: list[Options] = [
    {"size": 7},
    {"size": 12},
    {"size": 3},
    {"size": [1]},
    {"scale_factor": 2},
    {"scale_factor": 1.5},
    {"scale_factor": 0.7},
    {"scale_factor": [2.3]},
]
PICTURE_TARGETS: list[Options] = [
    {"size": [5, 8]},
    {"size": [11, 13]},
    {"size": [3, 6]},
    {"size": [2, 17]},
    {"size": 4},
    {"scale_factor": 3},
    {"scale_factor": [1.5, 0.7]},
    {"scale_factor": [0.45, 2.3]},
]


def _calls() -> Iterator[tuple[tuple[int, ...], Options]]:
    for target in LINE_TARGETS:
        for mode in ("nearest", "nearest-exact", "linear", "area"):
            yield LINE, {"mode": mode, **target}
        yield LINE, {"mode": "linear", "align_corners": True, **target}
    for target in PICTURE_TARGETS:
        for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area"):
            yield PICTURE, {"mode": mode, **target}
        for mode in ("bilinear", "bicubic"):
            for aligned, smooth in ((True, False), (False, True), (True, True)):
                chosen = {"mode": mode, "align_corners": aligned, "antialias": smooth}
                yield PICTURE, {**chosen, **target}
    for mode in ("bilinear", "bicubic"):
        yield PICTURE, {"mode": mode, "align_corners": True, "size": [1, 3]}
        yield (1, 1, 1, 1), {"mode": mode, "size": [3, 2]}
        yield (1, 2, 23, 31), {"mode": mode, "antialias": True, "size": [4, 3]}


# (shape, scale factors): where float32, float64 and fractions disagree on the nearest sample, and
# where PyTorch goes by size because that stays or doubles.
SCALED: list[tuple[tuple[int, ...], Options]] = [
    ((1, 1, 2), {"scale_factor": 2.3}),
    ((1, 1, 16), {"scale_factor": 2.3}),
    ((1, 1, 41), {"scale_factor": 2.7}),
    ((1, 1, 64), {"scale_factor": 12 / 7}),
    ((1, 1, 2, 2), {"scale_factor": 2.3}),
    ((1, 1, 2, 3), {"scale_factor": [2.3, 1.2]}),
    ((1, 2, 3, 16), {"scale_factor": [1.4, 2.3]}),
    ((1, 1, 2, 41), {"scale_factor": [1.7, 2.7]}),
    ((1, 1, 2, 41), {"scale_factor": [1.7, 3.7]}),
    ((1, 1, 3, 300), {"scale_factor": [1.0, 0.7]}),
]

# The examples that are worked by hand in the lesson on interpolation.
COUNTING, COUNTED = [1.0, 2.0, 3.0, 4.0], list(range(1, 9))
WORKED: list[tuple[Any, Options]] = [
    ([1.0, 2.0, 3.0], {"size": 4, "mode": "nearest"}),
    ([[4.0, 6.0], [10.0, 8.0]], {"size": 4, "mode": "bilinear", "align_corners": True}),
    (COUNTING, {"scale_factor": 2, "mode": "linear"}),
    (COUNTING, {"scale_factor": 2, "mode": "linear", "align_corners": True}),
    (COUNTING, {"scale_factor": 1.6, "mode": "linear"}),
    (COUNTING, {"size": 6, "mode": "linear"}),
    ([COUNTING], {"size": [1, 8], "mode": "bicubic"}),
    ([COUNTED], {"size": [1, 3], "mode": "bilinear"}),
    ([COUNTED], {"size": [1, 3], "mode": "bilinear", "antialias": True}),
]


def cases() -> Iterator[Case]:
    """Yield every call in float64, and those that triple or shrink to four in float32."""
    rng = np.random.default_rng(20260117)
    for shape, options in _calls():
        x = rng.standard_normal(shape).round(2)  # which packs smaller
        yield _answered(x, options)
        if options.get("scale_factor") == 3 or options.get("size") == 4:
            yield _answered(x.astype(np.float32), options)
    for shape, options in SCALED:
        for mode in ("nearest", "nearest-exact"):
            x = np.broadcast_to(np.arange(shape[-1], dtype=np.float64), shape)
            x = x + 1000 * np.arange(shape[-2])[:, None]
            yield _answered(x, {"mode": mode, **options})
            yield _answered(x.astype(np.float32), {"mode": mode, **options})
    for values, options in WORKED:
        yield _answered(np.array(values, dtype=np.float64)[None, None], options)


def _answered(x: np.ndarray, options: Options) -> Case:
    plain = dict(options)
    for name in ("size", "scale_factor"):
        if isinstance(plain.get(name), list):
            plain[name] = tuple(plain[name])
    result = functional.interpolate(torch.tensor(x), **plain).numpy()
    words = " ".join(f"{key}={value}" for key, value in options.items())
    return Case(f"{x.shape} {words} {x.dtype}", "interpolate", {"x": x}, options, [result])
