"""The weights of resampling one axis as a short NumPy function, for what a library lacks.

The function is written for one setting: what the setting does not need is left out. The output
is the product of the image and one such matrix for each axis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from upsample_core import Trace

Chosen = Mapping[str, Any]
Kernel = tuple[list[str], int]
"""The lines that compute `weights` from `distance`, and how far the kernel reaches."""

_SOURCES = {
    "half_pixel": "(np.arange(target) + 0.5) * size / target - 0.5",
    "align_corners": "np.arange(target) * (size - 1) / max(target - 1, 1)",
    "asymmetric": "np.arange(target) * size / target",
}

_AREA = """\
def axis_weights(size, target):
    weights = np.zeros((target, size))
    for row in range(target):
        start, stop = row * size // target, -(-(row + 1) * size // target)
        weights[row, start:stop] = 1 / (stop - start)
    return weights"""


def function(trace: Trace) -> str:
    """Return the text of ``axis_weights(size, target)``, an array of shape (target, size)."""
    chosen = trace.method.chosen
    mode = trace.method.definition.resize_mode
    if mode == "area":
        return _AREA
    kernel, reach = _KERNELS[mode](chosen)
    smooth = chosen.get("antialias", False)
    cells = "np.arange(size)" if smooth else f"np.arange(-{reach}, size + {reach})"
    width = " / max(size / target, 1)" if smooth else ""
    lines = [
        f"source = {_SOURCES[chosen['coordinates']]}",
        f"cells = {cells}",
        f"distance = np.abs(source[:, None] - cells){width}",
        *kernel,
        "weights /= weights.sum(axis=1, keepdims=True)",
        # Beyond the edge the edge sample is read; antialiasing leaves it out instead.
        "return weights"
        if smooth
        else "return weights @ (np.clip(cells, 0, size - 1)[:, None] == np.arange(size))",
    ]
    return "\n    ".join(["def axis_weights(size, target):", *lines])


def _linear(chosen: Chosen) -> Kernel:
    return ["weights = np.maximum(1 - distance, 0)"], 1


def _cubic(chosen: Chosen) -> Kernel:
    a = chosen["cubic_a"]
    return [
        f"near = ({a + 2} * distance - {a + 3}) * distance**2 + 1",
        f"far = {a} * (distance - 1) * (distance - 2) ** 2",
        "weights = np.where(distance < 1, near, np.where(distance < 2, far, 0))",
    ], 2


def _mitchell(chosen: Chosen) -> Kernel:
    return [
        "near = (7 / 6 * distance - 2) * distance**2 + 8 / 9",
        "far = ((2 - 7 / 18 * distance) * distance - 10 / 3) * distance + 16 / 9",
        "weights = np.where(distance < 1, near, np.where(distance < 2, far, 0))",
    ], 2


def _lanczos(chosen: Chosen) -> Kernel:
    lobes = chosen["lobes"]
    product = f"np.sinc(distance) * np.sinc(distance / {lobes})"
    return [f"weights = {product} * (distance < {lobes})"], lobes


_KERNELS: Mapping[str, Callable[[Chosen], Kernel]] = {
    "linear": _linear,
    "cubic": _cubic,
    "mitchell": _mitchell,
    "lanczos": _lanczos,
}


def matrices(trace: Trace) -> list[tuple[str, str]]:
    """Return the name and the text of each axis's matrix."""
    names = ("weights",) if trace.method.axes == 1 else ("down", "across")
    sizes = zip(names, trace.input.shape, trace.output.shape, strict=True)
    return [(name, f"axis_weights({before}, {after})") for name, before, after in sizes]
