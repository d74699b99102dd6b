"""Code to copy for Keras 3, on any of its backends, with channels last.

Keras's resize differs from backend to backend; what they do not agree on is put together from
what they agree on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.snippets import axis_weights
from ui.snippets.common import exact_ratio, picks, repeats, torch_antialias_errs
from ui.snippets.keras_convolution import (
    bed_of_nails,
    decimate,
    resize_convolution,
    strided_convolution,
    sub_pixel,
    transposed_convolution,
)
from ui.snippets.keras_pooling import average_pool, max_pool, max_unpool
from ui.snippets.keras_program import call, program_of
from ui.snippets.layout import statement, value
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace


def _nearest(trace: Trace) -> Snippet:
    chosen, axes = trace.method.chosen, trace.method.axes
    times = repeats(trace)
    if times:
        return call(trace, f"layers.UpSampling{axes}D({value(times)})", [])
    rounding = chosen["coordinates"], chosen["nearest_mode"]
    if rounding == ("half_pixel", "round_prefer_ceil") and axes == 2 and exact_ratio(trace):
        arguments = [f"size={trace.output.shape}", 'interpolation="nearest"']
        return call(trace, "ops.image.resize", arguments)
    pick = "ops.take(x, rows, axis=0)"
    if axes == 2:
        pick = f"ops.take({pick}, columns, axis=1)"
    code = program_of(trace, [f"y = {pick}"], *picks(trace, "np.array("))
    return Snippet(code, (Remark.SAMPLES_PICKED,))


def _bilinear(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    if chosen["coordinates"] != "half_pixel":
        return weighted(trace)
    if torch_antialias_errs(trace):
        return weighted(trace, Remark.ONE_COLUMN)
    smoothing = ["antialias=True"] if chosen.get("antialias") else []
    if trace.method.axes == 2:
        return call(trace, "ops.image.resize", [f"size={trace.output.shape}", *smoothing])
    arguments = ["x[None, None, :, None]", f"size=(1, {trace.output.size})", *smoothing]
    step = statement("y", "ops.image.resize(", arguments, ")[0, 0, :, 0]")
    return Snippet(program_of(trace, [step]), (Remark.ONE_ROW,))


def _bicubic(trace: Trace) -> Snippet:
    has_it = trace.method["coordinates"] == "half_pixel"
    return weighted(trace, Remark.BACKENDS_DIFFER if has_it else Remark.WEIGHTS_BUILT)


def weighted(trace: Trace, remark: Remark = Remark.WEIGHTS_BUILT) -> Snippet:
    """Return the snippet that multiplies by the weights of each axis."""
    steps = [
        statement(name, "ops.convert_to_tensor(", [text, 'dtype="float32"'])
        for name, text in axis_weights.matrices(trace)
    ]
    one_axis = trace.method.axes == 1
    steps.append(
        "y = ops.matmul(weights, x)"
        if one_axis
        else "y = ops.matmul(ops.matmul(down, x), ops.transpose(across))"
    )
    code = program_of(trace, steps, functions=[axis_weights.function(trace)])
    return Snippet(code, (remark,))


def _area(trace: Trace) -> Snippet:
    sizes = zip(trace.input.shape, trace.output.shape, strict=True)
    if any(before % after for before, after in sizes):
        return weighted(trace)
    windows = tuple(
        before // after for before, after in zip(trace.input.shape, trace.output.shape, strict=True)
    )
    window = value(windows)
    return call(trace, "ops.average_pool", [window, f"strides={window}"])


def _average_unpool(trace: Trace) -> Snippet:
    times = value(trace.method["kernel_size"])
    return call(trace, f"layers.UpSampling{trace.method.axes}D({times})", [])


METHODS: Mapping[str, Callable[[Trace], Snippet]] = {
    "nearest": _nearest,
    "bilinear": _bilinear,
    "bicubic": _bicubic,
    "area": _area,
    "transposed_convolution": transposed_convolution,
    "sub_pixel": sub_pixel,
    "resize_convolution": resize_convolution,
    "max_unpool": max_unpool,
    "average_unpool": _average_unpool,
    "bed_of_nails": bed_of_nails,
    "average_pool": average_pool,
    "max_pool": max_pool,
    "decimate": decimate,
    "strided_convolution": strided_convolution,
}
