"""Convolutions straight from their definitions: one multiplication at a time, any number of axes.

Nothing here is shared with the core. Every per-axis parameter is a tuple.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

Shape = tuple[int, ...]


def conv_cells(
    sizes: Shape, kernel: Shape, stride: Shape, padding: Shape, dilation: Shape
) -> Shape:
    """Count along each axis the windows that fit, by trying one after the other."""
    counts = []
    for n, k, s, p, d in zip(sizes, kernel, stride, padding, dilation, strict=True):
        count = 0
        while count * s - p + d * (k - 1) <= n - 1 + p:
            count += 1
        counts.append(count)
    return tuple(counts)


def conv(
    x: np.ndarray,
    weight: np.ndarray,
    stride: Shape,
    padding: Shape,
    dilation: Shape,
    groups: int = 1,
) -> np.ndarray:
    """y[n, o, cell] = Σ x[n, c, cell*S + k*D - P] * w[o, c, k] over taps and o's channels c."""
    per_group = weight.shape[1]
    outputs = conv_cells(x.shape[2:], weight.shape[2:], stride, padding, dilation)
    y = np.zeros((x.shape[0], weight.shape[0], *outputs))
    for image, out, *cell in np.ndindex(y.shape):
        group = out // (weight.shape[0] // groups)
        for c, *tap in np.ndindex(weight.shape[1:]):
            place = tuple(
                o * s + k * d - p
                for o, k, s, p, d in zip(cell, tap, stride, padding, dilation, strict=True)
            )
            if all(0 <= i < n for i, n in zip(place, x.shape[2:], strict=True)):
                value = x[(image, group * per_group + c, *place)]
                y[(image, out, *cell)] += value * weight[(out, c, *tap)]
    return y


def conv_transpose(
    x: np.ndarray,
    weight: np.ndarray,
    stride: Shape,
    padding: Shape,
    output_padding: Shape,
    dilation: Shape,
    groups: int = 1,
) -> np.ndarray:
    """y[n, o, cell*S + k*D - P] += x[n, c, cell] * w[c, o, k] for channels c of o's group."""
    outputs = tuple(
        (n - 1) * s - 2 * p + d * (k - 1) + op + 1
        for n, k, s, p, op, d in zip(
            x.shape[2:], weight.shape[2:], stride, padding, output_padding, dilation, strict=True
        )
    )
    per_group = weight.shape[1]
    y = np.zeros((x.shape[0], groups * per_group, *outputs))
    for image, c, *cell in np.ndindex(x.shape):
        group = c // (x.shape[1] // groups)
        for o, *tap in np.ndindex(weight.shape[1:]):
            place = tuple(
                i * s + k * d - p
                for i, k, s, p, d in zip(cell, tap, stride, padding, dilation, strict=True)
            )
            if all(0 <= f < n for f, n in zip(place, outputs, strict=True)):
                product = x[(image, c, *cell)] * weight[(c, o, *tap)]
                y[(image, group * per_group + o, *place)] += product
    return y


@st.composite
def axis_parameters(draw: st.DrawFn) -> dict[str, int]:
    """Draw L, K, S, P, OP and D of one axis for which a transposed convolution is legal."""
    size, kernel_size = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    stride, dilation = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    output_padding = draw(st.integers(0, max(stride, dilation) - 1))
    full = (size - 1) * stride + dilation * (kernel_size - 1) + output_padding + 1
    return {
        "size": size,
        "kernel_size": kernel_size,
        "stride": stride,
        "padding": draw(st.integers(0, (full - 1) // 2)),
        "output_padding": output_padding,
        "dilation": dilation,
    }


@st.composite
def transposed_calls(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a legal call on one or two axes, every parameter a tuple with one entry an axis."""
    axes = draw(st.lists(axis_parameters(), min_size=1, max_size=2))
    return {name: tuple(axis[name] for axis in axes) for name in axes[0]}


@st.composite
def conv_calls(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a legal call of a convolution: the kernel fits into the padded input."""
    axes = []
    for _ in range(draw(st.integers(1, 2))):
        kernel_size, dilation = draw(st.integers(1, 5)), draw(st.integers(1, 3))
        padding = draw(st.integers(0, 6))
        least = max(1, dilation * (kernel_size - 1) + 1 - 2 * padding)
        axes.append(
            {
                "size": draw(st.integers(least, least + 5)),
                "kernel_size": kernel_size,
                "stride": draw(st.integers(1, 5)),
                "padding": padding,
                "dilation": dilation,
            }
        )
    return {name: tuple(axis[name] for axis in axes) for name in axes[0]}


def numbers(shape: Shape, seed: int = 0) -> np.ndarray:
    """Return standard normal numbers that depend on the shape and the seed alone."""
    return np.random.default_rng([seed, *shape]).standard_normal(shape)
