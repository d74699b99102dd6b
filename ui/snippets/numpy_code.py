"""Code to copy for NumPy with this project's own core."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.snippets.common import (
    CONVOLUTION,
    TRANSPOSED,
    border,
    kernel_of,
    pool_options,
    same_padding,
)
from ui.snippets.layout import (
    are_ones,
    numbers,
    options,
    pairs,
    program,
    shape,
    slices,
    statement,
    value,
)
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace
from upsample_core.inputs import blur_kernel

RESIZE = {
    "coordinates": "half_pixel",
    "cubic_a": -0.75,
    "antialias": False,
    "exclude_outside": False,
    "nearest_mode": "round_prefer_floor",
}


ADAPTIVE = {
    "scale_factor": 2,
    "coordinates": "asymmetric",
    "flat_below": 0.03,
    "edge_above": 0.3,
}


def program_of(trace: Trace, names: Sequence[str], steps: Sequence[str], *inputs: str) -> str:
    """Return the program that makes x and `inputs`, and takes `steps` from there to y."""
    imports = ["import numpy as np"]
    if names:
        imports.append(f"from upsample_core import {', '.join(names)}")
    x = statement("x", "np.array(", [numbers(trace.input, single=False)])
    return program(imports, [], [x, *inputs], steps, trace.output.shape)


def array(target: str, values: Any) -> str:
    """Return the statement that makes a 64-bit array; ones are said, not listed."""
    if are_ones(values):
        return f"{target} = np.ones({shape(values.shape)})"
    return statement(target, "np.array(", [numbers(values, single=False)])


def _call(trace: Trace, function: str, arguments: Sequence[str], *inputs: str) -> Snippet:
    """Return the snippet that calls `function` on a batch of one image with one channel."""
    step = statement("y", f"{function}(", ["x[None, None]", *arguments], ")[0, 0]")
    return Snippet(program_of(trace, [function], [step], *inputs))


# ------------------------------------------------------------------ interpolation


def _nearest(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    size = shape(trace.output.shape)
    if (chosen["coordinates"], chosen["nearest_mode"]) == ("asymmetric", "floor"):
        return _call(trace, "interpolate", [size])
    return _resize(trace, "nearest")


def _resize(trace: Trace, mode: str) -> Snippet:
    given = {name: entry for name, entry in trace.method.values if name != "scale_factor"}
    # What an antialiasing kernel has beyond the edge is left out here.
    given["exclude_outside"] = given.get("antialias", False)
    arguments = [shape(trace.output.shape), f'mode="{mode}"', *options(RESIZE, given)]
    return _call(trace, "resize", arguments)


def weighted(trace: Trace) -> Snippet:
    """Return the snippet that multiplies by the matrix of a kernel that ONNX does not know."""
    given = {name: entry for name, entry in trace.method.values if name != "scale_factor"}
    given["exclude_outside"] = given.get("antialias", False)
    mode = trace.method.definition.resize_mode
    arguments = ["x.shape", repr(trace.output.shape), f'mode="{mode}"']
    arguments += options({**RESIZE, "lobes": 3}, given)
    step = statement("y", "resize_map(", arguments, ").apply(x)")
    return Snippet(program_of(trace, ["resize_map"], [step]))


def _adaptive(trace: Trace) -> Snippet:
    """Return the snippet of a method that only the core has; of a signal, what is left: linear."""
    if trace.method.axes == 1:
        coordinates = options(RESIZE, {"coordinates": trace.method["coordinates"]})
        return _call(trace, "resize", [shape(trace.output.shape), *coordinates])
    return _call(trace, trace.method.name, options(ADAPTIVE, trace.method.chosen))


# ------------------------------------------------------------------ learned


def _geometry(trace: Trace, defaults: Mapping[str, Any]) -> list[str]:
    return options(defaults, {name: trace.method[name] for name in defaults})


def _transposed(trace: Trace) -> Snippet:
    arguments = ["kernel[None, None]", *_geometry(trace, TRANSPOSED)]
    function = f"conv_transpose{trace.method.axes}d"
    return _call(trace, function, arguments, array("kernel", kernel_of(trace)))


def _strided(trace: Trace) -> Snippet:
    arguments = ["kernel[None, None]", *_geometry(trace, CONVOLUTION)]
    return _call(trace, f"conv{trace.method.axes}d", arguments, array("kernel", kernel_of(trace)))


def _padding(kernel_size: Sequence[int]) -> list[str]:
    return options(CONVOLUTION, {"padding": same_padding(kernel_size)})


def _sub_pixel(trace: Trace) -> Snippet:
    axes, factor = trace.method.axes, trace.method["upscale_factor"]
    convolve = f"conv{axes}d"
    arguments = ["x[None, None]", "filters[:, None]", *_padding(kernel_of(trace).shape[1:])]
    names, weave = [convolve], "y = maps[0].T.ravel()"
    if axes == 2:
        names, weave = [convolve, "pixel_shuffle"], f"y = pixel_shuffle(maps, {factor})[0, 0]"
    steps = [statement("maps", f"{convolve}(", arguments), weave]
    return Snippet(program_of(trace, names, steps, array("filters", kernel_of(trace))))


def _resize_convolution(trace: Trace) -> Snippet:
    axes = trace.method.axes
    size = [shape(trace.output.shape)]
    if trace.method["mode"] == "bilinear":
        size.append(f'mode="{("linear", "bilinear")[axes - 1]}"')
    arguments = ["large", "kernel[None, None]", *_padding(kernel_of(trace).shape)]
    steps = [
        statement("large", "interpolate(", ["x[None, None]", *size]),
        statement("y", f"conv{axes}d(", arguments, ")[0, 0]"),
    ]
    names = [f"conv{axes}d", "interpolate"]
    return Snippet(program_of(trace, names, steps, array("kernel", kernel_of(trace))))


# ------------------------------------------------------------------ pooling


def _as_image(trace: Trace) -> tuple[dict[str, Any], str, str, tuple[Remark, ...]]:
    """Return the window's parameters on an image, and how x becomes one and y comes back."""
    chosen = trace.method.chosen
    if trace.method.axes == 2:
        return chosen, "x[None, None]", "[0, 0]", ()
    neutral = {"kernel_size": 1, "stride": 1, "padding": 0, "dilation": 1}
    pairs = {
        name: (neutral[name], *entry) if name in neutral else entry
        for name, entry in chosen.items()
    }
    return pairs, "x[None, None, None]", "[0, 0, 0]", (Remark.ONE_ROW,)


