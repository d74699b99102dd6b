"""Convolutions in Keras, which pads them in two ways only: "valid" and "same"."""

from __future__ import annotations

from collections.abc import Sequence

from ui.snippets.common import border, kernel_of
from ui.snippets.keras_program import BACK, FLOATS, IMAGE, array, call, padded, pads, program_of
from ui.snippets.layout import pairs, shape, slices, statement, value
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace
from upsample_core.inputs import blur_kernel

KERNEL = "kernel[..., None, None]"


def _reach(trace: Trace) -> tuple[int, ...]:
    """Return D(K-1) of every axis: how far the kernel reaches beyond its first tap."""
    sizes = zip(trace.method["dilation"], kernel_of(trace).shape, strict=True)
    return tuple(d * (k - 1) for d, k in sizes)


def _kernel(trace: Trace, *, spread: bool) -> tuple[list[str], tuple[Remark, ...]]:
    """Return the statements that make the kernel, with the zeros of its dilation if need be."""
    reach = _reach(trace)
    dense = tuple(k - 1 for k in kernel_of(trace).shape)
    if not spread or reach == dense:
        return [array("kernel", kernel_of(trace))], ()
    size = shape(tuple(r + 1 for r in reach))
    return [
        array("taps", kernel_of(trace)),
        f"kernel = np.zeros({size}, {FLOATS})",
        f"kernel[{slices(trace.method['dilation'])}] = taps",
    ], (Remark.KERNEL_SPREAD,)


# ------------------------------------------------------------------ transposed


def transposed_convolution(trace: Trace) -> Snippet:
    """Return the snippet: "same" where it fits, else the whole result, cropped."""
    inputs, spread = _kernel(trace, spread=True)
    strides = f"strides={value(trace.method['stride'])}"
    arguments = [KERNEL, strides]
    remarks = [Remark.KERNEL_AXES, *spread]
    if _same_fits(trace):
        arguments.append('padding="same"')
        remarks.append(Remark.SAME_FITS)
        return call(trace, "ops.conv_transpose", arguments, *inputs, remarks=remarks)
    kept, missing, is_whole = _crop(trace)
    if is_whole:
        return call(trace, "ops.conv_transpose", arguments, *inputs, remarks=remarks)
    steps = [statement("full", "ops.conv_transpose(", [f"x{IMAGE}", *arguments])]
    remarks.append(Remark.CROPPED)
    crop = f"full[0, {', '.join(kept)}, 0]"
    if any(missing):
        remarks.append(Remark.EXTENDED)
        crop = f"ops.pad({crop}, {pads((0,) * len(missing), missing)})"
    return Snippet(program_of(trace, [*steps, f"y = {crop}"], *inputs), tuple(remarks))


def _same_fits(trace: Trace) -> bool:
    """Whether "same", which leaves L*S cells and crops max(K-S, 0) // 2 first, crops the same."""
    chosen = trace.method.chosen
    axes = zip(
        trace.input.shape,
        trace.output.shape,
        _reach(trace),
        chosen["stride"],
        chosen["padding"],
        strict=True,
    )
    return all(
        after == before * stride and padding == max(reach + 1 - stride, 0) // 2
        for before, after, reach, stride, padding in axes
    )


def _crop(trace: Trace) -> tuple[list[str], list[int], bool]:
    """Return what to keep of the whole result, how much it lacks at the end, and if it is all.

    Without padding Keras computes (L-1)S + max(D(K-1) + 1, S) cells: all stamps, and zeros after
    them where the kernel is smaller than the stride.
    """
    kept, missing = [], []
    is_whole = True
    for before, after, reach, stride, padding in zip(
        trace.input.shape,
        trace.output.shape,
        _reach(trace),
        trace.method["stride"],
        trace.method["padding"],
        strict=True,
    ):
        whole = (before - 1) * stride + max(reach + 1, stride)
        stop = padding + after
        missing.append(max(stop - whole, 0))
        kept.append(f"{padding or ''}:{stop if stop < whole else ''}")
        is_whole = is_whole and padding == 0 and stop == whole
    return kept, missing, is_whole


# ------------------------------------------------------------------ ordinary


def strided_convolution(trace: Trace) -> Snippet:
    """Return the snippet: "same" where it fits, else the input padded first."""
    chosen = trace.method.chosen
    dilation, padding = chosen["dilation"], chosen["padding"]
    stride = _needed_strides(trace)
    steps_over = any(s > 1 for s in stride)
    inputs, remarks = _kernel(trace, spread=steps_over)
    arguments = [KERNEL, *_strides(stride)]
    if not steps_over and any(d > 1 for d in dilation):
        arguments.append(f"dilation_rate={value(dilation)}")
    fits = tuple(2 * p for p in padding) == _reach(trace)
    if fits and trace.output.shape == trace.input.shape:
        if any(padding):
            arguments.append('padding="same"')
        return call(trace, "ops.conv", arguments, *inputs, remarks=remarks)
    steps, grid, padding_remark = padded(padding, padding)
    extent = tuple(n + 2 * p for n, p in zip(trace.input.shape, padding, strict=True))
    grid = _cropped(steps, grid, extent, _reach(trace), trace.output.shape)
    steps.append(statement("y", "ops.conv(", [f"{grid}{IMAGE}", *arguments], f"){BACK}"))
    return Snippet(program_of(trace, steps, *inputs), (*remarks, *padding_remark))


