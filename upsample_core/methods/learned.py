"""The learned methods: transposed, sub-pixel and resize + convolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from upsample_core.analysis.evenness import Evenness, assess
from upsample_core.checks import Array
from upsample_core.inputs.kernel_presets import SPREAD, perturbed, preset_kernel, readable
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
from upsample_core.methods.kernel_choice import MAX_SEED, SEEDED, kernel_of, kernel_parameters
from upsample_core.methods.ranges import DILATION, KERNEL_SIZE, MAX_PADDING, STRIDE, is_legal
from upsample_core.operations.convolution import conv2d, conv_map
from upsample_core.operations.pixel_shuffle import (
    icnr,
    pixel_shuffle,
    pixel_shuffle_map,
    sub_pixel_kernel,
)
from upsample_core.operations.transposed_convolution import (
    conv_transpose2d,
    conv_transpose_map_of,
)
from upsample_core.operations.transposed_geometry import transposed_geometry
from upsample_core.operations.virtual_input import (
    virtual_convolution_map_of,
    virtual_input_of,
    zero_insertion_map_of,
)
from upsample_core.resampling.interpolation import resize_map, resize_separably
from upsample_core.shapes import conv_transpose_size

_ODD_KERNEL_SIZE = Parameter(
    "kernel_size", 3, lambda size, chosen: (1, 3, 5), per_axis=True, symbol="K"
)


# ---------------------------------------------------------------- transposed convolution


def _transposed_paddings(size: int, chosen: Chosen) -> Sequence[Scalar]:
    return [
        padding
        for padding in range(MAX_PADDING + 1)
        if is_legal(
            conv_transpose_size,
            size,
            chosen["kernel_size"],
            chosen["stride"],
            padding,
            0,
            chosen["dilation"],
        )
    ]


def _output_paddings(size: int, chosen: Chosen) -> Sequence[Scalar]:
    return range(max(chosen["stride"], chosen["dilation"]))


def _geometry(method: Method) -> dict[str, Any]:
    names = ("stride", "padding", "output_padding", "dilation")
    return {name: method[name] for name in names}


def _transposed_parts(method: Method, x: Array) -> Parts:
    kernel = kernel_of(method, scatters=True)
    geometry = transposed_geometry(x.shape, kernel.shape, **_geometry(method))
    grid = virtual_input_of(geometry, x)
    return Parts(
        conv_transpose_map_of(geometry, kernel),
        kernel,
        Stage("virtual_input", "v", ("insert_zeros", "slide"), grid.values, grid.kinds),
        lambda: (zero_insertion_map_of(geometry), virtual_convolution_map_of(geometry, kernel)),
        canvas=lambda: conv_transpose_map_of(geometry.uncropped(), kernel),
    )


def _transposed_run(method: Method, picture: Array) -> Array:
    weight = kernel_of(method, scatters=True).astype(picture.dtype)[None, None]
    return conv_transpose2d(picture[:, None], weight, **_geometry(method))[:, 0]


def _transposed_formula(size: int, chosen: Chosen) -> SizeFormula:
    names = ("stride", "kernel_size", "padding", "output_padding", "dilation")
    s, k, p, op, d = (chosen[name] for name in names)
    return SizeFormula(
        "(L−1)·S − 2P + D·(K−1) + OP + 1",
        f"{size - 1}·{s} − 2·{p} + {d}·{k - 1} + {op} + 1",
        conv_transpose_size(size, k, s, p, op, d),
    )


def _transposed_evenness(method: Method) -> Evenness:
    return assess(kernel_of(method, scatters=True), method["stride"], method["dilation"])


def _transposed_enlarging(factor: int, corner: bool) -> Chosen:
    """Return the sizes with which a bilinear kernel interpolates linearly, as in FCN."""
    if corner:
        size, padding, output_padding = 2 * factor - 1, factor - 1, factor - 1
    else:
        size, padding, output_padding = 2 * factor - factor % 2, factor // 2, 0
    return {
        "stride": factor,
        "kernel_size": size,
        "padding": padding,
        "output_padding": output_padding,
    }


_TRANSPOSED = Definition(
    "transposed_convolution",
    "learned",
    (
        STRIDE,
        KERNEL_SIZE,
        DILATION,
        Parameter("padding", 1, _transposed_paddings, per_axis=True, symbol="P"),
        Parameter("output_padding", 0, _output_paddings, per_axis=True, symbol="OP"),
        *kernel_parameters("bilinear"),
    ),
    _transposed_parts,
    _transposed_run,
    _transposed_formula,
    _transposed_evenness,
    symbol="Cᵀ",
    rotates_kernel=True,
    enlarging=_transposed_enlarging,
)


# ---------------------------------------------------------------- sub-pixel convolution


def _filters(method: Method) -> Array:
    """Return the filters, one for each of the r^axes channels: (r^axes, *kernel_size)."""
    factor, name, size = method["upscale_factor"], method["kernel"], method["kernel_size"]
    channels, seed = factor**method.axes, method.chosen.get("seed", 0)
    if name == "icnr":
        base = preset_kernel("random", size, seed=seed)
        return icnr(base[None, None], factor)[:, 0]
    if name in ("bilinear", "perturbed"):  # the same filter for every channel to begin with
        filters = np.tile(preset_kernel("bilinear", size), (channels, *(1,) * len(size)))
        return filters if name == "bilinear" else readable(perturbed(filters, SPREAD, seed))
    return preset_kernel(name, (channels, *size), seed=seed)


def _same(kernel_size: tuple[int, ...]) -> tuple[int, ...]:
    """Return the padding that keeps the size of an odd kernel's convolution."""
    return tuple(k // 2 for k in kernel_size)


def _sub_pixel_parts(method: Method, x: Array) -> Parts:
    filters = _filters(method)
    padding = _same(filters.shape[1:])
    convolve = LinearMap.stacked(*(conv_map(x.shape, one, padding=padding) for one in filters))
    shuffle = pixel_shuffle_map(convolve.output_shape, method["upscale_factor"])
    return Parts(
        shuffle @ convolve,
        filters,
        Stage("channel_maps", "m", ("convolve", "interleave"), convolve.apply(x)),
        lambda: (convolve, shuffle),
    )


def _sub_pixel_run(method: Method, picture: Array) -> Array:
    filters = _filters(method).astype(picture.dtype)
    maps = conv2d(picture[:, None], filters[:, None], padding=_same(filters.shape[1:]))
    return pixel_shuffle(maps, method["upscale_factor"])[:, 0]


def _sub_pixel_formula(size: int, chosen: Chosen) -> SizeFormula:
    factor = chosen["upscale_factor"]
    return SizeFormula("L·r", f"{size}·{factor}", size * factor)


def _sub_pixel_evenness(method: Method) -> Evenness:
    """Assess the transposed convolution that a sub-pixel convolution equals: r × the kernel."""
    factor, axes = method["upscale_factor"], method.axes
    kernel = sub_pixel_kernel(_filters(method), factor)
    return assess(kernel, (factor,) * axes, (1,) * axes)


_SUB_PIXEL_KERNELS = ("random", "icnr", "bilinear", "perturbed", "ones", "counting")

_SUB_PIXEL = Definition(
    "sub_pixel",
    "learned",
    (
        Parameter("upscale_factor", 2, lambda size, chosen: (2, 3, 4), symbol="r"),
        _ODD_KERNEL_SIZE,
        Parameter("kernel", "random", lambda size, chosen: _SUB_PIXEL_KERNELS),
        Parameter(
            "seed",
            0,
            lambda size, chosen: range(MAX_SEED + 1),
            applies=lambda chosen: chosen["kernel"] in SEEDED,
        ),
    ),
    _sub_pixel_parts,
    _sub_pixel_run,
    _sub_pixel_formula,
    _sub_pixel_evenness,
    judges="equal",
    enlarging=lambda factor, corner: {"upscale_factor": factor},
)


# ---------------------------------------------------------------- resize + convolution


def _resize_options(method: Method) -> dict[str, str]:
    """Nearest as PyTorch has it (asymmetric, floor), or bilinear at half-pixel coordinates."""
    if method["mode"] == "nearest":
        return {"mode": "nearest", "coordinates": "asymmetric", "nearest_mode": "floor"}
    return {"mode": "linear", "coordinates": "half_pixel"}


def _resize_convolution_parts(method: Method, x: Array) -> Parts:
    target = tuple(n * s for n, s in zip(x.shape, method["scale_factor"], strict=True))
    enlarge = resize_map(x.shape, target, **_resize_options(method))
    kernel = kernel_of(method)
    convolve = conv_map(target, kernel, padding=_same(kernel.shape))
    stage = Stage("resized", "u", ("resize", "convolve"), enlarge.apply(x))
    return Parts(convolve @ enlarge, kernel, stage, lambda: (enlarge, convolve))


def _resize_convolution_run(method: Method, picture: Array) -> Array:
    shape = picture.shape[1:]
    target = tuple(n * s for n, s in zip(shape, method["scale_factor"], strict=True))
    large = resize_separably(picture, target, **_resize_options(method))
    kernel = kernel_of(method).astype(picture.dtype)
    return conv2d(large[:, None], kernel[None, None], padding=_same(kernel.shape))[:, 0]


def _whole_scale_formula(size: int, chosen: Chosen) -> SizeFormula:
    scale = chosen["scale_factor"]
    return SizeFormula("L·s", f"{size}·{scale}", size * scale)


_RESIZE_CONVOLUTION = Definition(
    "resize_convolution",
    "learned",
    (
        Parameter("scale_factor", 2, lambda size, chosen: (2, 3, 4), per_axis=True, symbol="s"),
        Parameter("mode", "nearest", lambda size, chosen: ("nearest", "bilinear")),
        _ODD_KERNEL_SIZE,
        *kernel_parameters("gaussian"),
    ),
    _resize_convolution_parts,
    _resize_convolution_run,
    _whole_scale_formula,
    enlarging=lambda factor, corner: {"scale_factor": factor},
)

LEARNED: Mapping[str, Definition] = {
    definition.name: definition for definition in (_TRANSPOSED, _SUB_PIXEL, _RESIZE_CONVOLUTION)
}
