"""Who else can do what the core does: for a call, each peer's own way to the same numbers.

A peer is a function from a `Call` to what is timed, or None where it cannot do that. What it needs
in another layout is laid out beforehand, so that only its own work is timed. Results may lack axes
of one cell.
"""

from __future__ import annotations

import contextlib
import importlib
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from bench.calls import Call

Work = Callable[[], Any]
Peer = Callable[[Call], Work | None]


def _found(name: str) -> Any:
    """Return a library, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


torch, onnx, onnxruntime = map(_found, ("torch", "onnx", "onnxruntime"))
opencv, pillow = _found("cv2"), _found("PIL.Image")
signal, ndimage = _found("scipy.signal"), _found("scipy.ndimage")
if torch:
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
if opencv:
    opencv.setNumThreads(1)

# ------------------------------------------------------------------ PyTorch


def by_torch(call: Call) -> Work | None:
    """Call the function of the same name; for `resize`, what it has of it."""
    if torch is None:
        return None
    given = [torch.from_numpy(a) if isinstance(a, np.ndarray) else a for a in call.given]
    if call.function != "resize":
        function = getattr(torch.nn.functional, call.function)
        return lambda: function(*given, **call.options)
    mode = {"linear": "bilinear", "cubic": "bicubic"}.get(call.options["mode"])
    if mode is None:
        return None
    return lambda: torch.nn.functional.interpolate(given[0], given[1], mode=mode)


# ------------------------------------------------------------------ onnxruntime


def by_onnxruntime(call: Call) -> Work | None:
    """Run a model of the one operator."""
    described = _onnx_node(call) if onnx and onnxruntime else None
    if described is None:
        return None
    operator, attributes, fed, extra = described
    inputs = ["x", "", "", "sizes"] if operator == "Resize" else list(fed)
    helper = onnx.helper
    node = helper.make_node(operator, inputs, ["y"], **attributes)
    infos = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(a.dtype), a.shape)
        for name, a in fed.items()
    ]
    output = helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, None)
    constants = [onnx.numpy_helper.from_array(a, name) for name, a in extra.items()]
    graph = helper.make_graph([node], "one", infos, [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return lambda: session.run(None, fed)[0]


Described = tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]
"""Operator, attributes, inputs that are fed, inputs that are constant."""


def _onnx_node(call: Call) -> Described | None:
    if call.function.startswith("conv"):
        return _onnx_convolution(call)
    if call.function == "resize":
        return _onnx_resize(call)
    if call.function == "pixel_shuffle":
        return "DepthToSpace", {"blocksize": call.given[1], "mode": "CRD"}, {"x": call.x}, {}
    if call.function in ("max_pool2d", "avg_pool2d") and "return_indices" not in call.options:
        return _onnx_pooling(call)
    return None


def _onnx_convolution(call: Call) -> Described:
    attributes = {
        "strides": call.pair("stride", 1),
        "pads": call.pair("padding", 0) * 2,
        "dilations": call.pair("dilation", 1),
        "group": call.options.get("groups", 1),
    }
    transposed = "transpose" in call.function
    if transposed:
        attributes["output_padding"] = call.pair("output_padding", 0)
    fed = {"x": call.x, "weight": call.weight}
    return "ConvTranspose" if transposed else "Conv", attributes, fed, {}


def _onnx_resize(call: Call) -> Described:
    attributes = {
        "mode": call.options["mode"],
        "coordinate_transformation_mode": "half_pixel",
        "nearest_mode": "round_prefer_floor",
        "cubic_coeff_a": -0.75,
    }
    sizes = np.array([*call.x.shape[:2], *call.given[1]])
    return "Resize", attributes, {"x": call.x}, {"sizes": sizes}


def _onnx_pooling(call: Call) -> Described:
    size = (call.given[1],) * 2
    attributes = {
        "kernel_shape": size,
        "strides": call.pair("stride", call.given[1]),
        "pads": call.pair("padding", 0) * 2,
        "dilations": call.pair("dilation", 1),
    }
    if call.function == "max_pool2d":
        return "MaxPool", attributes, {"x": call.x}, {}
    return "AveragePool", attributes | {"count_include_pad": 1}, {"x": call.x}, {}


# ------------------------------------------------------------------ OpenCV and Pillow


def by_opencv(call: Call) -> Work | None:
    """Resize, or filter one channel; OpenCV keeps channels last."""
    if opencv is None:
        return None
    target = _target(call)
    if target is not None:
        mode = _mode(call)
        if call.options.get("antialias") or (mode == "area" and target > call.spatial):
            return None
        flag = {
            "nearest": opencv.INTER_NEAREST,
            "nearest-exact": opencv.INTER_NEAREST_EXACT,
            "bilinear": opencv.INTER_LINEAR,
            "bicubic": opencv.INTER_CUBIC,
            "area": opencv.INTER_AREA,
        }[mode]
        picture = np.ascontiguousarray(call.x[0].transpose(1, 2, 0))
        return lambda: opencv.resize(picture, target[::-1], interpolation=flag)
    if call.function == "conv2d" and call.x.shape[1] == 1 and set(call.options) == {"padding"}:
        plane, kernel = call.x[0, 0], call.weight[0, 0]
        return lambda: opencv.filter2D(plane, -1, kernel, borderType=opencv.BORDER_CONSTANT)
    return None


def by_pillow(call: Call) -> Work | None:
    """Resize channel by channel, as Pillow does with floats; it antialiases whenever it shrinks."""
    target = _target(call)
    if pillow is None or target is None:
        return None
    mode, shrinks = _mode(call), target < call.spatial
    if mode in ("bilinear", "bicubic") and shrinks != bool(call.options.get("antialias")):
        return None
    kinds = {"nearest-exact": "NEAREST", "bilinear": "BILINEAR", "area": "BOX"}
    if shrinks:  # its cubic kernel has a = -0.5, which is PyTorch's with antialias alone
        kinds["bicubic"] = "BICUBIC"
    if mode not in kinds:
        return None
    resample = pillow.Resampling[kinds[mode]]
    planes = [pillow.fromarray(plane) for plane in call.x[0]]
    return lambda: [plane.resize(target[::-1], resample) for plane in planes]


def _target(call: Call) -> tuple[int, ...] | None:
    """Return the size that a picture is resampled to."""
    if call.function == "resize":
        return tuple(call.given[1])
    if call.function == "interpolate":
        return tuple(math.floor(n * call.options["scale_factor"]) for n in call.spatial)
    return None


def _mode(call: Call) -> str:
    """Return PyTorch's name of a mode; ONNX's nearest is another than either of PyTorch's."""
    mode: str = call.options["mode"]
    if call.function == "resize":
        return {"linear": "bilinear", "cubic": "bicubic", "nearest": "nearest-exact"}[mode]
    return mode


