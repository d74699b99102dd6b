"""Questions about sub-pixel convolution: weaving, channels, the equal kernel, starts, costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from upsample_core.lessons.channel_orders import channel_table
from upsample_core.lessons.enlarging_costs import enlarging_costs
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.operations.pixel_shuffle import icnr, pixel_shuffle_map


def weave(seed: int) -> Question:
    """Ask for the signal that r maps are woven into."""
    source = generator("weave maps", seed)
    r = source.choice((2, 3))
    maps = np.reshape(source.sample(range(1, 10), 6), (r, 6 // r)).astype(float)
    woven = pixel_shuffle_map(maps.shape, r).apply(maps)
    return Question(
        "weave",
        seed,
        {
            "factor": r,
            "maps": "; ".join(_listed(row) for row in maps),
            "first": _listed(maps[:, 0]),
        },
        _tuple(woven),
        mistakes={
            "beside": _tuple(maps.ravel()),
            "turned": _tuple(pixel_shuffle_map(maps.shape, r).apply(maps[::-1])),
        },
    )


def channels(seed: int) -> Question:
    """Ask how many channels the convolution gives."""
    source = generator("channels", seed)
    r, outputs = source.choice((2, 3, 4)), source.choice((1, 3, 3, 8, 16))
    height, width = source.sample(range(5, 40), 2)
    return Question(
        "channels",
        seed,
        {
            "factor": r,
            "outputs": outputs,
            "input": (height, width),
            "output": (height * r, width * r),
            "square": r * r,
        },
        outputs * r * r,
        mistakes={
            "one_axis": outputs * r,
            "factor_only": r * r,
            "outputs_only": outputs,
        },
    )


def place(seed: int) -> Question:
    """Ask where PyTorch weaves a channel."""
    source = generator("place", seed)
    r, outputs = source.choice((2, 2, 3)), source.choice((2, 3, 4))
    number = source.randrange(r * r, outputs * r * r)
    found, other = (_where(outputs, r, order, number) for order in ("CRD", "DCR"))
    return Question(
        "place",
        seed,
        {
            "factor": r,
            "outputs": outputs,
            "channels": outputs * r * r,
            "number": number,
            "square": r * r,
            "output": found[0],
            "rest": number % (r * r),
        },
        found,
        mistakes={
            "tensorflow": other,
            "turned": (found[0], found[2], found[1]),
        },
    )


def channel(seed: int) -> Question:
    """Ask which channel TensorFlow weaves into a place."""
    source = generator("channel", seed)
    r, outputs = source.choice((2, 2, 3)), source.choice((2, 3, 4))
    output, row, column = source.randrange(outputs), source.randrange(r), source.randrange(r)
    tables = {order: channel_table(outputs, r, order) for order in ("CRD", "DCR")}
    return Question(
        "channel",
        seed,
        {
            "factor": r,
            "outputs": outputs,
            "output": output,
            "row": row,
            "column": column,
            "offset": row * r + column,
        },
        int(tables["DCR"][output, row, column]),
        mistakes={
            "pytorch": int(tables["CRD"][output, row, column]),
            "turned": int(tables["DCR"][output, column, row]),
        },
    )


def large_kernel(seed: int) -> Question:
    """Ask for kernel size and padding of the equal transposed convolution."""
    source = generator("large_kernel", seed)
    r, size = source.choice((2, 3, 4)), source.choice((3, 4, 5, 6))
    padding = source.randrange(size)
    border = r * (size - 1 - padding)
    return Question(
        "large_kernel",
        seed,
        {
            "factor": r,
            "kernel_size": size,
            "padding": padding,
            "before": size - 1 - padding,
        },
        (r * size, border),
        mistakes={
            "same": (size, padding),
            "padding_scaled": (r * size, r * padding),
            "padding_kept": (r * size, padding),
            "reach": (r * (size - 1) + 1, border),
        },
    )


def repeat(seed: int) -> Question:
    """Ask which filter stands at one place of an ICNR start."""
    source = generator("repeat", seed)
    r, outputs = source.choice((2, 2, 3)), source.choice((3, 4, 5))
    number = source.randrange(1, outputs * r * r)
    base = np.arange(float(outputs)).reshape(outputs, 1, 1, 1)
    return Question(
        "repeat",
        seed,
        {
            "factor": r,
            "outputs": outputs,
            "number": number,
            "square": r * r,
            "first": _listed(icnr(base, r)[: r * r + 2].ravel()),
        },
        int(icnr(base, r)[number, 0, 0, 0]),
        mistakes={
            "tiled": number % outputs,
            "one_axis": number // r,
            "own": number,
        },
    )


def same_order(seed: int) -> Question:
    """Ask for how many output channels both orders are the same."""
    source = generator("same_order", seed)
    r = source.choice((2, 3, 4))
    offered = {"right": 1, "factor": r, "square": r * r, "more": r * r + source.randint(1, 3)}
    order = source.sample(list(offered), 4)
    given: dict[str, Any] = {"factor": r, "square": r * r}
    for name, slip in zip(_NAMES, order, strict=True):
        given[f"count_{name}"] = offered[slip]
    table = channel_table(r * r, r, "DCR")
    return Question(
        "same_order",
        seed,
        given | {"second": int(table[0, 0, 1])},
        _NAMES[order.index("right")],
        choices=_NAMES,
        mistakes={slip: _NAMES[order.index(slip)] for slip in order if slip != "right"},
    )


def parameters(seed: int) -> Question:
    """Ask how many weights a sub-pixel layer has."""
    source = generator("parameters of a layer", seed)
    r, size = source.choice((2, 3, 4)), source.choice((1, 3, 5))
    inputs, outputs = source.choice((4, 8, 16)), source.choice((1, 3))
    costs = enlarging_costs(size, r, inputs, outputs)
    return Question(
        "parameters",
        seed,
        {
            "factor": r,
            "kernel_size": size,
            "inputs": inputs,
            "outputs": outputs,
            "channels": outputs * r * r,
            "taps": size * size,
        },
        costs["sub_pixel"].parameters,
        mistakes={
            "resize": costs["resize"].parameters,
            "one_axis": costs["resize"].parameters * r,
            "one_input": costs["sub_pixel"].parameters // inputs,
            "flat": costs["sub_pixel"].parameters // size,
        },
    )


def multiplications(seed: int) -> Question:
    """Ask how many multiplications one output pixel takes."""
    source = generator("multiplications of a pixel", seed)
    r, size, inputs = source.choice((2, 3, 4)), source.choice((3, 5)), source.choice((1, 4, 8, 16))
    costs = enlarging_costs(size, r, inputs, 1)
    return Question(
        "multiplications",
        seed,
        {
            "factor": r,
            "kernel_size": size,
            "inputs": inputs,
            "square": size * size,
        },
        costs["sub_pixel"].per_pixel,
        mistakes={
            "all_filters": costs["sub_pixel"].per_pixel * r * r,
            "one_input": size * size,
            "wide": costs["resize_wide"].per_pixel,
        },
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        weave,
        channels,
        place,
        large_kernel,
        repeat,
        channel,
        same_order,
        parameters,
        multiplications,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""

_NAMES = ("a", "b", "c", "d")


def _where(outputs: int, r: int, order: str, number: int) -> tuple[int, ...]:
    """Return output channel, row and column of the place of one channel."""
    (found,) = np.argwhere(channel_table(outputs, r, order) == number).tolist()
    return tuple(found)


def _listed(values: Any) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _tuple(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
