"""Code to copy for ONNX, run with ONNX Runtime."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.snippets import axis_weights
from ui.snippets.common import (
    border,
    exact_ratio,
    kernel_of,
    same_padding,
    sample_indices,
)
from ui.snippets.layout import statement
from ui.snippets.onnx_program import Node, array, both_ends, constant, program_of, unlike
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace
from upsample_core.inputs import blur_kernel

Feeds = Mapping[str, tuple[str, tuple[int, ...]]]

RESIZE = {
    "coordinate_transformation_mode": "half_pixel",
    "nearest_mode": "round_prefer_floor",
    "cubic_coeff_a": -0.75,
    "antialias": 0,
    "exclude_outside": 0,
}
CONVOLUTION = {"strides": 1, "pads": 0, "output_padding": 0, "dilations": 1}
ENLARGE = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}

# ------------------------------------------------------------------ interpolation


def _nearest(trace: Trace) -> Snippet:
    # Aligned corners divide whole numbers; the others divide by a ratio that floats may not hold.
    if exact_ratio(trace) or trace.method["coordinates"] == "align_corners":
        return _resize(trace, "nearest")
    samples = sample_indices(trace)
    nodes = [constant("rows", samples[0])]
    if len(samples) == 1:
        nodes.append(Node("y", "Gather", "x, rows"))
    else:
        nodes += [
            constant("columns", samples[1]),
            Node("picked", "Gather", "x, rows"),
            Node("y", "Gather", "picked, columns", {"axis": 1}),
        ]
    return Snippet(program_of(trace, nodes, leading=0), (Remark.ROUNDING_PICKED,))


def _resize(trace: Trace, mode: str) -> Snippet:
    chosen = trace.method.chosen
    smooth = int(chosen.get("antialias", False))
    given = {
        "mode": mode,
        "coordinate_transformation_mode": chosen["coordinates"],
        "nearest_mode": chosen.get("nearest_mode", "round_prefer_floor"),
        "cubic_coeff_a": chosen.get("cubic_a", -0.75),
        "antialias": smooth,
        "exclude_outside": smooth,
    }
    return _resized(trace, unlike(RESIZE, given))


def _resized(trace: Trace, attributes: Mapping[str, Any]) -> Snippet:
    """Return the snippet of one Resize by target size. Cubic takes two axes, so all take two."""
    nodes = [
        constant("sizes", (1, *trace.output.shape)[-2:]),
        Node("y", "Resize", "x, , , sizes", attributes),
    ]
    return Snippet(program_of(trace, nodes, leading=2 - trace.method.axes))


def weighted(trace: Trace) -> Snippet:
    """Return the snippet that multiplies by the weights of each axis."""
    sizes = list(zip(trace.input.shape, trace.output.shape, strict=True))
    matrices = axis_weights.matrices(trace)
    inputs = [statement(name, f"{text}.astype(", ["np.float32"]) for name, text in matrices]
    feeds = {name: (name, (a, b)) for (name, _), (b, a) in zip(matrices, sizes, strict=True)}
    nodes = [Node("y", "MatMul", "weights, x")]
    if trace.method.axes == 2:
        feeds["across"] = ("across.T", sizes[1])
        nodes = [Node("rows", "MatMul", "down, x"), Node("y", "MatMul", "rows, across")]
    functions = [axis_weights.function(trace)]
    code = program_of(trace, nodes, inputs, feeds, leading=0, functions=functions)
    return Snippet(code, (Remark.WEIGHTS_BUILT,))


def _area(trace: Trace) -> Snippet:
    sizes = list(zip(trace.input.shape, trace.output.shape, strict=True))
    if any(before % after for before, after in sizes):
        return weighted(trace)
    windows = tuple(before // after for before, after in sizes)
    attributes = {"kernel_shape": windows, "strides": windows}
    return Snippet(program_of(trace, [Node("y", "AveragePool", "x", attributes)]))


# ------------------------------------------------------------------ learned


def _kernel(trace: Trace) -> tuple[list[str], Feeds]:
    size = (1, 1, *kernel_of(trace).shape)
    return [array("kernel", kernel_of(trace))], {"kernel": ("kernel[None, None]", size)}


def _strided_convolution(trace: Trace) -> Snippet:
    chosen = trace.method.chosen
    attributes = {
        "strides": chosen["stride"],
        "pads": both_ends(chosen["padding"]),
        "dilations": chosen["dilation"],
    }
    nodes = [Node("y", "Conv", "x, kernel", unlike(CONVOLUTION, attributes))]
    return Snippet(program_of(trace, nodes, *_kernel(trace)))


def _transposed_convolution(trace: Trace) -> Snippet:
    """Return the snippet: output padding of a stride or more is taken off the padding's end."""
    chosen = trace.method.chosen
    padding, extra = chosen["padding"], chosen["output_padding"]
    attributes = {
        "strides": chosen["stride"],
        "pads": both_ends(padding),
        "output_padding": extra,
        "dilations": chosen["dilation"],
    }
    if all(op < s for op, s in zip(extra, chosen["stride"], strict=True)):
        nodes = [Node("y", "ConvTranspose", "x, kernel", unlike(CONVOLUTION, attributes))]
        return Snippet(program_of(trace, nodes, *_kernel(trace)))
    ends = [p - op for p, op in zip(padding, extra, strict=True)]
    attributes["pads"] = (*padding, *(max(end, 0) for end in ends))
    del attributes["output_padding"]
    nodes = [Node("y", "ConvTranspose", "x, kernel", unlike(CONVOLUTION, attributes))]
    remarks = [Remark.LESS_PADDED]
    if min(ends) < 0:
        zeros = [0] * (4 + len(ends)) + [max(-end, 0) for end in ends]
        nodes = [
            Node("stamps", "ConvTranspose", "x, kernel", unlike(CONVOLUTION, attributes)),
            constant("border", zeros),
            Node("y", "Pad", "stamps, border"),
        ]
        remarks.append(Remark.EXTENDED)
    return Snippet(program_of(trace, nodes, *_kernel(trace)), tuple(remarks))