# ------------------------------------------------------------------ SciPy


def by_scipy(call: Call) -> Work | None:
    """Do it plane by plane with `scipy.signal` and `scipy.ndimage`: one channel at a time only."""
    if call.x.shape[1] > 1 and (call.function.startswith("conv") or call.size == "feature"):
        return None
    planes = call.x[0]
    if call.function.startswith("conv_transpose"):
        return _upsampled_and_filtered(call)
    if call.function.startswith("conv"):
        return _correlated(call)
    if call.function in ("max_pool2d", "avg_pool2d") and set(call.options) <= {"stride"}:
        size = call.given[1]
        function = {"max_pool2d": ndimage.maximum_filter, "avg_pool2d": ndimage.uniform_filter}
        chosen, first = function[call.function], size // 2
        return lambda: [chosen(plane, size)[first::size, first::size] for plane in planes]
    if _target(call) is not None and _mode(call) in ("bilinear", "nearest-exact"):
        if call.options.get("antialias") or call.options["mode"] == "nearest":
            return None
        target = _target(call) or ()
        zoom, order = target[0] / call.spatial[0], 1 if _mode(call) == "bilinear" else 0
        options = {"order": order, "grid_mode": True, "mode": "nearest"}
        return lambda: [ndimage.zoom(plane, zoom, **options) for plane in planes]
    return None


def _correlated(call: Call) -> Work | None:
    """Correlate one channel with zeros around it, whatever windows the stride leaves out."""
    plane, kernel = call.x[0, 0], _spread(call.weight[0, 0], call.pair("dilation", 1))
    padded = np.pad(plane, [(p, p) for p in call.pair("padding", 0)])
    kept = tuple(slice(None, None, s) for s in call.pair("stride", 1))
    same = all(2 * p + 1 == k for p, k in zip(call.pair("padding", 0), kernel.shape, strict=True))
    source, mode = (plane, "same") if same else (padded, "valid")
    if plane.ndim == 1:
        return lambda: signal.correlate(source, kernel, mode, "direct")[kept]
    return lambda: signal.correlate2d(source, kernel, mode)[kept]


def _upsampled_and_filtered(call: Call) -> Work | None:
    """Insert the zeros, and convolve; cut off the padding."""
    plane, kernel = call.x[0, 0], _spread(call.weight[0, 0], call.pair("dilation", 1))
    stride, padding = call.pair("stride", 1), call.pair("padding", 0)
    extra = call.pair("output_padding", 0)
    if plane.ndim == 1:
        end = (plane.size - 1) * stride[0] + kernel.size + extra[0] - padding[0]
        return lambda: signal.upfirdn(kernel, plane, stride[0])[padding[0] : end]
    shape = [(n - 1) * s + 1 for n, s in zip(plane.shape, stride, strict=True)]

    def convolve() -> Any:
        inserted = np.zeros(shape, plane.dtype)
        inserted[:: stride[0], :: stride[1]] = plane
        full = signal.convolve2d(inserted, kernel)
        low, high = padding[0], padding[1]
        if any(extra):
            full = np.pad(full, [(0, n) for n in extra])
        return full[low : full.shape[0] - low, high : full.shape[1] - high]

    return convolve


