"""The parts of a Keras program: imports, arrays, batches, and padding in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.snippets.layout import are_ones, numbers, program, shape, statement
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import Trace

IMAGE = "[None, ..., None]"
BACK = "[0, ..., 0]"
FLOATS = 'dtype="float32"'


def program_of(
    trace: Trace, steps: Sequence[str], *inputs: str, functions: Sequence[str] = ()
) -> str:
    """Return the program that makes x and `inputs`, and takes `steps` from there to y."""
    text = "\n".join([*functions, *steps])
    names = [name for name in ("layers", "ops") if f"{name}." in text]
    imports = ["import numpy as np", f"from keras import {', '.join(names)}"]
    x = statement("x", "np.array(", [numbers(trace.input, single=True), FLOATS])
    return program(imports, functions, [x, *inputs], steps, trace.output.shape)


def array(target: str, values: Any) -> str:
    """Return the statement that makes a 32-bit array; ones are said, not listed."""
    if are_ones(values):
        return f"{target} = np.ones({shape(values.shape)}, {FLOATS})"
    return statement(target, "np.array(", [numbers(values, single=True), FLOATS])


def call(
    trace: Trace, function: str, arguments: Sequence[str], *inputs: str, remarks: Any = ()
) -> Snippet:
    """Return the snippet that calls `function` on a batch of one image with one channel."""
    step = statement("y", f"{function}(", [f"x{IMAGE}", *arguments], f"){BACK}")
    return Snippet(program_of(trace, [step], *inputs), tuple(remarks))


def pads(before: Sequence[int], after: Sequence[int]) -> str:
    """Return the cells to pad before and after each axis: a pair for each, as Keras wants it."""
    return repr(tuple(zip(before, after, strict=True)))


def padded(
    before: Sequence[int], after: Sequence[int], *options: str
) -> tuple[list[str], str, tuple[Remark, ...]]:
    """Return the step that pads x, the name of what comes out, and the remark upon it."""
    if not any((*before, *after)):
        return [], "x", ()
    step = statement("padded", "ops.pad(", ["x", pads(before, after), *options])
    return [step], "padded", (Remark.PADDED,)
