"""The downsampling methods: pooling, decimation and strided convolution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from upsample_core.analysis.evenness import Evenness, assess
from upsample_core.checks import Array
from upsample_core.linear_map import LinearMap
from upsample_core.methods.definition import (
    Chosen,
    Definition,
    Method,
    Parameter,
    Parts,
    Scalar,
    SizeFormula,
    Stage,
)
from upsample_core.methods.kernel_choice import kernel_of, kernel_parameters
from upsample_core.methods.ranges import (
    DILATION,
    KERNEL_SIZE,
    MAX_KERNEL_SIZE,
    MAX_PADDING,
    STRIDE,
    is_legal,
)
from upsample_core.operations.convolution import conv2d, conv_map
from upsample_core.operations.padded_input import (
    average_from_padded,
    from_padded,
    padded_input,
    pool_window_map,
)
from upsample_core.operations.pooling import (
    average_pool_map,
    avg_pool2d,
    decimate_map,
    max_pool2d,
    max_pool_map,
)
from upsample_core.resampling.axis_products import apply_axes
from upsample_core.shapes import conv_size, pool_size

_CEIL_MODE = Parameter("ceil_mode", False, lambda size, chosen: (False, True))
_COUNT_INCLUDE_PAD = Parameter("count_include_pad", True, lambda size, chosen: (False, True))


# ---------------------------------------------------------------- pooling


def _pool_kernel_sizes(size: int, chosen: Chosen) -> Sequence[Scalar]:
    """Kernels that fit the input without padding: what pads must not decide what fits."""
    return range(1, min(size, MAX_KERNEL_SIZE) + 1)


def _pool_dilations(size: int, chosen: Chosen) -> Sequence[Scalar]:
    kernel_size = chosen["kernel_size"]
    return [
        dilation
        for dilation in DILATION.legal(size, chosen)
        if is_legal(conv_size, size, kernel_size, 1, 0, dilation)
    ]


def pool_paddings(size: int, chosen: Chosen) -> list[int]:
    """Return the paddings with which the pooling windows fit."""
    kernel_size, stride = chosen["kernel_size"], chosen["stride"]
    dilation = chosen.get("dilation", 1)
    return [
        padding
        for padding in range(MAX_PADDING + 1)
        if is_legal(pool_size, size, kernel_size, stride, padding, dilation, False)
    ]


def pool_parameters(
    paddings: Callable[[int, Chosen], Sequence[Scalar]] = pool_paddings, *, dilated: bool = False
) -> tuple[Parameter, ...]:
    """Return the parameters of a pooling window: kernel_size, stride, (dilation,) padding."""
    dilation = Parameter("dilation", 1, _pool_dilations, per_axis=True, symbol="D")
    return (
        Parameter("kernel_size", 2, _pool_kernel_sizes, per_axis=True, symbol="K"),
        STRIDE,
        *([dilation] if dilated else []),
        Parameter("padding", 0, paddings, per_axis=True, symbol="P"),
    )


def _arguments(method: Method) -> dict[str, Any]:
    return dict(method.values)


def _pool_formula(size: int, chosen: Chosen) -> SizeFormula:
    names = ("kernel_size", "stride", "padding")
    k, s, p = (chosen[name] for name in names)
    d, ceil = chosen.get("dilation", 1), chosen["ceil_mode"]
    left, right = ("⌈", "⌉") if ceil else ("⌊", "⌋")
    return SizeFormula(
        f"{left}(L + 2P − D·(K−1) − 1) / S{right} + 1",
        f"{left}({size} + 2·{p} − {d}·{k - 1} − 1) / {s}{right} + 1",
        pool_size(size, k, s, p, d, ceil),
    )


def _padded_stage(values: Array, kinds: Array, step: str = "slide_window") -> Stage:
    return Stage("padded", "p", ("pad", step), values, kinds)


def _average_parts(method: Method, x: Array) -> Parts:
    options = _arguments(method)
    whole = average_pool_map(x.shape, **options)
    if not any(options["padding"]):
        return Parts(whole)
    values, kinds, placing = padded_input(x, options["padding"])
    stage = _padded_stage(values, kinds)
    return Parts(whole, None, stage, lambda: (placing, average_from_padded(x.shape, **options)))


_AVERAGE_POOL = Definition(
    "average_pool",
    "downsampling",
    (*pool_parameters(), _CEIL_MODE, _COUNT_INCLUDE_PAD),
    _average_parts,
    lambda method, picture: avg_pool2d(picture[None], **_arguments(method))[0],
    _pool_formula,
)


def _max_pool_parts(method: Method, x: Array) -> Parts:
    """Pad with minus infinity; the matrix has the largest of each window alone."""
    options = _arguments(method)
    whole, windows = max_pool_map(x, **options), pool_window_map(x.shape, **options)
    switches = whole.inputs.reshape(whole.output_shape)
    if not any(options["padding"]):
        return Parts(whole, switches=switches, windows=windows)
    values, kinds, placing = padded_input(x, options["padding"], -np.inf)
    return Parts(
        whole,
        None,
        _padded_stage(values, kinds),
        lambda: (placing, from_padded(whole, placing)),
        switches=switches,
        windows=windows,
    )


_MAX_POOL = Definition(
    "max_pool",
    "downsampling",
    (*pool_parameters(dilated=True), _CEIL_MODE),
    _max_pool_parts,
    lambda method, picture: max_pool2d(picture[None], **_arguments(method))[0],
    _pool_formula,
    depends_on_data=True,
)


# ---------------------------------------------------------------- decimation


def _blur_map(size: int, stride: int) -> LinearMap:
    """Triangle of width 2S-1 with replicated edges: S = 2 gives [1, 2, 1] / 4."""
    offsets = np.arange(1 - stride, stride)
    outputs = np.repeat(np.arange(size), offsets.size)
    inputs = np.clip(outputs + np.tile(offsets, size), 0, size - 1)
    weights = np.tile((stride - np.abs(offsets)) / stride**2, size)
    return LinearMap.from_axis(size, size, outputs, inputs, weights)


def _decimate_parts(method: Method, x: Array) -> Parts:
    keep = decimate_map(x.shape, method["stride"])
    if not method["antialias"]:
        return Parts(keep)
    blur = LinearMap.outer(*map(_blur_map, x.shape, method["stride"]))
    stage = Stage("blurred", "b", ("blur", "decimate"), blur.apply(x))
    return Parts(keep @ blur, stage=stage, steps=lambda: (blur, keep))


def _decimate_run(method: Method, picture: Array) -> Array:
    shape, stride = picture.shape[1:], method["stride"]
    if method["antialias"]:
        picture = apply_axes(
            picture, [_blur_map(*axis) for axis in zip(shape, stride, strict=True)]
        )
    return picture[:, :: stride[0], :: stride[1]].copy()


_DECIMATE = Definition(
    "decimate",
    "downsampling",
    (STRIDE, Parameter("antialias", False, lambda size, chosen: (False, True))),
    _decimate_parts,
    _decimate_run,
    lambda size, chosen: SizeFormula(
        "⌈L / S⌉", f"⌈{size} / {chosen['stride']}⌉", -(-size // chosen["stride"])
    ),
)


# ---------------------------------------------------------------- strided convolution


def _conv_paddings(size: int, chosen: Chosen) -> Sequence[Scalar]:
    kernel_size, stride, dilation = chosen["kernel_size"], chosen["stride"], chosen["dilation"]
    return [
        padding
        for padding in range(3 * MAX_PADDING + 1)
        if padding <= max(MAX_PADDING, dilation * (kernel_size - 1))
        and is_legal(conv_size, size, kernel_size, stride, padding, dilation)
    ]


def _geometry(method: Method) -> dict[str, Any]:
    return {name: method[name] for name in ("stride", "padding", "dilation")}


def _strided_parts(method: Method, x: Array) -> Parts:
    kernel, geometry = kernel_of(method), _geometry(method)
    whole = conv_map(x.shape, kernel, **geometry)
    if not any(geometry["padding"]):
        return Parts(whole, kernel)
    values, kinds, placing = padded_input(x, geometry["padding"])
    return Parts(
        whole,
        kernel,
        _padded_stage(values, kinds, "slide"),
        lambda: (placing, conv_map(values.shape, kernel, **{**geometry, "padding": 0})),
    )


def _strided_run(method: Method, picture: Array) -> Array:
    weight = kernel_of(method).astype(picture.dtype)[None, None]
    return conv2d(picture[:, None], weight, **_geometry(method))[:, 0]


def _conv_formula(size: int, chosen: Chosen) -> SizeFormula:
    names = ("kernel_size", "stride", "padding", "dilation")
    k, s, p, d = (chosen[name] for name in names)
    return SizeFormula(
        "⌊(L + 2P − D·(K−1) − 1) / S⌋ + 1",
        f"⌊({size} + 2·{p} − {d}·{k - 1} − 1) / {s}⌋ + 1",
        conv_size(size, k, s, p, d),
    )


def _strided_evenness(method: Method) -> Evenness:
    """Assess the gradient: the backward pass is the transposed convolution of the same kernel."""
    return assess(kernel_of(method), method["stride"], method["dilation"])


_STRIDED_CONVOLUTION = Definition(
    "strided_convolution",
    "downsampling",
    (
        STRIDE,
        KERNEL_SIZE,
        DILATION,
        Parameter("padding", 1, _conv_paddings, per_axis=True, symbol="P"),
        *kernel_parameters("gaussian"),
    ),
    _strided_parts,
    _strided_run,
    _conv_formula,
    _strided_evenness,
    judges="gradient",
    symbol="C",
)

DOWNSAMPLING: Mapping[str, Definition] = {
    definition.name: definition
    for definition in (_AVERAGE_POOL, _MAX_POOL, _DECIMATE, _STRIDED_CONVOLUTION)
}
