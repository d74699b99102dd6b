"""Pooling in Keras, which has neither padding in numbers, dilation, ceil mode nor switches."""

from __future__ import annotations

from ui.snippets.keras_program import BACK, IMAGE, call, padded, pads, program_of
from ui.snippets.layout import INDENT, WIDTH, shape, statement, value, wrapped
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace

EMPTY = "constant_values=-np.inf"


def _window(trace: Trace) -> list[str]:
    """Return the arguments of a pooling that say the window.

    The strides are always said: with JAX, Keras 3.15 stumbles over its own default.
    """
    return [value(trace.method["kernel_size"]), f"strides={value(trace.method['stride'])}"]


def _dilation(trace: Trace) -> tuple[int, ...]:
    dilation: tuple[int, ...] = trace.method.chosen.get("dilation", (1,) * trace.method.axes)
    return dilation


def _ends(trace: Trace) -> tuple[int, ...]:
    """Return the padding behind every axis: P, or as much as the last window takes."""
    chosen = trace.method.chosen
    return tuple(
        max(p, (after - 1) * s + d * (k - 1) + 1 - before - p)
        for before, after, k, s, d, p in zip(
            trace.input.shape,
            _pooled_shape(trace),
            chosen["kernel_size"],
            chosen["stride"],
            _dilation(trace),
            chosen["padding"],
            strict=True,
        )
    )


def _pooled_shape(trace: Trace) -> tuple[int, ...]:
    return (
        trace.stage.values.shape
        if trace.stage is not None and trace.stage.name == "pooled"
        else trace.output.shape
    )


# ------------------------------------------------------------------ the mean


def average_pool(trace: Trace) -> Snippet:
    """Return the snippet: where not all of a window counts, the mean over what counts."""
    before, after = trace.method["padding"], _ends(trace)
    sizes = trace.input.shape
    if not any((*before, *after)):
        return call(trace, "ops.average_pool", _window(trace))
    # The tail that ceil mode adds never counts; the padding does if asked for.
    if trace.method["count_include_pad"]:
        counted = shape(tuple(p + n + p for n, p in zip(sizes, before, strict=True)))
        tail = tuple(a - p for a, p in zip(after, before, strict=True))
        margins = (0,) * len(sizes), tail
    else:
        counted, margins = "x.shape", (before, after)
    if not any((*margins[0], *margins[1])):
        steps, grid, remarks = padded(before, after)
        arguments = [f"{grid}{IMAGE}", *_window(trace)]
        steps.append(statement("y", "ops.average_pool(", arguments, f"){BACK}"))
        return Snippet(program_of(trace, steps), remarks)
    arguments = [f"grid{IMAGE}", *_window(trace)]
    mean = wrapped("return ops.average_pool(", arguments, f"){BACK}", margin=INDENT)
    pool = f"def pool(grid):\n{mean}"
    steps = [
        f"padded = ops.pad(x, {pads(before, after)})",
        f"counted = ops.pad(ops.ones({counted}), {pads(*margins)})",
        "y = pool(padded) / pool(counted)",
    ]
    code = program_of(trace, steps, functions=[pool])
    return Snippet(code, (Remark.PADDED, Remark.COUNTED))


# ------------------------------------------------------------------ the largest


def max_pool(trace: Trace) -> Snippet:
    """Return the snippet: padded with minus infinity, and stacked where the window is dilated."""
    steps, grid, remarks = padded(trace.method["padding"], _ends(trace), EMPTY)
    if all(d == 1 for d in _dilation(trace)):
        arguments = [f"{grid}{IMAGE}", *_window(trace)]
        steps.append(statement("y", "ops.max_pool(", arguments, f"){BACK}"))
        return Snippet(program_of(trace, steps), remarks)
    steps.append(f"y = ops.max(windows({grid}), axis=0)")
    code = program_of(trace, steps, functions=[_windows(trace)])
    return Snippet(code, (*remarks, Remark.WINDOWS_STACKED))


def max_unpool(trace: Trace) -> Snippet:
    """Return the snippet that finds the switches, and keeps x there and nowhere else."""
    before, after = trace.method["padding"], _ends(trace)
    steps, grid, remarks = padded(before, after, EMPTY)
    numbered = f"np.arange({trace.input.size})"
    if trace.method.axes == 2:
        numbered += f".reshape{trace.input.shape}"
    if steps:
        numbered = f"np.pad({numbered}, {pads(before, after)})"
    steps += [
        f"cells = {numbered}",
        f"best = ops.argmax(windows({grid}), axis=0)",
        "switches = ops.take_along_axis(windows(cells), best[None], axis=0)",
        f"marks = ops.one_hot(ops.reshape(switches, (-1,)), {trace.input.size})",
        "y = ops.multiply(x, ops.reshape(ops.max(marks, axis=0), x.shape))",
    ]
    code = program_of(trace, steps, functions=[_windows(trace)])
    return Snippet(code, (*remarks, Remark.SWITCHES_FOUND))


def _windows(trace: Trace) -> str:
    """Return the function that stacks what every window has at each of its positions."""
    slices, loops = [], []
    chosen = trace.method.chosen
    axes = zip(
        "ij",
        _pooled_shape(trace),
        chosen["kernel_size"],
        chosen["stride"],
        _dilation(trace),
        strict=False,
    )
    for letter, count, k, s, d in axes:
        span = (count - 1) * s + 1
        slices.append(f"{letter} : {letter} + {span}" + (f" : {s}" if s > 1 else ""))
        places = f"range(0, {d * (k - 1) + 1}, {d})" if d > 1 else f"range({k})"
        loops.append(f"for {letter} in {places}")
    parts = [f"[grid[{', '.join(slices)}]", *loops]
    is_short = len(" ".join(parts)) < WIDTH - 2 * INDENT
    stacked = (" " if is_short else "\n ").join(parts) + "]"
    stack = wrapped("return ops.stack(", [stacked], ")", margin=INDENT)
    return f"def windows(grid):\n{stack}"
