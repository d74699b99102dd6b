"""Code to copy for PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.snippets import axis_weights
from ui.snippets.common import (
    CONVOLUTION,
    TRANSPOSED,
    border,
    kernel_of,
    picks,
    pool_options,
    same_padding,
    torch_antialias_errs,
)
from ui.snippets.layout import (
    are_ones,
    numbers,
    options,
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

FUNCTIONS = "import torch.nn.functional as F"
IMAGE = "x[None, None]"


def _program(
    trace: Trace, steps: Sequence[str], *inputs: str, functions: Sequence[str] = ()
) -> str:
    """Return the program that makes x and `inputs`, and takes `steps` from there to y."""
    imports = ["import torch"]
    if functions:
        imports.insert(0, "import numpy as np")
    if any("F." in step for step in steps):
        imports.append(FUNCTIONS)
    x = statement("x", "torch.tensor(", [numbers(trace.input, single=True)])
    return program(imports, functions, [x, *inputs], steps, trace.output.shape)


def _tensor(target: str, values: Any) -> str:
    """Return the statement that makes a tensor; ones are said, not listed."""
    if are_ones(values):
        return f"{target} = torch.ones({', '.join(map(repr, values.shape))})"
    return statement(target, "torch.tensor(", [numbers(values, single=True)])


def _call(trace: Trace, function: str, arguments: Sequence[str], *inputs: str) -> Snippet:
    """Return the snippet that calls `function` on a batch of one image with one channel."""
    step = statement("y", f"{function}(", [IMAGE, *arguments], ")[0, 0]")
    return Snippet(_program(trace, [step], *inputs))


# ------------------------------------------------------------------ interpolation


def _nearest(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    size = f"size={shape(trace.output.shape)}"
    rounding = chosen["coordinates"], chosen["nearest_mode"]
    if rounding == ("asymmetric", "floor"):
        return _call(trace, "F.interpolate", [size])
    if rounding == ("half_pixel", "round_prefer_ceil"):
        return _call(trace, "F.interpolate", [size, 'mode="nearest-exact"'])
    inputs = picks(trace, "torch.tensor(")
    pick = "y = x[rows]" if trace.method.axes == 1 else "y = x[rows][:, columns]"
    return Snippet(_program(trace, [pick], *inputs), (Remark.SAMPLES_PICKED,))


def _bilinear(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    smooth = chosen.get("antialias", False)
    if chosen["coordinates"] == "half_pixel" and smooth:
        if torch_antialias_errs(trace):
            return weighted(trace, Remark.ONE_COLUMN)
        return _as_image(trace, ['mode="bilinear"', "antialias=True"])
    if chosen["coordinates"] == "asymmetric" or smooth:
        return weighted(trace)
    mode = ("linear", "bilinear")[trace.method.axes - 1]
    arguments = [f"size={shape(trace.output.shape)}", f'mode="{mode}"', *_aligned(trace)]
    return _call(trace, "F.interpolate", arguments)


def _bicubic(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    smooth = chosen.get("antialias", False)
    # PyTorch's kernel has a = -0.5 where it antialiases and a = -0.75 elsewhere.
    same_kernel = chosen["cubic_a"] == (-0.5 if smooth else -0.75)
    coordinates = ("half_pixel",) if smooth else ("half_pixel", "align_corners")
    if not same_kernel or chosen["coordinates"] not in coordinates:
        return weighted(trace)
    smoothing = ["antialias=True"] if smooth else []
    if torch_antialias_errs(trace):
        return weighted(trace, Remark.ONE_COLUMN)
    return _as_image(trace, ['mode="bicubic"', *_aligned(trace), *smoothing])


def _aligned(trace: Trace) -> list[str]:
    return ["align_corners=True"] if trace.method["coordinates"] == "align_corners" else []


def _as_image(trace: Trace, arguments: Sequence[str]) -> Snippet:
    """Return the snippet for a mode that PyTorch has for images only."""
    if trace.method.axes == 2:
        size = f"size={shape(trace.output.shape)}"
        return _call(trace, "F.interpolate", [size, *arguments])
    arguments = ["x[None, None, None]", f"size=(1, {trace.output.size})", *arguments]
    step = statement("y", "F.interpolate(", arguments, ")[0, 0, 0]")
    return Snippet(_program(trace, [step]), (Remark.ONE_ROW,))


def weighted(trace: Trace, remark: Remark = Remark.WEIGHTS_BUILT) -> Snippet:
    """Return the snippet that multiplies by the weights of each axis."""
    steps = [
        statement(name, "torch.tensor(", [text, "dtype=x.dtype"])
        for name, text in axis_weights.matrices(trace)
    ]
    steps.append("y = weights @ x" if trace.method.axes == 1 else "y = down @ x @ across.T")
    code = _program(trace, steps, functions=[axis_weights.function(trace)])
    return Snippet(code, (remark,))


def _area(trace: Trace) -> Snippet:
    arguments = [f"size={shape(trace.output.shape)}", 'mode="area"']
    return _call(trace, "F.interpolate", arguments)


# ------------------------------------------------------------------ learned


def _convolution(trace: Trace, function: str, defaults: Mapping[str, Any]) -> Snippet:
    geometry = options(defaults, {name: trace.method[name] for name in defaults})
    arguments = ["kernel[None, None]", *geometry]
    name = f"F.{function}{trace.method.axes}d"
    return _call(trace, name, arguments, _tensor("kernel", kernel_of(trace)))


def _padding(kernel_size: Sequence[int]) -> list[str]:
    return options(CONVOLUTION, {"padding": same_padding(kernel_size)})


def _sub_pixel(trace: Trace) -> Snippet:
    axes, factor = trace.method.axes, trace.method["upscale_factor"]
    arguments = [IMAGE, "filters[:, None]", *_padding(kernel_of(trace).shape[1:])]
    weave = "y = maps[0].T.flatten()"
    if axes == 2:
        weave = f"y = F.pixel_shuffle(maps, {factor})[0, 0]"
    steps = [statement("maps", f"F.conv{axes}d(", arguments), weave]
    return Snippet(_program(trace, steps, _tensor("filters", kernel_of(trace))))


def _resize_convolution(trace: Trace) -> Snippet:
    axes = trace.method.axes
    size = [f"size={shape(trace.output.shape)}"]
    if trace.method["mode"] == "bilinear":
        size.append(f'mode="{("linear", "bilinear")[axes - 1]}"')
    arguments = ["large", "kernel[None, None]", *_padding(kernel_of(trace).shape)]
    steps = [
        statement("large", "F.interpolate(", [IMAGE, *size]),
        statement("y", f"F.conv{axes}d(", arguments, ")[0, 0]"),
    ]
    return Snippet(_program(trace, steps, _tensor("kernel", kernel_of(trace))))


# ------------------------------------------------------------------ pooling, unpooling


def _pool(trace: Trace, function: str) -> Snippet:
    return _call(trace, f"F.{function}{trace.method.axes}d", pool_options(trace.method.chosen))


def _max_unpool(trace: Trace) -> Snippet:
    axes, arguments = trace.method.axes, pool_options(trace.method.chosen)
    pool = [IMAGE, *arguments, "return_indices=True"]
    unpool = ["pooled", "indices", *arguments, "output_size=x.shape"]
    steps = [
        statement("pooled, indices", f"F.max_pool{axes}d(", pool),
        statement("y", f"F.max_unpool{axes}d(", unpool, ")[0, 0]"),
    ]
    return Snippet(_program(trace, steps))


def _average_unpool(trace: Trace) -> Snippet:
    repeats = "".join(
        f".repeat_interleave({times}, dim={axis})"
        for axis, times in enumerate(trace.method["kernel_size"])
    )
    return Snippet(_program(trace, [f"y = x{repeats}"]))


def _bed_of_nails(trace: Trace) -> Snippet:
    size = ", ".join(map(repr, trace.output.shape))
    steps = [f"y = torch.zeros({size})", f"y[{slices(trace.method['stride'])}] = x"]
    return Snippet(_program(trace, steps))


def _decimate(trace: Trace) -> Snippet:
    stride = trace.method["stride"]
    if not trace.method["antialias"]:
        return Snippet(_program(trace, [f"y = x[{slices(stride)}]"]))
    # F.pad counts from the last axis: before and after it, then before and after the one above.
    pads = tuple(side for cells in reversed(border(stride)) for side in (cells, cells))
    arguments = ["padded", "kernel[None, None]", f"stride={value(stride)}"]
    steps = [
        statement("padded", "F.pad(", [IMAGE, repr(pads), 'mode="replicate"']),
        statement("y", f"F.conv{len(stride)}d(", arguments, ")[0, 0]"),
    ]
    return Snippet(_program(trace, steps, _tensor("kernel", blur_kernel(tuple(stride)))))


METHODS: Mapping[str, Callable[[Trace], Snippet]] = {
    "nearest": _nearest,
    "bilinear": _bilinear,
    "bicubic": _bicubic,
    "area": _area,
    "transposed_convolution": lambda trace: _convolution(trace, "conv_transpose", TRANSPOSED),
    "sub_pixel": _sub_pixel,
    "resize_convolution": _resize_convolution,
    "max_unpool": _max_unpool,
    "average_unpool": _average_unpool,
    "bed_of_nails": _bed_of_nails,
    "average_pool": lambda trace: _pool(trace, "avg_pool"),
    "max_pool": lambda trace: _pool(trace, "max_pool"),
    "decimate": _decimate,
    "strided_convolution": lambda trace: _convolution(trace, "conv", CONVOLUTION),
}
