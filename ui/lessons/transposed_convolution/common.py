"""What the figures of the lesson on transposed convolution share: its example, and letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from upsample_core import Method, method

NAMES = ("stride", "kernel_size", "padding", "output_padding", "dilation")
WORKED: dict[str, Any] = {
    "stride": 2,
    "kernel_size": 3,
    "padding": 1,
    "output_padding": 1,
    "dilation": 1,
    "kernel": "counting",
}
"""The worked example: [[a, b], [c, d]] and k1 … k9."""


def chosen_numbers(chosen: Method) -> dict[str, Any]:
    """Return the geometry of a method as its operations take it."""
    return {name: chosen[name] for name in NAMES if name != "kernel_size"}


def changed(chosen: Method, **numbers: Any) -> Method:
    """Return a method with some of its parameters changed."""
    return method(chosen.name, chosen.input_shape, **{**chosen.chosen, **numbers})


def spelled(numbers: Mapping[str, int]) -> str:
    """Return numbers by their letters: S = 2, K = 3."""
    return ", ".join(f"{letter}\u00a0=\u00a0{number}" for letter, number in numbers.items())


def lab_numbers(chosen: Method) -> dict[str, Any]:
    """Return the parameters of a method as an address takes them."""
    return {name: chosen[name] for name in (*NAMES, "kernel")}