def _strides(stride: Sequence[int]) -> list[str]:
    return [f"strides={value(tuple(stride))}"] if any(s > 1 for s in stride) else []


def _needed_strides(trace: Trace) -> tuple[int, ...]:
    """Return the strides, and one for an axis that has a single output.

    There a stride has nothing to do, but PyTorch 2.13, as Keras calls it, then reads beyond the
    input and gives wrong numbers.
    """
    sizes = zip(trace.method["stride"], trace.output.shape, strict=True)
    return tuple(stride if after > 1 else 1 for stride, after in sizes)


def _cropped(
    steps: list[str],
    grid: str,
    extent: Sequence[int],
    reach: Sequence[int],
    output_shape: Sequence[int],
) -> str:
    """Crop the axes that have a single output to the cells that it sees; return the name."""
    kept = [
        f":{r + 1}" if after == 1 and size > r + 1 else ":"
        for size, r, after in zip(extent, reach, output_shape, strict=True)
    ]
    if all(part == ":" for part in kept):
        return grid
    steps.append(f"cropped = {grid}[{', '.join(kept)}]")
    return "cropped"


def _same(kernel_size: Sequence[int]) -> list[str]:
    return ['padding="same"'] if any(k > 1 for k in kernel_size) else []


def sub_pixel(trace: Trace) -> Snippet:
    """Return the snippet that convolves to r² channels and weaves them by reshaping."""
    factor, sizes = trace.method["upscale_factor"], trace.input.shape
    filters = "ops.moveaxis(filters, 0, -1)[..., None, :]"
    arguments = [f"x{IMAGE}", "kernel", *_same(kernel_of(trace).shape[1:])]
    steps = [f"kernel = {filters}", statement("maps", "ops.conv(", arguments)]
    if len(sizes) == 1:
        steps.append(f"y = ops.reshape(maps, {trace.output.shape})")
    else:
        steps += [
            f"blocks = ops.reshape(maps, {(*sizes, factor, factor)})",
            f"y = ops.reshape(ops.transpose(blocks, (0, 2, 1, 3)), {trace.output.shape})",
        ]
    return Snippet(program_of(trace, steps, array("filters", kernel_of(trace))))


def resize_convolution(trace: Trace) -> Snippet:
    """Return the snippet that enlarges, then convolves."""
    axes, scale = trace.method.axes, value(trace.method["scale_factor"])
    size = trace.output.shape
    remarks: tuple[Remark, ...] = ()
    if trace.method["mode"] == "nearest":
        enlarge = f"large = layers.UpSampling{axes}D({scale})(x{IMAGE})"
    elif axes == 2:
        enlarge = f"large = ops.image.resize(x{IMAGE}, size={size})"
    else:
        enlarge = f"large = ops.image.resize(x[None, None, :, None], size=(1, {size[0]}))[0]"
        remarks = (Remark.ONE_ROW,)
    arguments = ["large", KERNEL, *_same(kernel_of(trace).shape)]
    steps = [enlarge, statement("y", "ops.conv(", arguments, f"){BACK}")]
    return Snippet(program_of(trace, steps, array("kernel", kernel_of(trace))), remarks)


# ------------------------------------------------------------------ zeros in, cells out


def bed_of_nails(trace: Trace) -> Snippet:
    """Return the snippet: a transposed convolution with one tap of one."""
    tap = f"np.ones({(1,) * (trace.method.axes + 2)}, {FLOATS})"
    arguments = [tap, f"strides={value(trace.method['stride'])}", 'padding="same"']
    return call(trace, "ops.conv_transpose", arguments)


def decimate(trace: Trace) -> Snippet:
    """Return the snippet: every S-th cell, after a blur if asked for."""
    stride = trace.method["stride"]
    if not trace.method["antialias"]:
        code = program_of(trace, [f"y = ops.convert_to_tensor(x)[{slices(stride)}]"])
        return Snippet(code)
    steps = [f'padded = np.pad(x, {pairs(border(stride))}, mode="edge")']
    extent = tuple(n + 2 * (s - 1) for n, s in zip(trace.input.shape, stride, strict=True))
    reach = tuple(2 * (s - 1) for s in stride)
    grid = _cropped(steps, "padded", extent, reach, trace.output.shape)
    arguments = [f"{grid}{IMAGE}", KERNEL, *_strides(_needed_strides(trace))]
    steps.append(statement("y", "ops.conv(", arguments, f"){BACK}"))
    code = program_of(trace, steps, array("kernel", blur_kernel(tuple(stride))))
    return Snippet(code, (Remark.PADDED,))