def _pool(trace: Trace, function: str) -> Snippet:
    chosen, image, back, remarks = _as_image(trace)
    step = statement("y", f"{function}(", [image, *pool_options(chosen)], f"){back}")
    return Snippet(program_of(trace, [function], [step]), remarks)


def _max_unpool(trace: Trace) -> Snippet:
    chosen, image, back, remarks = _as_image(trace)
    arguments = pool_options(chosen)
    size = repr((1, *trace.input.shape)[-2:])
    unpool = ["pooled", "indices", *arguments, f"output_size={size}"]
    steps = [
        statement("pooled, indices", "max_pool2d(", [image, *arguments, "return_indices=True"]),
        statement("y", "max_unpool2d(", unpool, f"){back}"),
    ]
    return Snippet(program_of(trace, ["max_pool2d", "max_unpool2d"], steps), remarks)


# ------------------------------------------------------------------ plain NumPy


def _average_unpool(trace: Trace) -> Snippet:
    window = shape(trace.method["kernel_size"])
    return Snippet(program_of(trace, [], [f"y = np.kron(x, np.ones({window}))"]))


def _bed_of_nails(trace: Trace) -> Snippet:
    steps = [
        f"y = np.zeros({shape(trace.output.shape)})",
        f"y[{slices(trace.method['stride'])}] = x",
    ]
    return Snippet(program_of(trace, [], steps))


def _decimate(trace: Trace) -> Snippet:
    stride = trace.method["stride"]
    if not trace.method["antialias"] or trace.output.shape == trace.input.shape:
        return Snippet(program_of(trace, [], [f"y = x[{slices(stride)}]"]))
    function = f"conv{len(stride)}d"
    arguments = ["padded[None, None]", "kernel[None, None]", f"stride={value(stride)}"]
    steps = [
        f'padded = np.pad(x, {pairs(border(stride))}, mode="edge")',
        statement("y", f"{function}(", arguments, ")[0, 0]"),
    ]
    return Snippet(
        program_of(trace, [function], steps, array("kernel", blur_kernel(tuple(stride))))
    )


METHODS: Mapping[str, Callable[[Trace], Snippet]] = {
    "nearest": _nearest,
    "bilinear": lambda trace: _resize(trace, "linear"),
    "bicubic": lambda trace: _resize(trace, "cubic"),
    "area": lambda trace: _call(trace, "interpolate", [shape(trace.output.shape), 'mode="area"']),
    "edge_directed": _adaptive,
    "region_based": _adaptive,
    "transposed_convolution": _transposed,
    "sub_pixel": _sub_pixel,
    "resize_convolution": _resize_convolution,
    "max_unpool": _max_unpool,
    "average_unpool": _average_unpool,
    "bed_of_nails": _bed_of_nails,
    "average_pool": lambda trace: _pool(trace, "avg_pool2d"),
    "max_pool": lambda trace: _pool(trace, "max_pool2d"),
    "decimate": _decimate,
    "strided_convolution": _strided,
}