def _spread(kernel: Any, dilation: tuple[int, ...]) -> Any:
    """Return a kernel with the zeros between its taps that its dilation stands for."""
    spread = np.zeros([(k - 1) * d + 1 for k, d in zip(kernel.shape, dilation, strict=True)])
    spread[tuple(slice(None, None, d) for d in dilation)] = kernel
    return spread.astype(kernel.dtype)


# ------------------------------------------------------------------ what nobody can do without


def floor(call: Call) -> Work | None:
    """Copy all windows once and multiply them once: what a convolution costs NumPy at least.

    Zeros around the input are there already. A transposed convolution is so many convolutions that
    keep the size as it has phases: each of the taps that reach the same outputs.
    """
    if not call.function.startswith("conv"):
        return None
    groups, weight = call.options.get("groups", 1), call.weight
    stride, dilation = call.pair("stride", 1), call.pair("dilation", 1)
    if "transpose" not in call.function:
        sides = [(p, p) for p in call.pair("padding", 0)]
        return _product(
            call.x, weight.reshape(groups, -1, *weight.shape[1:]), sides, stride, dilation
        )
    bank = weight.reshape(groups, -1, *weight.shape[1:]).swapaxes(1, 2)
    one, phases = (1,) * len(stride), []
    steps = [s // math.gcd(s, d) for s, d in zip(stride, dilation, strict=True)]
    for first in np.ndindex(*steps):
        part = bank[:, :, :, *(slice(f, None, s) for f, s in zip(first, steps, strict=True))]
        if part.size:
            sides = [(k // 2, (k - 1) // 2) for k in part.shape[3:]]
            phases.append(_product(call.x, part, sides, one, one))
    return lambda: [phase() for phase in phases]


def _product(
    x: Any,
    weight: Any,
    sides: list[tuple[int, int]],
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
) -> Work:
    """Copy the windows of x, padded beforehand, and multiply; weight is (G, O/G, C/G, …)."""
    padded = np.pad(x, [(0, 0), (0, 0), *sides])
    steps, taps = padded.strides[2:], weight.shape[3:]
    axes = zip(padded.shape[2:], dilation, taps, stride, strict=True)
    counts = [(n - d * (k - 1) - 1) // s + 1 for n, d, k, s in axes]
    along = [
        *(step * d for step, d in zip(steps, dilation, strict=True)),
        *(step * s for step, s in zip(steps, stride, strict=True)),
    ]
    shape = (*padded.shape[:2], *taps, *counts)
    windows = as_strided(padded, shape, (*padded.strides[:2], *along))
    groups, outputs = weight.shape[:2]
    matrices = np.ascontiguousarray(weight).reshape(groups, outputs, -1)
    return lambda: np.matmul(matrices, windows.reshape(groups, -1, math.prod(counts)))


def copied(call: Call) -> Work:
    """Copy as many bytes as the call reads, and as many as it writes."""
    read = [a for a in call.given if isinstance(a, np.ndarray)]
    result = call.run()
    written = result if isinstance(result, tuple) else (result,)
    pairs = [(np.empty_like(a), a) for a in (*read, *written)]

    def copy() -> None:
        for target, source in pairs:
            np.copyto(target, source)

    return copy


PEERS: dict[str, Peer] = {
    "PyTorch": by_torch,
    "onnxruntime": by_onnxruntime,
    "OpenCV": by_opencv,
    "Pillow": by_pillow,
    "SciPy": by_scipy,
}
"""Those whose results must be ours."""

FLOORS: dict[str, Peer] = {"floor": floor, "copy": copied}
"""What is timed beside them, whose results are none."""


def same(ours: Any, theirs: Any) -> bool:
    """Whether a peer's result is ours, whichever way its axes of one cell and channels lie."""
    first = ours[0] if isinstance(ours, tuple) else ours
    other = theirs[0] if isinstance(theirs, tuple) else theirs
    found, wanted = np.squeeze(np.asarray(other)), np.squeeze(first)
    if found.shape != wanted.shape and found.ndim == 3:
        found = found.transpose(2, 0, 1)
    with contextlib.suppress(ValueError):
        return bool(np.allclose(found, wanted, rtol=1e-3, atol=1e-3))
    return False
