"""What the steps of the lesson on interpolation share: the interpolators' names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ui.words import N_, _

NAMES = {
    "nearest": N_("Nearest"),
    "linear": N_("Linear"),
    "cubic": N_("Cubic, a = −0.75"),
    "cubic_half": N_("Cubic, a = −0.5"),
    "mitchell": N_("Mitchell"),
    "lanczos2": N_("Lanczos 2"),
    "lanczos3": N_("Lanczos 3"),
}
"""The interpolators of the core, as they are called."""

LAB: dict[str, tuple[str, dict[str, Any]]] = {
    "nearest": ("nearest", {}),
    "linear": ("bilinear", {}),
    "cubic": ("bicubic", {"cubic_a": -0.75}),
    "cubic_half": ("bicubic", {"cubic_a": -0.5}),
    "mitchell": ("mitchell", {}),
    "lanczos2": ("lanczos", {"lobes": 2}),
    "lanczos3": ("lanczos", {"lobes": 3}),
}
"""The methods of the lab that they are, with their parameters."""


def named(names: Iterable[str]) -> dict[str, str]:
    """Return interpolators with their names in the session's language."""
    return {name: _(NAMES[name]) for name in names}
