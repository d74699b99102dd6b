"""Bounds and parameters that several methods share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from upsample_core.checks import ParameterError
from upsample_core.methods.definition import Parameter

MAX_STRIDE = 4
MAX_KERNEL_SIZE = 8
MAX_DILATION = 3
MAX_PADDING = 8


def is_legal(output_size: Callable[..., int], *arguments: Any) -> bool:
    """Whether a size function accepts its arguments: what is legal is what it does not refuse."""
    try:
        output_size(*arguments)
    except ParameterError:
        return False
    return True


STRIDE = Parameter(
    "stride", 2, lambda size, chosen: range(1, MAX_STRIDE + 1), per_axis=True, symbol="S"
)
KERNEL_SIZE = Parameter(
    "kernel_size",
    3,
    lambda size, chosen: range(1, MAX_KERNEL_SIZE + 1),
    per_axis=True,
    symbol="K",
)
DILATION = Parameter(
    "dilation", 1, lambda size, chosen: range(1, MAX_DILATION + 1), per_axis=True, symbol="D"
)