def _pads(kernel_size: Sequence[int]) -> dict[str, Any]:
    return unlike({"pads": 0}, {"pads": both_ends(same_padding(kernel_size))})


def _sub_pixel(trace: Trace) -> Snippet:
    filters, factor = kernel_of(trace), trace.method["upscale_factor"]
    nodes = [Node("maps", "Conv", "x, filters", _pads(filters.shape[1:]))]
    if trace.method.axes == 2:
        attributes = {"blocksize": factor, "mode": "CRD"}
        nodes.append(Node("y", "DepthToSpace", "maps", attributes))
    else:
        nodes += [
            Node("pairs", "Transpose", "maps", {"perm": (0, 2, 1)}),
            constant("size", (1, 1, trace.output.size)),
            Node("y", "Reshape", "pairs, size"),
        ]
    feeds = {"filters": ("filters[:, None]", (filters.shape[0], 1, *filters.shape[1:]))}
    return Snippet(program_of(trace, nodes, [array("filters", filters)], feeds))


def _resize_convolution(trace: Trace) -> Snippet:
    mode = {"mode": "linear"} if trace.method["mode"] == "bilinear" else ENLARGE
    nodes = [
        constant("sizes", (1, 1, *trace.output.shape)),
        Node("large", "Resize", "x, , , sizes", mode),
        Node("y", "Conv", "large, kernel", _pads(kernel_of(trace).shape)),
    ]
    return Snippet(program_of(trace, nodes, *_kernel(trace)))


# ------------------------------------------------------------------ pooling, unpooling


def _window(trace: Trace) -> dict[str, Any]:
    """Return the attributes of a pooling, without those that are the operator's defaults."""
    chosen = trace.method.chosen
    attributes = {
        "kernel_shape": chosen["kernel_size"],
        "strides": chosen["stride"],
        "pads": both_ends(chosen["padding"]),
        "dilations": chosen.get("dilation", (1,)),
        "ceil_mode": int(chosen.get("ceil_mode", False)),
    }
    return unlike({"strides": 1, "pads": 0, "dilations": 1, "ceil_mode": 0}, attributes)


def _average_pool(trace: Trace) -> Snippet:
    attributes = _window(trace)
    if trace.method["count_include_pad"] and "pads" in attributes:
        attributes["count_include_pad"] = 1
    return Snippet(program_of(trace, [Node("y", "AveragePool", "x", attributes)]))


def _max_pool(trace: Trace) -> Snippet:
    return Snippet(program_of(trace, [Node("y", "MaxPool", "x", _window(trace))]))


def _max_unpool(trace: Trace) -> Snippet:
    attributes = _window(trace)
    nodes = [
        Node("pooled, switches", "MaxPool", "x", attributes),
        constant("size", (1, 1, *trace.output.shape)),
        Node("y", "MaxUnpool", "pooled, switches, size", attributes),
    ]
    return Snippet(program_of(trace, nodes))


def _average_unpool(trace: Trace) -> Snippet:
    return _resized(trace, ENLARGE)


def _bed_of_nails(trace: Trace) -> Snippet:
    stride = trace.method["stride"]
    attributes = {"strides": stride, "output_padding": border(stride)}
    nodes = [
        Node("y", "ConvTranspose", "x, nail", attributes),
    ]
    size = (1,) * (2 + trace.method.axes)
    feeds = {"nail": ("nail", size)}
    return Snippet(program_of(trace, nodes, [f"nail = np.ones({size}, dtype=np.float32)"], feeds))


def _decimate(trace: Trace) -> Snippet:
    stride = trace.method["stride"]
    if not trace.method["antialias"]:
        nodes = [
            constant("starts", (0,) * len(stride)),
            constant("ends", trace.input.shape),
            constant("axes", range(len(stride))),
            constant("steps", stride),
            Node("y", "Slice", "x, starts, ends, axes, steps"),
        ]
        return Snippet(program_of(trace, nodes, leading=0))
    kernel = blur_kernel(tuple(stride))
    nodes = [
        constant("border", (*both_ends((0, 0, *border(stride))),)),
        Node("padded", "Pad", "x, border", {"mode": "edge"}),
        Node("y", "Conv", "padded, kernel", {"strides": stride}),
    ]
    feeds = {"kernel": ("kernel[None, None]", (1, 1, *kernel.shape))}
    return Snippet(program_of(trace, nodes, [array("kernel", kernel)], feeds))


METHODS: Mapping[str, Callable[[Trace], Snippet]] = {
    "nearest": _nearest,
    "bilinear": lambda trace: _resize(trace, "linear"),
    "bicubic": lambda trace: _resize(trace, "cubic"),
    "area": _area,
    "transposed_convolution": _transposed_convolution,
    "sub_pixel": _sub_pixel,
    "resize_convolution": _resize_convolution,
    "max_unpool": _max_unpool,
    "average_unpool": _average_unpool,
    "bed_of_nails": _bed_of_nails,
    "average_pool": _average_pool,
    "max_pool": _max_pool,
    "decimate": _decimate,
    "strided_convolution": _strided_convolution,
}
